"""List or draw the sentences of a grammar."""

import itertools
import math
import random
from collections.abc import Iterator, Sequence

from ivr.speech.grammar import limits
from ivr.speech.grammar.nodes import Call, Choice, Garbage, Loop, Mark, Node, RuleNode, Series, Void, Words
from ivr.speech.grammar.words import GARBAGE

_DEPTH = 40
NEVER = float("-inf")
Said = tuple[str, ...]


def sentences(roots: Sequence[RuleNode], limit: int, seed: int | None = None) -> list[str]:
    """Return up to `limit` different sentences of the rules together."""
    found: dict[str, None] = {}
    in_order = itertools.chain(*(Lister().rule(root) for root in roots))
    tries = in_order if seed is None else _drawn(roots, limit, seed)
    for sentence in tries:
        if sentence:
            found[" ".join(sentence)] = None
        if len(found) >= limit:
            break
    return list(found)


def covering(roots: Sequence[RuleNode]) -> list[str]:
    """Return few sentences that together go through each alternative that has a meaning of its own, by its tags."""
    found = (" ".join(sentence) for root in roots for sentence in _Cover().of(root.body))
    return [sentence for sentence in dict.fromkeys(found) if sentence]


class _Cover:
    """Where no tag stands, one way through is enough; so it is for a rule that is referred to once more."""

    def __init__(self) -> None:
        self._tagged: dict[int, bool] = {}
        self._begun: set[int] = set()

    def of(self, node: Node) -> list[Said]:
        """Return sentences through all tags of a node."""
        if not self._has_tags(node, frozenset()):
            return _one(node)
        match node:
            case Call(rule=rule):
                if id(rule) in self._begun or rule.place.file.startswith("builtin:"):
                    return _one(node)
                self._begun.add(id(rule))
                return self.of(rule.body)
            case Choice(options=options):
                ways = (self.of(option) for weight, option in options if weight > NEVER)
                return list(dict.fromkeys(itertools.chain(*ways)))
            case Series(parts=parts):
                return _abreast([self.of(part) for part in parts])
            case Loop(part=part, low=low):
                found = [said * max(low, 1) for said in self.of(part)]
                return found if low else [(), *found]
        return [()]

    def _has_tags(self, node: Node, above: frozenset[int]) -> bool:
        if id(node) in above:
            return False
        if id(node) not in self._tagged:
            here = above | {id(node)}
            self._tagged[id(node)] = isinstance(node, Mark) or any(self._has_tags(each, here) for each in _inner(node))
        return self._tagged[id(node)]


def _one(node: Node) -> list[Said]:
    return [*itertools.islice(Lister().of(node), 1)]


def _inner(node: Node) -> tuple[Node, ...]:
    match node:
        case Call(rule=rule):
            return (rule.body,)
        case Choice(options=options):
            return tuple(option for _, option in options)
        case Series(parts=parts):
            return parts
        case Loop(part=part):
            return (part,)
    return ()


def _abreast(columns: list[list[Said]]) -> list[Said]:
    """Return rows of one from each column; a shorter column's first stands for those that it lacks."""
    if not all(columns):
        return []
    rows = range(max(map(len, columns), default=1))
    return [sum((column[row if row < len(column) else 0] for column in columns), ()) for row in rows]


class Lister:
    """List sentences in the author's order, fewer repeats first; `gave_up` tells that steps or depth ran out."""

    def __init__(self, steps: int = limits.LISTING_STEPS) -> None:
        self.steps = steps
        self.gave_up = False

    def rule(self, rule: RuleNode) -> Iterator[Said]:
        """Yield the rule's sentences, maybe without end."""
        return self.of(rule.body)

    def of(self, node: Node) -> Iterator[Said]:
        """Yield what can be said for a part of a rule."""
        return self._list(node, _DEPTH)

    def _list(self, node: Node, depth: int) -> Iterator[Said]:
        self.steps -= 1
        if depth <= 0 or self.steps < 0:
            self.gave_up = True
            return
        match node:
            case Words(words=words):
                yield words
            case Void():
                return
            case Garbage():
                yield from ((), (GARBAGE,))
            case Call(rule=rule):
                yield from self._list(rule.body, depth - 1)
            case Choice(options=options):
                for option in (option for weight, option in options if weight > NEVER):
                    yield from self._list(option, depth)
            case Series(parts=parts):
                yield from self._row(parts, depth)
            case Loop():
                yield from self._loop(node, depth)
            case _:
                yield ()

    def _loop(self, node: Loop, depth: int) -> Iterator[Said]:
        for times in range(node.low, int(min(node.high, max(node.low, limits.SENTENCE_WORDS))) + 1):
            yield from self._row((node.part,) * min(times, limits.SENTENCE_WORDS), depth)

    def _row(self, parts: tuple[Node, ...], depth: int) -> Iterator[Said]:
        if not parts:
            yield ()
            return
        for head in self._list(parts[0], depth):
            for tail in self._row(parts[1:], depth):
                yield head + tail


def _drawn(roots: Sequence[RuleNode], limit: int, seed: int) -> Iterator[Said]:
    chance = random.Random(seed)
    for _ in range(limit * 20):
        sentence = _draw(chance.choice(roots).body, chance, _DEPTH)
        if sentence is not None and len(sentence) <= limits.SENTENCE_WORDS:
            yield sentence


def _draw(node: Node, chance: random.Random, depth: int) -> Said | None:
    if depth <= 0:
        return None
    match node:
        case Words(words=words):
            return words
        case Void():
            return None
        case Garbage():
            return chance.choice(((), (GARBAGE,)))
        case Call(rule=rule):
            return _draw(rule.body, chance, depth - 1)
        case Choice(options=options):
            weights = [math.exp(weight) for weight, _ in options]
            return _draw(chance.choices(options, weights)[0][1], chance, depth) if any(weights) else None
        case Series(parts=parts):
            return _draw_row(parts, chance, depth)
        case Loop(part=part, low=low, high=high):
            times = chance.randint(low, int(min(high, low + 4)))
            return _draw_row((part,) * min(times, limits.SENTENCE_WORDS), chance, depth)
        case _:
            return ()


def _draw_row(parts: tuple[Node, ...], chance: random.Random, depth: int) -> Said | None:
    row: Said = ()
    for part in parts:
        drawn = _draw(part, chance, depth)
        if drawn is None:
            return None
        row += drawn
    return row
