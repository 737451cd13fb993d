"""Find every way in which words fit a grammar, best first, and what could come next."""

from dataclasses import dataclass

from ivr.speech.grammar import limits
from ivr.speech.grammar.nodes import ANY, Call, Choice, Garbage, Loop, Mark, Node, RuleNode, Series, Void, Words
from ivr.speech.grammar.words import folded

GARBAGE_SCORE = -1.0
_NOTHING: tuple["Mark | Match", ...] = ()
Derivation = tuple[float, tuple["Mark | Match", ...]]
Ends = dict[int, list[Derivation]]


@dataclass(eq=False, slots=True, frozen=True)
class Match:
    """A rule that was said: which words, and the tags and rules inside in order."""

    rule: RuleNode
    start: int
    end: int
    parts: tuple["Mark | Match", ...]


class TooAmbiguous(Exception):
    """The words fit in so many ways that going on would keep the caller waiting."""


class Chart:
    """Walk the grammar top down over the words, each part once for each position.

    `next_words` collects what could be said after the last word.
    """

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words, self.size = folded(words), len(words)
        self.next_words: set[str] = set()
        self._steps = limits.CHART_STEPS
        self._known: dict[tuple[int, int], Ends] = {}

    def matches(self, rule: RuleNode) -> list[tuple[float, Match]]:
        """Return the ways in which the rule covers all words, best first; none for words too many or too ambiguous."""
        if self.size > limits.WORDS:
            return []
        try:
            ends = self._ends(rule.body, 0)
        except (RecursionError, TooAmbiguous):
            return []
        return [(score, Match(rule, 0, self.size, parts)) for score, parts in ends.get(self.size, [])]

    def _ends(self, node: Node, at: int) -> Ends:
        match node:
            case Words():
                return self._words(node, at)
            case Mark():
                return {at: [(0.0, (node,))]}
            case Garbage():
                return {end: [(GARBAGE_SCORE * (end - at), _NOTHING)] for end in range(at, self.size + 1)}
            case Void():
                return {}
        key = (id(node), at)
        if key not in self._known:
            self._known[key] = _best(self._inner(node, at))
        return self._known[key]

    def _inner(self, node: Node, at: int) -> Ends:
        match node:
            case Series(parts=parts):
                return self._series(parts, at)
            case Choice():
                return self._choice(node, at)
            case Loop():
                return self._loop(node, at)
            case Call(rule=rule):
                return {
                    end: [(score, (Match(rule, at, end, inner),)) for score, inner in derivations]
                    for end, derivations in self._ends(rule.body, at).items()
                }
        raise TypeError(node)

    def _words(self, node: Words, at: int) -> Ends:
        end = at + len(node.words)
        if end <= self.size:
            return {end: [(0.0, _NOTHING)]} if self.words[at:end] == node.folded else {}
        said = self.words[at:]
        if said == node.folded[: len(said)]:
            self.next_words.add(node.words[len(said)])
        return {}

    def _series(self, parts: tuple[Node, ...], at: int) -> Ends:
        reached: Ends = {at: [(0.0, _NOTHING)]}
        for part in parts:
            reached = self._after(reached, part)
            if not reached:
                break
        return reached

    def _after(self, reached: Ends, part: Node) -> Ends:
        further: Ends = {}
        for start, before in reached.items():
            for end, derivations in self._ends(part, start).items():
                further.setdefault(end, []).extend(self._joined(before, derivations, 0.0))
        return _best(further)

    def _choice(self, node: Choice, at: int) -> Ends:
        if at < self.size:
            options = node.by_word.get(self.words[at], node.always)
        else:
            options = node.always
            self.next_words |= node.first - {ANY}
        reached: Ends = {}
        for weight, option in options:
            if weight == float("-inf"):
                continue
            for end, derivations in self._ends(option, at).items():
                reached.setdefault(end, []).extend((weight + score, parts) for score, parts in derivations)
        return reached

    def _loop(self, node: Loop, at: int) -> Ends:
        reached: Ends = {at: [(0.0, _NOTHING)]} if not node.low or node.part.nullable else {}
        wave: Ends = {at: [(0.0, _NOTHING)]}
        times = 0
        while wave and times < node.high and times <= self.size:
            times += 1
            wave = self._once_more(wave, node, times)
            if times >= node.low or node.part.nullable:
                wave = _new(wave, reached)
        return reached

    def _once_more(self, wave: Ends, node: Loop, times: int) -> Ends:
        """Say the part once more; a time without any word is left out, as it would add nothing."""
        further: Ends = {}
        extra = node.more if times > node.low else 0.0
        for start, before in wave.items():
            for end, derivations in self._ends(node.part, start).items():
                if end > start:
                    further.setdefault(end, []).extend(self._joined(before, derivations, extra))
        return _best(further)

    def _joined(self, before: list[Derivation], after: list[Derivation], extra: float) -> list[Derivation]:
        self._steps -= len(before) * len(after)
        if self._steps < 0:
            raise TooAmbiguous
        return [(one + other + extra, parts + more) for one, parts in before for other, more in after]


def _new(wave: Ends, reached: Ends) -> Ends:
    """Add the wave to what was reached; return only what adds something, as the rest was followed before."""
    fresh: Ends = {}
    for end, derivations in wave.items():
        known = reached.setdefault(end, [])
        if added := [each for each in derivations if each not in known]:
            fresh[end] = added
            known.extend(added)
    return fresh


def _best(ends: Ends) -> Ends:
    for end, derivations in ends.items():
        if len(derivations) > 1:
            different = sorted(dict.fromkeys(derivations), key=lambda each: -each[0])
            ends[end] = different[: limits.DERIVATIONS]
    return ends
