"""Write what Vosk may hear.

Vosk 0.3.45 makes a small bigram model out of the phrases it is given. Few sentences are given whole; a grammar with
more is given as all pairs of words that can follow each other, which is that bigram model itself, and as sentences
drawn at random: pairs alone make "i one two know" as likely as "i want to know".
"""

import itertools
from collections.abc import Iterable

from ivr.speech.grammar import limits
from ivr.speech.grammar.nodes import Call, Choice, Garbage, Loop, Node, RuleNode, Series, Words
from ivr.speech.grammar.sentences import Lister, sentences
from ivr.speech.grammar.words import GARBAGE

_NONE: frozenset[str] = frozenset()


def phrases(rule: RuleNode) -> list[str]:
    """Return the rule's sentences when they are few, else its words, word pairs and some of its sentences."""
    lister = Lister()
    few = list(itertools.islice(lister.rule(rule), limits.LISTED_SENTENCES + 1))
    if len(few) <= limits.LISTED_SENTENCES and not lister.gave_up:
        return [" ".join(sentence) for sentence in few if sentence]
    borders = _Borders(rule)
    pairs = sorted(f"{one} {other}" for one, other in borders.pairs)
    single = sorted(borders.vocabulary)
    drawn = sentences([rule], limits.DRAWN_SENTENCES, seed=1)
    return single + (pairs if len(pairs) <= limits.WORD_PAIRS else []) + drawn


def vocabulary(rule: RuleNode) -> frozenset[str]:
    """Return every word of the rule."""
    found: set[str] = set()
    seen: set[int] = set()
    waiting: list[Node] = [rule.body]
    while waiting:
        node = waiting.pop()
        if id(node) not in seen:
            seen.add(id(node))
            waiting += _inside(node)
            found.update(node.words if isinstance(node, Words) else {GARBAGE} if isinstance(node, Garbage) else ())
    return frozenset(found)


def _inside(node: Node) -> Iterable[Node]:
    match node:
        case Call(rule=rule):
            return (rule.body,)
        case Choice(options=options):
            return (option for _, option in options)
        case Loop(part=part):
            return (part,)
        case Series(parts=parts):
            return parts
    return ()


class _Borders:
    """Find for each part the words at its borders; where two parts meet, their border words make pairs.

    Rules may contain themselves, so all is done again until nothing new is found.
    """

    def __init__(self, root: RuleNode) -> None:
        self.vocabulary: set[str] = set()
        self.pairs: set[tuple[str, str]] = set()
        self._rules: dict[int, tuple[frozenset[str], frozenset[str]]] = {}
        self._visited: set[int] = set()
        before: object = None
        while before != (before := (dict(self._rules), len(self.pairs))) or not self._visited:
            self._visited.clear()
            self._rule(root)

    def _rule(self, rule: RuleNode) -> tuple[frozenset[str], frozenset[str]]:
        key = id(rule)
        if key not in self._visited:
            self._visited.add(key)
            self._rules[key] = self._borders(rule.body)
        return self._rules.get(key, (_NONE, _NONE))

    def _borders(self, node: Node) -> tuple[frozenset[str], frozenset[str]]:
        match node:
            case Words(words=words):
                self.vocabulary.update(words)
                self.pairs.update(itertools.pairwise(words))
                return frozenset(words[:1]), frozenset(words[-1:])
            case Garbage():
                return frozenset({GARBAGE}), frozenset({GARBAGE})
            case Call(rule=rule):
                return self._rule(rule)
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
