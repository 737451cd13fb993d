"""Tell which phone numbers belong together: a company or a guesser often has many that differ at their end only."""

OPEN_DIGITS = 4
"""Last digits that a block leaves open: 10,000 numbers are one block."""


def block_of(number: str) -> str:
    """Return what all numbers of a number's block begin with."""
    return number[:-OPEN_DIGITS]
