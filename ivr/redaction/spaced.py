"""Find what is personal in languages that part words by spaces: unknown words, and known ones beside a cue."""

import re
from collections.abc import Sequence, Set

from ivr.languages.language import Redaction
from ivr.redaction.lexicon import Phrases, cues, harmless_words, plain_verbs
from ivr.redaction.numbers import NUMBER, SpokenNumbers
from ivr.redaction.tokens import Marked, Token

TYPED_MAIL = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.\w+)*|\b(?:https?://|www\.)\S+")
ENDING = re.compile(r"'(?:s|ll|d|re|ve|m)$|(?<=s)'$")


class SpacedWords:
    """Marks the words of a text in one language."""

    def __init__(self, redaction: Redaction) -> None:
        """Take a language's words."""
        elided = "|".join(redaction.elided)
        word = r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)*['’]?"
        self._token = re.compile(rf"\b(?:{elided})['’]|{word}" if elided else word, re.IGNORECASE)
        self._cues = cues(redaction)
        self._phrases: dict[str, Phrases] = {}
        self._parts: dict[str, frozenset[str]] = {}
        self._elided = frozenset(f"{each}'" for each in redaction.elided)
        self._harmless = harmless_words(redaction) | self._elided
        self._harmless |= self.words("stop")
        self.verbs = plain_verbs(redaction)
        self.counting = frozenset(word for each in redaction.words for word in each.split())
        self._numbers = SpokenNumbers(redaction, self._cues["fillers"])

    def marked(self, text: str) -> Marked:
        """Return the text with the unknown words and the numbers of people marked."""
        marked = Marked(text, self.tokens(text))
        for pattern in (TYPED_MAIL, NUMBER):
            for found in pattern.finditer(text):
                marked.mark_span(*found.span(), "number")
        for start, end in self._numbers.spans(text.replace("’", "'")):
            marked.mark_span(start, end, "number")
        spared = self._spared(marked)
        marked.mark(
            [at for at, word in enumerate(marked.words) if at not in spared and not self.knows(word)], "unknown"
        )
        return marked

    def tokens(self, text: str) -> list[Token]:
        """Return the words of a text."""
        return [
            Token(*found.span(), self._word(found.group().lower().replace("’", "'")))
            for found in self._token.finditer(text)
        ]

    def words(self, part: str) -> Set[str]:
        """Return the words of a part of the cues, each by itself."""
        if part not in self._parts:
            self._parts[part] = frozenset(token.word for each in self._cues[part] for token in self.tokens(each))
        return self._parts[part]

    def phrases(self, part: str) -> Phrases:
        """Return the phrases of a part of the cues."""
        if part not in self._phrases:
            self._phrases[part] = Phrases(tuple(t.word for t in self.tokens(each)) for each in self._cues[part])
        return self._phrases[part]

    def knows(self, word: str) -> bool:
        """Tell whether a word tells nothing of a person; a figure does not."""
        return word in self._harmless or word.isdecimal() or bare(word) in self._harmless

    def after_is(self, marked: Marked, start: int) -> int | None:
        """Return what stands after the next "is", within some words; None where there is none."""
        is_ = self.phrases("is")
        gap = next((at for at in range(start, min(start + 5, len(marked.words))) if is_.at(marked.words, at)), None)
        after = None if gap is None else gap + is_.at(marked.words, gap)
        return after if after is not None and after < len(marked.words) else None

    def is_state(self, marked: Marked, at: int) -> bool:
        """Tell whether this says how something is ("wrong", "not working"), and nothing of a person."""
        states = self.words("secret states")
        last = at + 1 == len(marked.words) or at in marked.ends
        return marked.words[at] in states and (last or marked.words[at + 1] in states | self.words("stop"))

    def is_number(self, word: str) -> bool:
        """Tell whether a word is a number or a part of one."""
        return word.isdecimal() or word in self.counting

    def has_tens(self, marked: Marked, words: Sequence[int]) -> bool:
        """Tell whether these number words, which stand in a row, have "twenty" or more among them."""
        return bool(words) and self._numbers.has_tens(
            marked.text[marked.tokens[words[0]].start : marked.tokens[words[-1]].end]
        )

    def _word(self, found: str) -> str:
        return found if found in self._elided else found.removesuffix("'")

    def _spared(self, marked: Marked) -> Set[int]:
        phrases, spared = self.phrases("harmless phrases"), set[int]()
        for at in range(len(marked.words)):
            phrase = range(at, at + phrases.at(marked.words, at))
            if not self._is_within_a_code(marked, phrase):
                spared.update(phrase)
        return spared

    def _is_within_a_code(self, marked: Marked, phrase: range) -> bool:
        """Tell whether these are letters beside figures: "c d" in "three one two c d" is nothing to play."""
        letters = all(len(marked.words[at]) == 1 for at in phrase)
        figures = [at for at, word in enumerate(marked.words) if self.is_number(word)] if letters else []
        return any({start, start + 1} <= set(figures) for start in (phrase.start - 2, phrase.stop))


def bare(word: str) -> str:
    """Return a word without "'s" and its like."""
    return ENDING.sub("", word)
