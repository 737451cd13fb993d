"""List or draw the sentences of a grammar."""

import itertools
import math
import random
from collections.abc import Iterator, Sequence

from ivr.speech.grammar import limits
from ivr.speech.grammar.nodes import Call, Choice, Garbage, Loop, Node, RuleNode, Series, Void, Words
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


class Lister:
    """List sentences in the author's order, fewer repeats first; `gave_up` tells that steps or depth ran out."""

    def __init__(self, steps: int = limits.LISTING_STEPS) -> None:
        self.steps = steps
        self.gave_up = False

    def rule(self, rule: RuleNode) -> Iterator[Said]:
        """Yield the rule's sentences, maybe without end."""
        return self._list(rule.body, _DEPTH)

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
