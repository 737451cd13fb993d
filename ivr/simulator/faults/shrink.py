"""Making a failure small: fewer faults, then fewer steps, while it still fails."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from ivr.simulator.phone.scenario import Scenario

T = TypeVar("T")


def shrink(items: Sequence[T], fails: Callable[[Sequence[T]], bool]) -> list[T]:
    """Return a part of the items that still fails and from which no single one can be left out."""
    kept, size = list(items), max(len(items) // 2, 1)
    while kept:
        parts = [kept[:start] + kept[start + size :] for start in range(0, len(kept), size)]
        smaller = next((part for part in parts if fails(part)), None)
        if smaller is not None:
            kept = smaller
        elif size == 1:
            break
        size = max(min(size, len(kept)) // 2, 1) if smaller is None else min(size, max(len(kept), 1))
    return kept


def shrink_steps(scenario: Scenario, fails: Callable[[Scenario], bool]) -> Scenario:
    """Return the scenario with as few of its steps as still fail."""
    steps = shrink(scenario.steps, lambda part: fails(replace(scenario, steps=tuple(part))))
    return replace(scenario, steps=tuple(steps))
