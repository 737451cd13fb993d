"""What is looked for in what was said."""

from dataclasses import dataclass
from typing import Literal

from ivr.calls.terms import BREAK, terms

How = Literal["all", "any", "phrase", "near"]
Who = Literal["either", "caller", "hotline"]


@dataclass(frozen=True)
class Words:
    """What is looked for: all of the words, any of them, the phrase, or all of them near each other.

    Said by the caller, the hotline, or either.
    """

    text: str
    how: How = "all"
    who: Who = "either"

    @property
    def terms(self) -> tuple[str, ...]:
        """Return the terms to look for; none where nothing was typed that can be found."""
        return tuple(term for term in terms(self.text) if term != BREAK)
