"""Bound how many calls of one number, or of numbers that begin alike, may go on at once."""

from dataclasses import dataclass

from ivr.identifiers import block_of

WITHHELD = "withheld"


def prefix_of(number: str) -> str:
    """Return a number without its last four digits; all callers without a number are one prefix, "withheld"."""
    return block_of(number) if number.startswith("+") else WITHHELD


@dataclass(frozen=True)
class LiveCalls:
    """How many calls of one number, and of all numbers with its prefix, are going on."""

    number: int
    prefix: int


@dataclass(frozen=True)
class Caps:
    """Most live calls of a number, of a prefix (all but its last four digits), and without a number; 0: no bound."""

    number: int = 0
    prefix: int = 0
    withheld: int = 0

    def exceeded(self, live: LiveCalls, number: str) -> str:
        """Return which bound these live calls exceed, or nothing."""
        if prefix_of(number) == WITHHELD:
            return "without a number" if 0 < self.withheld < live.prefix else ""
        if 0 < self.number < live.number:
            return "of the number"
        return "of the prefix" if 0 < self.prefix < live.prefix else ""


NO_CAPS = Caps()
