"""Say what is wrong with a grammar, where, and what to do next."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Point into a grammar file; line and column count from 1, 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class GrammarError(Exception):
    """Refuse a grammar, with the place, what was expected there and what to do next."""

    permanent = True

    def __init__(self, problem: str, place: Place, *, expected: str = "", advice: str = "") -> None:
        self.problem, self.place, self.expected, self.advice = problem, place, expected, advice
        wanted = f"; expected {expected}" if expected else ""
        then = f". {advice}" if advice else ""
        super().__init__(f"{place}: {problem}{wanted}{then}")

    @property
    def file(self) -> str:
        """Return the file's name as it was given."""
        return self.place.file

    @property
    def line(self) -> int:
        """Return the line, from 1; 0 when the whole file is meant."""
        return self.place.line

    @property
    def column(self) -> int:
        """Return the column, from 1; 0 when the whole file is meant."""
        return self.place.column


class AbsentGrammar(GrammarError):
    """Say that a grammar which is referred to cannot be had here; the file that refers to it may be legal."""
