"""Mask passwords, dates of birth, codes in letters, and numbers that are too short to be seen as somebody's."""

from collections.abc import Iterator, Sequence

from ivr.redaction.spaced import SpacedWords, bare
from ivr.redaction.tokens import Marked

LONGEST_SECRET, LONGEST_NUMBER, LONGEST_DATE = 8, 24, 14
SURE_FIGURES = 3
"""A code that begins with so many figures ends where they end."""
WORDS_AT_ONCE = 3
YEAR = 4
"""How many words a year has at most, as it is told without its century."""
LETTERS = 2
"""How many words for letters, in a row with figures, are a code."""
ROUNDS = 8
"""How far from a letter of a code its figures may stand."""


class Secrets:
    """Masks what a caller gives of their own."""

    def __init__(self, words: SpacedWords) -> None:
        """Take the words of a language."""
        self._words = words
        self._dates, self._links = words.words("dates"), words.words("links in dates")

    def mark(self, marked: Marked) -> None:
        """Mask all of these."""
        self._mark_spelling(marked)
        for start in self._words.phrases("born").ends(marked.words):
            self._mark_date(marked, marked.run(start, LONGEST_DATE, lambda at: self._in_date(marked, at)))
            before = marked.run_back(start - 2, LONGEST_DATE, lambda at: self._in_date(marked, at))
            self._mark_date(marked, before[::-1])
            self._mark_day(marked, start)
        if self._words.phrases("born").ends(marked.words):
            for date in self._dates_in(marked):
                self._mark_date(marked, date)
        for start in self._words.phrases("secret follows").ends(marked.words):
            self._mark_secret(marked, start)
            self._mark_named_at_once(marked, start)
        for start in (*self._words.phrases("age follows").ends(marked.words), *self._after_people(marked)):
            self._mark_age(marked, start)
        for start in self._words.phrases("number follows").ends(marked.words):
            self._mark_number(marked, start)
        self._mark_letter_words(marked)
        for _ in range(ROUNDS):
            self._mark_beside_letters(marked)

    def _mark_day(self, marked: Marked, start: int) -> None:
        """Mask a day that is told by another, up to its year: "the day after christmas nineteen eighty eight"."""
        ends = self._words.words("secret ends")
        told = marked.run(start, LONGEST_DATE, lambda at: marked.words[at] not in ends)
        while told and not (marked.why.get(told[-1]) == "number" or self._words.is_number(marked.words[told[-1]])):
            told.pop()
        if not self._words.has_tens(marked, [at for at in told[-YEAR:] if self._words.is_number(marked.words[at])]):
            return
        while told and marked.words[told[0]] in self._links - {"the", "le"}:
            told.pop(0)
        marked.mark(told, "birth")

    def _mark_secret(self, marked: Marked, start: int) -> None:
        """Mask what follows "my password is", unless it is how the password is: "wrong"."""
        first = self._words.after_is(marked, start)
        if first is None:
            first = self._after_as(marked, start)
        elif marked.words[first] in self._words.words("before a secret"):
            first += 1
        if (
            first is None
            or first >= len(marked.words)
            or self._words.is_state(marked, first)
            or marked.words[first] in self._words.words("not a secret")
        ):
            return
        figures = self._signs(marked, first)
        if len(figures) >= SURE_FIGURES:
            return marked.mark(figures, "secret")
        ends = self._words.words("secret ends")
        marked.mark(marked.run(first, LONGEST_SECRET, lambda at: at == first or marked.words[at] not in ends), "secret")

    def _after_as(self, marked: Marked, start: int) -> int | None:
        """Return what stands after "i'm on whatsapp as", if it may be a name."""
        named = start + 1 < len(marked.words) and marked.words[start] in self._words.words("before a secret")
        return start + 1 if named and marked.words[start + 1] not in self._words.words("stop") else None

    def _mark_named_at_once(self, marked: Marked, start: int) -> None:
        """Mask "the password blue giraffe": words right after the cue, one of which nobody knows."""
        stop = self._words.words("stop")
        named = marked.run(start, WORDS_AT_ONCE, lambda at: marked.words[at] not in stop) if start else []
        if any(marked.is_unknown(at) for at in named):
            marked.mark(named, "secret")

    def _after_people(self, marked: Marked) -> Iterator[int]:
        """Yield what stands after "my mother is" and "my mother's"."""
        people, is_ = self._words.words("people"), self._words.words("is") | self._words.words("has")
        for at, word in enumerate(marked.words[:-1]):
            if bare(word) in people:
                yield at + 1 + (marked.words[at + 1] in is_)

    def _dates_in(self, marked: Marked) -> Iterator[Sequence[int]]:
        """Yield the dates with a month in them, wherever a birthday is spoken of."""
        at = 0
        while at < len(marked.words):
            found = marked.run(at, LONGEST_DATE, lambda i: self._in_date(marked, i))
            words = {marked.words[i] for i in found}
            if words & self._dates and any(self._words.is_number(word) for word in words):
                yield found
            at += max(1, len(found))

    def _mark_age(self, marked: Marked, start: int) -> None:
        """Mask how old somebody is: "she's eighty four", from twenty on; "he's twenty minutes late" is nobody's age."""
        links = self._words.words("links of numbers")
        age = marked.run(start, 4, lambda at: self._words.is_number(marked.words[at]) and marked.words[at] not in links)
        after = marked.words[age[-1] + 1] if age and age[-1] + 1 < len(marked.words) else ""
        if after not in self._words.words("units") and self._words.has_tens(marked, age):
            marked.mark(age, "age")

    def _mark_number(self, marked: Marked, start: int) -> None:
        is_ = self._words.phrases("is")
        links = marked.run(start, 2, lambda at: marked.words[at] in self._links or is_.at(marked.words, at) > 0)
        number = self._signs(marked, start + len(links))
        if [marked.words[at] for at in number] not in (
            ["one"],
            ["un"],
            ["une"],
            ["a"],
            [],
        ):  # "the number is the one that ..."
            marked.mark(number, "number")

    def _signs(self, marked: Marked, start: int) -> Sequence[int]:
        """Return the figures and letters from here on, without an "and" behind them."""
        found = marked.run(start, LONGEST_NUMBER, lambda at: self._is_sign(marked, at))
        while found and marked.words[found[-1]] in self._words.words("links of numbers"):
            found.pop()
        return found

    def _is_sign(self, marked: Marked, at: int) -> bool:
        return self._words.is_number(marked.words[at]) or (
            len(marked.words[at]) == 1 and (at in marked.why or marked.words[at] == "a")
        )

    def _is_date(self, word: str) -> bool:
        return word in self._dates or self._words.is_number(word)

    def _in_date(self, marked: Marked, at: int) -> bool:
        return self._is_date(marked.words[at]) or marked.words[at] in self._links

    def _mark_date(self, marked: Marked, found: Sequence[int]) -> None:
        """Mask a date, without the small words before and after it; "the" belongs to it."""
        date = list(found)
        while date and not self._is_date(marked.words[date[-1]]):
            date.pop()
        while date and not self._is_date(marked.words[date[0]]) and not self._begins_with_the(marked, date):
            date.pop(0)
        marked.mark(date, "birth")

    def _begins_with_the(self, marked: Marked, date: Sequence[int]) -> bool:
        return len(date) > 1 and marked.words[date[0]] in ("the", "le") and self._is_date(marked.words[date[1]])

    def _mark_spelling(self, marked: Marked) -> None:
        """Mask "r as in romeo"."""
        spelling = self._words.phrases("spelling")
        for at in range(len(marked.words) - 2):
            length = spelling.at(marked.words, at + 1) if self._is_letter(marked, at) else 0
            if length and at + length + 1 < len(marked.words):
                marked.mark_again(range(at, at + length + 2), "letter")

    def _mark_letter_words(self, marked: Marked) -> None:
        """Mask "golf bravo sixty two x ray": letters by their words, with the figures among them."""
        letters, at = self._words.words("letter words"), 0
        while at < len(marked.words):
            run = marked.run(
                at, LONGEST_NUMBER, lambda i: marked.words[i] in letters or self._words.is_number(marked.words[i])
            )
            if len(run) >= SURE_FIGURES and sum(marked.words[i] in letters for i in run) >= LETTERS:
                marked.mark_again(run, "letter")
            at += max(1, len(run))

    def _mark_beside_letters(self, marked: Marked) -> None:
        """Mask figures beside letters of a code, and an "a" or "i" among them."""
        if not any(why == "letter" or len(marked.words[at]) == 1 for at, why in marked.why.items()):
            return
        letters, links = self._words.words("letter words"), self._words.words("links of numbers")
        between = self._words.words("between signs")
        for at, word in enumerate(marked.words):
            beside = any(self._is_letter(marked, each) or marked.why.get(each) == "letter" for each in (at - 1, at + 1))
            figure = word in letters or (self._words.is_number(word) and word not in links)
            inside = word in between and self._is_code(marked, at - 1) and self._is_code(marked, at + 1)
            if inside or (beside and (figure or (len(word) == 1 and word.isascii() and self._is_in_code(marked, at)))):
                marked.mark([at], "letter")

    def _is_in_code(self, marked: Marked, at: int) -> bool:
        """Tell whether a letter that is a word too stands in a code: at its begin, its end, or within."""
        before, after = self._is_code(marked, at - 1), self._is_code(marked, at + 1)
        begins = self._is_letter(marked, at + 1) and self._is_code(marked, at + 2)
        ends = before and (self._is_letter(marked, at - 1) or at + 1 == len(marked.words))
        return (before and after) or begins or ends

    def _is_letter(self, marked: Marked, at: int) -> bool:
        return 0 <= at < len(marked.words) and len(marked.words[at]) == 1 and at in marked.why

    def _is_code(self, marked: Marked, at: int) -> bool:
        return marked.why.get(at) in ("unknown", "number", "letter")
