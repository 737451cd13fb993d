"""Say what an identifier may look like."""

from dataclasses import dataclass

from ivr.identifiers.luhn import luhn

CHECKED = 10.0
"""How much rarer a number with a right check digit is than any number."""

MOST_LOST = 2
"""Digits of a long number that one hearing may lose."""


@dataclass(frozen=True)
class Shape:
    """An identifier of `least` to `most` digits; one as long as `checked` ends in a check digit (0: none does)."""

    least: int
    most: int
    checked: int = 0

    def is_chunk(self, digits: str) -> bool:
        """Tell whether more must follow."""
        return len(digits) < self.least

    def allows(self, digits: str) -> bool:
        """Tell whether this can be a whole identifier."""
        return self.least <= len(digits) <= self.most and not self.miscounts(digits)

    def seems(self, digits: str) -> int:
        """Return how long an identifier must be that was heard so: one of which digits got lost is a checked one."""
        return self.checked if 0 < self.checked - len(digits) <= MOST_LOST else len(digits)

    def weight(self, digits: str) -> float:
        """Return how much likelier digits are than by what was heard alone: a right check digit is seldom chance."""
        return self.allows(digits) * (CHECKED if len(digits) == self.checked else 1.0)

    def miscounts(self, digits: str) -> bool:
        """Tell whether the check digit is wrong."""
        return len(digits) == self.checked and not luhn(digits)
