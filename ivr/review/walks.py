"""Compare how past calls go through two versions of the hotline, step by step. Pure.

A walk is as long as its inputs fit: where a call is asked something else than it once was, what its caller did next
says nothing, and the walk ends.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import zip_longest

from ivr import codec
from ivr.review.replaying import HOWS, How

REFUSED = "reject"


@dataclass(frozen=True)
class Step:
    """One input of a past call: at which question, what it was taken for, and where the call went then.

    `way` is a keyed digest of what it was taken for and where the call went, `whole` of all that was heard and said.
    """

    turn: int
    asked: str
    heard: str = ""
    decision: str = ""
    then: str = ""
    way: str = ""
    whole: str = ""
    right: bool | None = None
    """Whether it was taken for what the caller meant, as far as the rest of the call tells."""


@dataclass(frozen=True)
class Walk:
    """A call through one version; `followed` tells whether each question was the one that was asked then."""

    call: str
    seconds: float
    sound: float
    steps: tuple[Step, ...] = ()
    followed: bool = True


@dataclass(frozen=True)
class Pair:
    """A call through the version before and the one after."""

    before: Walk
    after: Walk

    @property
    def fork(self) -> tuple[Step | None, Step | None] | None:
        """Return the first steps that differ in their way, None where all go the same."""
        steps = zip_longest(self.before.steps, self.after.steps)
        return next(((old, new) for old, new in steps if _way(old) != _way(new)), None)

    @property
    def how(self) -> How:
        """Return how they differ."""
        old, new = self.fork or (None, None)
        if old is None and new is None:
            return "same"
        refused = [step is not None and step.decision == REFUSED for step in (old, new)]
        if refused == [True, False]:
            return "understood"
        return "refused" if refused == [False, True] else "other"

    @property
    def is_identical(self) -> bool:
        """Tell whether all that is heard, decided and said is the same."""
        return [step.whole for step in self.before.steps] == [step.whole for step in self.after.steps]

    @property
    def is_mended(self) -> bool:
        """Tell whether what went wrong goes right."""
        return self._rights == (False, True)

    @property
    def is_broken(self) -> bool:
        """Tell whether what went right goes wrong."""
        return self._rights == (True, False)

    @property
    def _rights(self) -> tuple[bool | None, bool | None]:
        old, new = self.fork or (None, None)
        return (old.right if old else None), (new.right if new else None)


def _way(step: Step | None) -> str:
    return step.way if step else ""


def summary(pairs: Sequence[Pair], seconds: float, most_rows: int) -> Mapping[str, object]:
    """Return the figures that a supervisor decides by, and the calls that go another way, broken ones first."""
    hows = Counter(pair.how for pair in pairs)
    spoken = sum(pair.before.seconds for pair in pairs)
    forked = sorted((pair for pair in pairs if pair.fork), key=lambda pair: (not pair.is_broken, not pair.is_mended))
    return {
        "calls": len(pairs),
        "utterance_seconds": round(sum(pair.before.sound for pair in pairs)),
        "call_seconds": round(spoken),
        "seconds": round(seconds, 1),
        "pace": round(spoken / seconds) if seconds else 0,
        "as_then": sum(pair.before.followed for pair in pairs),
        "identical": all(pair.is_identical for pair in pairs),
        "other_words": sum(pair.fork is None and not pair.is_identical for pair in pairs),
        "mended": sum(pair.is_mended for pair in pairs),
        "broken": sum(pair.is_broken for pair in pairs),
        **{how: hows[how] for how in HOWS},
        "rows": [row(pair) for pair in forked[:most_rows]],
    }


def row(pair: Pair) -> Mapping[str, object]:
    """Return a call that goes another way, where it does, and how it was heard."""
    old, new = pair.fork or (None, None)
    turn = (old or new or Step(0, "")).turn
    heard = [step.heard if step else "" for step in (old, new)]
    sides = {"before": _told(old), "after": _told(new), "heard_before": heard[0], "heard_after": heard[1]}
    asked = (old or new or Step(0, "")).asked
    known = {"call": pair.before.call, "turn": turn, "asked": asked, "how": pair.how}
    return {**known, **sides, "mended": pair.is_mended, "broken": pair.is_broken}


def _told(step: Step | None) -> str:
    if step is None:
        return "another question came before"
    where = step.then.replace("_", " ").replace(".", ", ")
    return f"not understood, then {where}" if step.decision == REFUSED else f"goes to {where}"


def saved(walks: Iterable[Walk]) -> str:
    """Return walks as lines of JSON without what was heard, to be compared with those of other code."""
    lines = [asdict(walk) for walk in walks]
    for line in lines:
        for step in line["steps"]:
            del step["heard"]
    return "".join(json.dumps(line, sort_keys=True) + "\n" for line in lines)


def loaded(text: str) -> Mapping[str, Walk]:
    """Return saved walks by their calls. Raises codec.Unreadable or ValueError."""
    walks = [codec.load(Walk, json.loads(line)) for line in text.splitlines() if line.strip()]
    return {walk.call: walk for walk in walks}
