"""Make one identifier out of several hearings: n-best lists, a mask, a check digit, keys for the doubtful part.

`?` stands for a position that is not known. Nothing here looks anything up, so nobody learns which numbers exist.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

UNKNOWN = "?"
ALIKE = ("mn", "bdepgtvcz3", "sfx", "ah8", "jk", "iy", "qu2", "59", "o0", "1n")
_SAME, _ALIKE, _OTHER = 0.9, 0.06, 0.01


@dataclass(frozen=True)
class Candidate:
    """A possible identifier with its share of the probability; `doubtful` are the positions worth asking again."""

    value: str
    weight: float
    doubtful: tuple[int, ...] = ()


def merge(parts: Iterable[str]) -> str:
    """Return what the parts say together, position by position; later parts win where both know.

    Half by voice and half by keys: merge(["AB12????", "????3456"]) is "AB123456". Raises ValueError for parts of
    different lengths.
    """
    merged = ""
    for part in parts:
        if merged and len(part) != len(merged):
            raise ValueError(f"{part!r} is not as long as {merged!r}")
        merged = "".join(
            new if new != UNKNOWN else old for old, new in zip(merged or UNKNOWN * len(part), part, strict=True)
        )
    return merged


def fits(value: str, mask: str) -> bool:
    """Tell whether the value can have the mask: `L` letter, `D` digit, `A` either, others themselves."""
    kinds = [character for character in mask if character not in "-/."]
    return len(value) == len(kinds) and all(map(_fits, value.upper(), kinds))


def _fits(character: str, kind: str) -> bool:
    match kind:
        case _ if character == UNKNOWN:
            return True
        case "L":
            return character.isalpha()
        case "D":
            return character.isdigit()
        case "A":
            return character.isalnum()
        case _:
            return character == kind.upper()


def best_identifier(
    hearings: Sequence[Sequence[tuple[str, float]]],
    mask: str,
    check: Callable[[str], bool] | None = None,
    *,
    refused: Iterable[str] = (),
) -> list[Candidate]:
    """Return the candidates of one or more hearings, best first; empty when none has the mask and the check digit.

    Each hearing is an n-best list of (value, weight), as `Grammar.meanings` gives them. A value is the likelier the
    nearer it is to what was heard each time; letters that sound alike count as near. Values the caller has
    denied (`refused`) are not offered again. A check digit removes what cannot be, or finds one unknown position.
    """
    denied = {value.upper() for value in refused}
    values = {
        filled
        for hearing in hearings
        for value, _ in hearing
        for filled in _filled(value.upper())
        if fits(filled, mask) and filled not in denied and (check is None or check(filled))
    }
    scores = {value: math.exp(sum(_likelihood(value, hearing) for hearing in hearings)) for value in values}
    total = sum(scores.values())
    ranked = sorted(scores, key=lambda value: (-scores[value], value))
    doubts = _doubts(ranked)
    return [Candidate(value, scores[value] / total, doubts) for value in ranked if total]


def _filled(value: str) -> list[str]:
    """Return the value, or all ways to fill its one unknown position."""
    if value.count(UNKNOWN) != 1:
        return [] if UNKNOWN in value else [value]
    return [value.replace(UNKNOWN, character) for character in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"]


def _likelihood(value: str, hearing: Sequence[tuple[str, float]]) -> float:
    heard = [
        weight * math.prod(map(_near, value, other.upper())) for other, weight in hearing if len(other) == len(value)
    ]
    return math.log(sum(heard) + 1e-12)


def _near(one: str, other: str) -> float:
    if one == other or other == UNKNOWN:
        return _SAME
    alike = any(one.lower() in group and other.lower() in group for group in ALIKE)
    return _ALIKE if alike else _OTHER


def _doubts(ranked: Sequence[str]) -> tuple[int, ...]:
    """Return the positions in which the three best differ."""
    best = ranked[:3]
    return tuple(at for at in range(len(best[0]) if best else 0) if len({value[at] for value in best}) > 1)
