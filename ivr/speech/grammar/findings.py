"""What is to be mended in a grammar, and where."""

from dataclasses import dataclass
from typing import Literal

from ivr.speech.grammar.errors import AbsentGrammar, GrammarError

Kind = Literal["error", "absent", "word", "example", "script", "sounds", "keys", "prompt", "garbage", "language"]


@dataclass(frozen=True)
class Finding:
    """One thing to mend: where, what, and what to do next. Line 0 means the whole file.

    `absent` is a grammar that is referred to and is not here, `garbage` a model without a garbage word: neither is a
    fault of the file.
    """

    kind: Kind
    file: str
    problem: str
    advice: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{where}: {self.kind}: {self.problem}" + (f". {self.advice}" if self.advice else "")


def of_error(error: GrammarError) -> Finding:
    """Return the finding of a grammar that was refused."""
    problem = error.problem + (f"; expected {error.expected}" if error.expected else "")
    kind: Kind = "absent" if isinstance(error, AbsentGrammar) else "error"
    return Finding(kind, error.file, problem, error.advice, error.line, error.column)
