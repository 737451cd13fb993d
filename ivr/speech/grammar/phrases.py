"""Write what Vosk may hear.

Vosk 0.3.45 makes a small bigram model out of the phrases it is given. Few sentences are given whole; a grammar with
more is given as all pairs of words that can follow each other, which is that bigram model itself.
"""

import itertools

from ivr.speech.grammar import limits
from ivr.speech.grammar.nodes import Call, Choice, Garbage, Loop, Node, RuleNode, Series, Words
from ivr.speech.grammar.sentences import listed
from ivr.speech.grammar.words import GARBAGE

_NONE: frozenset[str] = frozenset()


def phrases(rule: RuleNode) -> list[str]:
    """Return the rule's sentences when they are few, else its single words and word pairs."""
    few = list(itertools.islice(listed(rule), limits.LISTED_SENTENCES + 1))
    if len(few) <= limits.LISTED_SENTENCES:
        return [" ".join(sentence) for sentence in few if sentence]
    borders = _Borders()
    borders.rule(rule)
    pairs = sorted(f"{one} {other}" for one, other in borders.pairs)
    single = sorted(vocabulary(rule))
    return single + pairs if len(pairs) <= limits.WORD_PAIRS else single


def vocabulary(rule: RuleNode) -> frozenset[str]:
    """Return every word of the rule."""
    borders = _Borders()
    borders.rule(rule)
    return frozenset(borders.vocabulary)


class _Borders:
    """Find for each part the words at its borders; where two parts meet, their border words make pairs."""

    def __init__(self) -> None:
        self.vocabulary: set[str] = set()
        self.pairs: set[tuple[str, str]] = set()
        self._rules: dict[int, tuple[frozenset[str], frozenset[str]]] = {}

    def rule(self, rule: RuleNode) -> tuple[frozenset[str], frozenset[str]]:
        """Return the words the rule can begin and end with; a rule inside itself is followed until nothing is new."""
        key = id(rule)
        if key not in self._rules:
            self._rules[key] = _NONE, _NONE
            while (borders := self._borders(rule.body)) != self._rules[key]:
                self._rules[key] = borders
        return self._rules[key]

    def _borders(self, node: Node) -> tuple[frozenset[str], frozenset[str]]:
        match node:
            case Words(words=words):
                self.vocabulary.update(words)
                self.pairs.update(itertools.pairwise(words))
                return frozenset(words[:1]), frozenset(words[-1:])
            case Garbage():
                return frozenset({GARBAGE}), frozenset({GARBAGE})
            case Call(rule=rule):
                return self.rule(rule)
            case Choice(options=options):
                both = [self._borders(option) for _, option in options]
                return _NONE.union(*(one for one, _ in both)), _NONE.union(*(other for _, other in both))
            case Loop(part=part, high=high):
                first, last = self._borders(part)
                if high > 1:
                    self._meet(last, first)
                return first, last
            case Series(parts=parts):
                return self._row(parts)
        return _NONE, _NONE

    def _row(self, parts: tuple[Node, ...]) -> tuple[frozenset[str], frozenset[str]]:
        first, last, nullable = _NONE, _NONE, True
        for part in parts:
            begin, end = self._borders(part)
            self._meet(last, begin)
            first = first | begin if nullable else first
            last = last | end if part.nullable else end
            nullable = nullable and part.nullable
        return first, last

    def _meet(self, last: frozenset[str], first: frozenset[str]) -> None:
        self.pairs.update(itertools.product(last, first))
