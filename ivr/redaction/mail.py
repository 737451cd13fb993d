"""Mask e-mail addresses and web sites that are said aloud: "john dot smith at example dot com"."""

from ivr.redaction.spaced import SpacedWords
from ivr.redaction.tokens import Marked

LONGEST_LOCAL_PART, LONGEST_DOMAIN, LONGEST_SITE = 9, 5, 4


class Mail:
    """Masks the addresses in a text."""

    def __init__(self, words: SpacedWords) -> None:
        """Take the words of a language."""
        self._words = words
        self._at, self._dot = words.words("at sign"), words.words("dot")
        self._inside = words.words("between mail words") | self._dot
        self._ends = words.words("mail ends") - self._dot
        self._small = words.words("stop")
        self._domains, self._providers = words.words("top domains"), words.words("mail providers")

    def mark(self, marked: Marked) -> None:
        """Mask each address, from its first word to the end of its domain."""
        words = marked.words
        for at in range(1, len(words)):
            if words[at] in self._dot and at + 1 < len(words) and words[at + 1] in self._domains:
                self._mark_address(marked, at - 1, at + 1)
            elif words[at - 1] in self._at and words[at] in self._providers:
                self._mark_address(marked, at, at)

    def _mark_address(self, marked: Marked, domain: int, last: int) -> None:
        words = marked.words
        while last + 2 < len(words) and words[last + 1] in self._dot and words[last + 2] in self._domains:
            last += 2
        sign = domain - len(marked.run_back(domain, LONGEST_DOMAIN, lambda at: words[at] not in self._at))
        if sign >= 1 and words[sign] in self._at:
            begin = self._local_part(marked, sign - 1)
        elif words[domain + 2] in self._small:
            return  # "au point de", "a dot in the middle"
        else:
            site = marked.run_back(domain, LONGEST_SITE, lambda at: words[at] not in self._ends)
            begin = min(site, default=domain)
        marked.mark(range(begin, last + 1), "mail")

    def _local_part(self, marked: Marked, last: int) -> int:
        """Return where what stands before the at sign begins."""

        def goes_on(at: int) -> bool:
            return at == last or marked.words[at] in self._inside or marked.words[at] not in self._ends

        found = marked.run_back(last, LONGEST_LOCAL_PART, goes_on)
        while len(found) > 1 and self._only_joins(marked.words[found[-1]]):
            found.pop()
        return min(found, default=last)

    def _only_joins(self, word: str) -> bool:
        return word in self._inside and not self._words.is_number(word)
