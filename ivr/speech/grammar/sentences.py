"""List or draw the sentences of a grammar."""

import itertools
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
    tries = _drawn(roots, limit, seed) if seed is not None else itertools.chain(*(listed(root) for root in roots))
    for sentence in tries:
        if sentence:
            found[" ".join(sentence)] = None
        if len(found) >= limit:
            break
    return list(found)


def listed(rule: RuleNode) -> Iterator[Said]:
    """Yield the rule's sentences in the author's order, shorter repeats first; maybe without end."""
    return _list(rule.body, _DEPTH)


def _list(node: Node, depth: int) -> Iterator[Said]:
    if depth <= 0:
        return
    match node:
        case Words(words=words):
            yield words
        case Void():
            return
        case Garbage():
            yield ()
            yield (GARBAGE,)
        case Call(rule=rule):
            yield from _list(rule.body, depth - 1)
        case Choice(options=options):
            yield from itertools.chain(*(_list(option, depth) for weight, option in options if weight > NEVER))
        case Series(parts=parts):
            yield from _row(parts, depth)
        case Loop(part=part, low=low, high=high):
            yield from itertools.chain(*(_row((part,) * times, depth) for times in _times(low, high)))
        case _:
            yield ()


def _times(low: int, high: float) -> range:
    return range(low, int(min(high, max(low, limits.SENTENCE_WORDS))) + 1)


def _row(parts: tuple[Node, ...], depth: int) -> Iterator[Said]:
    if not parts:
        yield ()
        return
    for head in _list(parts[0], depth):
        for tail in _row(parts[1:], depth):
            yield head + tail


def _drawn(roots: Sequence[RuleNode], limit: int, seed: int | None) -> Iterator[Said]:
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
            return _draw(chance.choice(options)[1], chance, depth)
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
