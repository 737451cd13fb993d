"""Mask addresses, and names of places and organisations that are common words too."""

from collections.abc import Sequence

from ivr.redaction.spaced import SpacedWords, bare
from ivr.redaction.tokens import Marked

NO_NUMBER = ("a", "i", "à", "y")
LONGEST_REST = 3
"""Words behind an address, at the end of a sentence, that are its town: "eleven maple close little snoring"."""
LONGEST_PLACE, LONGEST_NAME, LONGEST_NUMBER = 3, 4, 6


class Places:
    """Masks the addresses and places in a text."""

    def __init__(self, words: SpacedWords) -> None:
        """Take the words of a language."""
        self._words = words
        self._stop = words.words("stop")
        self._links = words.words("links in addresses")
        self._ordinary = words.words("ordinary before an organisation")
        self._dates = words.words("dates")
        self._sure = words.words("sure street")

    def mark(self, marked: Marked) -> None:
        """Mask places by the words around them."""
        for at, word in enumerate(marked.words):
            if word in self._words.words("street"):
                self._mark_street(marked, at)
            if word in self._words.words("street before"):
                self._mark_named_after(marked, at)
        for start in self._words.phrases("place follows").ends(marked.words):
            if start < len(marked.words) and not self._words.is_state(marked, start):
                marked.mark(marked.run(start, LONGEST_PLACE, lambda at: self._is_content(marked, at)), "place")
        for start in self._words.phrases("corner of").ends(marked.words):
            self._mark_corner(marked, start)
        for end in self._words.phrases("door").ends(marked.words):
            number = marked.run(end, LONGEST_NUMBER, lambda at: self._is_code(marked, at))
            marked.mark([*number, end - 1] if number else [], "place")
        self._mark_rests(marked)
        self._mark_towns(marked)
        self._mark_organisations(marked)

    def _mark_street(self, marked: Marked, at: int) -> None:
        """Mask "twelve maple street", and "maple street" after "on": the kind of street stands last."""
        name = marked.run_back(at - 1, LONGEST_PLACE, lambda i: self._is_name(marked, i))
        first = min(name, default=at) - 1
        number = self._street_number(marked, first)
        named = first >= 0 and marked.words[first] in self._words.words("before a street")
        unknown = any(marked.is_unknown(i) for i in name)
        if name and (number or (marked.words[at] in self._sure and (named or unknown))):
            marked.mark([at, *name, *number], "place")

    def _mark_named_after(self, marked: Marked, at: int) -> None:
        """Mask "douze rue des lilas": the kind of street stands first."""
        number = self._street_number(marked, at - 1)
        links = marked.run(at + 1, LONGEST_PLACE, lambda i: marked.words[i] in self._links)
        start = max(links, default=at) + 1
        name = marked.run(start, LONGEST_NAME, lambda i: self._goes_on(marked, i))
        while name and marked.words[name[-1]] in self._links:
            name.pop()
        sure = number or marked.words[at] in self._sure or any(marked.is_unknown(i) for i in name)
        if name and self._is_content(marked, name[0]) and sure:
            marked.mark([at, *number, *links, *name], "place")

    def _mark_corner(self, marked: Marked, start: int) -> None:
        """Mask "fifth and main": two streets by their names alone."""
        one = marked.run(start, 2, lambda at: self._is_content(marked, at))
        link = max(one, default=start) + 1
        two = marked.run(link + 1, 1, lambda at: self._is_content(marked, at))
        if one and two and link < len(marked.words) and marked.words[link] in self._words.words("links of numbers"):
            marked.mark([*one, link, *two], "place")

    def _mark_rests(self, marked: Marked) -> None:
        for at, word in enumerate(marked.words):
            address = word in self._sure and at in marked.why
            rest = marked.run(at + 1, LONGEST_REST + 1, lambda i: self._is_content(marked, i)) if address else []
            if rest and len(rest) <= LONGEST_REST and (rest[-1] + 1 == len(marked.words) or rest[-1] in marked.ends):
                marked.mark(rest, "place")

    def _goes_on(self, marked: Marked, at: int) -> bool:
        """Tell whether a word belongs to a street's name: "des ormes", and not "en mars" behind it."""
        if marked.words[at] in self._links:
            return at + 1 < len(marked.words) and marked.words[at + 1] not in self._dates
        return self._is_content(marked, at) and marked.words[at] not in self._dates

    def _street_number(self, marked: Marked, last: int) -> Sequence[int]:
        """Return a number up to here: "forty two", "forty two a"."""
        return marked.run_back(
            last,
            LONGEST_NUMBER,
            lambda i: (
                self._is_code(marked, i)
                and (marked.words[i] not in NO_NUMBER or (i > 0 and self._words.is_number(marked.words[i - 1])))
            ),
        )

    def _mark_towns(self, marked: Marked) -> None:
        """Mask towns that are common words, at an end or beside something masked: "in Reading"."""
        towns, before = self._words.words("towns"), self._words.words("before a town")
        for at in range(1, len(marked.words)):
            if marked.words[at] in towns and marked.words[at - 1] in before and self._ends_here(marked, at):
                marked.mark([at], "place")

    def _ends_here(self, marked: Marked, at: int) -> bool:
        last = at + 1 == len(marked.words) or at in marked.ends
        return last or at + 1 in marked.why or marked.words[at + 1] in self._stop

    def _mark_organisations(self, marked: Marked) -> None:
        """Mask the name before "school", "college" and their like, with that word."""
        for end in self._words.phrases("organisation").ends(marked.words):
            found = marked.run_back(end - 2, LONGEST_NAME, lambda at: self._is_content(marked, at))
            name = [at for at in found if not self._is_ordinary(marked.words[at])]
            marked.mark([end - 1, *name] if name else [], "place")

    def _is_ordinary(self, word: str) -> bool:
        return word in self._ordinary or bare(word) in self._ordinary or word.endswith("'s")

    def _is_content(self, marked: Marked, at: int) -> bool:
        return marked.words[at] not in self._stop

    def _is_name(self, marked: Marked, at: int) -> bool:
        return self._is_content(marked, at) and not self._words.is_number(marked.words[at])

    def _is_code(self, marked: Marked, at: int) -> bool:
        word = marked.words[at]
        return self._words.is_number(word) or len(word) == 1 or at in marked.why
