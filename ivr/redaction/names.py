"""Mask names that are also common words: after "my name is", beside another name, before "speaking"."""

import re
from collections.abc import Iterator

from ivr.redaction.spaced import SpacedWords, bare
from ivr.redaction.tokens import Marked

HYPHENATED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+){2,}")
"""Three words and more with hyphens between them."""
NAMES = ("name", "unknown", "place")
"""Why a word is masked that may be a part of a name."""
SURE, LONGEST = 2, 4
"""Words after "my name is" that are masked whatever they are, and those that are when they look like a name."""


NEAR_WORK = 4
"""How far from what somebody does the word stands behind which the place is named."""


class Names:
    """Masks the names in a text."""

    def __init__(self, words: SpacedWords) -> None:
        """Take the words of a language."""
        self._words = words
        self._stop = words.words("stop")
        self._first = words.words("first names")
        self._last = words.words("last names") - self._stop
        self._verbs = words.words("also verbs")

    def mark(self, marked: Marked) -> None:
        """Mask names by what stands before and after them."""
        for part, sure in (("name follows", SURE), ("title", 1), ("company follows", LONGEST)):
            for start in self._words.phrases(part).ends(marked.words):
                self._mark_name(marked, start, sure)
        for start in self._workplaces(marked):
            self._mark_name(marked, start, LONGEST)
        for start in self._words.phrases("name is").ends(marked.words):
            after = self._words.after_is(marked, start)
            if after is not None and after > start + 1:
                self._mark_name(marked, after, 1)
        self._mark_announced(marked)
        self._mark_again(marked)
        self._mark_neighbours(marked)
        self._mark_links(marked)
        self._mark_titles(marked)

    def _workplaces(self, marked: Marked) -> Iterator[int]:
        """Yield where the name of a place may begin at which somebody works or learns: "i teach year four at ..."."""
        work, before = self._words.words("occupations"), self._words.words("before a workplace")
        articles = self._words.words("articles")
        for at, word in enumerate(marked.words):
            if word in work:
                near = marked.run(at + 1, NEAR_WORK, lambda i: marked.words[i] not in work)
                found = next((i + 1 for i in near if marked.words[i] in before), len(marked.words))
                if found < len(marked.words) and marked.words[found] in articles:
                    found += 1
                    named = marked.run(found, SURE, lambda i: self._knows(marked.words[i]))
                    found = found if len(named) == SURE else len(marked.words)
                if found < len(marked.words) and self._knows(marked.words[found]):
                    yield found

    def _mark_titles(self, marked: Marked) -> None:
        """Mask "Mister" with the name that follows, and "Town" after a name: both are parts of it."""
        titles, tails = self._words.words("title"), self._words.phrases("name ends with")
        for at, word in enumerate(marked.words[:-1]):
            if word in titles and marked.why.get(at + 1) in NAMES:
                marked.mark([at], "name")
            if marked.why.get(at) in NAMES and at not in marked.ends:
                marked.mark(range(at + 1, at + 1 + tails.at(marked.words, at + 1)), "name")

    def _mark_links(self, marked: Marked) -> None:
        """Mask the small words inside a name: "Stoke on Trent", "Yann le Goff", "Fort-de-France"."""
        links = self._words.words("links in names")
        for at in range(1, len(marked.words) - 1):
            inside = marked.words[at] in links and not {at - 1, at} & marked.ends
            if inside and marked.is_unknown(at - 1) and marked.is_unknown(at + 1):
                marked.mark([at], "name")
        for found in HYPHENATED.finditer(marked.text):
            parts = [i for i, token in enumerate(marked.tokens) if found.start() <= token.start < found.end()]
            if any(marked.why.get(at) in NAMES for at in parts):
                marked.mark(parts, "name")

    def _mark_name(self, marked: Marked, start: int, sure: int) -> None:
        def joins(at: int) -> bool:
            """Tell whether this is the small word within "les jardins du moulin"."""
            follows = marked.words[at + 1] if at + 1 < len(marked.words) else ""
            return at > start and marked.words[at] in self._words.words("links of companies") and self._knows(follows)

        def goes_on(at: int) -> bool:
            word = marked.words[at]
            if at == start and word in self._first & self._stop:
                return True
            if word in self._stop or (at == start and self._words.is_state(marked, at)):
                return self._is_particle(marked, at, at > start) or (sure == LONGEST and joins(at))
            return at < start + sure or marked.is_unknown(at) or bare(word) in self._first | self._last

        marked.mark(marked.run(start, LONGEST, goes_on), "name")

    def _knows(self, word: str) -> bool:
        return word != "" and word not in self._stop

    def _is_particle(self, marked: Marked, at: int, inside: bool) -> bool:
        """Tell whether a small word is a part of a name: "de la Cruz", not "de la commande"."""
        if marked.words[at] not in self._words.words("particles"):
            return False
        after = next(
            (
                i
                for i in range(at + 1, min(at + 3, len(marked.words)))
                if marked.words[i] not in self._words.words("particles")
            ),
            0,
        )
        return (
            after > 0
            and (inside or marked.is_unknown(after))
            and (marked.is_unknown(after) or bare(marked.words[after]) in self._last)
        )

    def _mark_announced(self, marked: Marked) -> None:
        for part in ("name may follow", "people"):
            for start in self._words.phrases(part).ends(marked.words):
                may_be = start < len(marked.words) and bare(marked.words[start]) in self._first
                named = marked.is_unknown(start + 1) and start not in marked.ends
                if part == "name may follow" and named and marked.words[start - 1] in self._words.words("being"):
                    marked.mark([start] if self._knows(marked.words[start]) else [], "name")
                if may_be and not (self._helps(marked, start) if part == "people" else self._is_verb(marked, start)):
                    self._mark_name(marked, start, 1)
        after = self._words.phrases("name before")
        for at, word in enumerate(marked.words[:-1]):
            follows = bare(word) in self._first and after.at(marked.words, at + 1)
            if follows and self._may_begin_a_name(marked, at):
                marked.mark([at], "name")

    def _helps(self, marked: Marked, at: int) -> bool:
        """Tell whether a word after "my daughter" is a helping verb: "will call", and no name as in "hope, she"."""
        return marked.words[at] in self._words.words("helping verbs") and self._is_verb(marked, at)

    def _may_begin_a_name(self, marked: Marked, at: int) -> bool:
        before = marked.words[at - 1] if at and at - 1 not in marked.ends else ""
        if marked.words[at] in self._verbs:
            return before in ("", "is") and not self._is_verb(marked, at)
        return before not in self._words.words("no names after")

    def _mark_again(self, marked: Marked) -> None:
        """Mask what was a name once wherever it stands."""
        named = {bare(marked.words[at]) for at, why in marked.why.items() if why == "name"}
        names = {
            name for name in named - self._stop - self._verbs if name in self._first or not self._words.knows(name)
        }
        marked.mark([at for at, word in enumerate(marked.words) if bare(word) in names], "name")

    def _mark_neighbours(self, marked: Marked) -> None:
        changed = True
        while changed:
            before = len(marked.why)
            for at, word in enumerate(marked.words):
                if bare(word) in self._first | self._last and self._is_beside_a_name(marked, at):
                    marked.mark([at], "name")
            changed = len(marked.why) > before

    def _is_beside_a_name(self, marked: Marked, at: int) -> bool:
        after = marked.is_unknown(at + 1) and at not in marked.ends and len(marked.words[at + 1]) > 1
        before = at > 0 and marked.is_unknown(at - 1) and at - 1 not in marked.ends and len(marked.words[at - 1]) > 1
        return after or (before and not self._is_verb(marked, at))

    def _is_verb(self, marked: Marked, at: int) -> bool:
        """Tell whether a word that is a verb or a date too stands as one: "will call", "to mark"."""
        if marked.words[at] not in self._verbs:
            return False
        before = marked.words[at - 1] if at else ""
        if before in self._words.words("being") and marked.words[at] in self._words.words("helping verbs"):
            return False  # "this is may": nobody helps out there
        if marked.words[at] in self._words.words("dates") and before in self._words.words("before a date"):
            return True
        follows = marked.words[at + 1] if at + 1 < len(marked.words) else ""
        return follows in self._words.verbs or follows in self._words.words("after a verb")
