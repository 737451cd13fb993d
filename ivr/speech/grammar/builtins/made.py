"""What a builtin is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ivr.speech.grammar.builtins.parameters import Parameters
from ivr.speech.grammar.model import Mode

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Builtin:
    """An ABNF text whose root has the builtin's name, what must be true of its value, and files it was made of."""

    text: str
    finish: Callable[[Any], Any] | None = None
    paths: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """What the reference to a builtin asked for; `folder` is where tables are looked for."""

    name: str
    parameters: Parameters
    mode: Mode
    folder: Path


def written(name: str, language: str = "en") -> str:
    """Return the text of a builtin that is written as a grammar file."""
    return (HERE / language / f"{name}.gram").read_text("utf-8")


def keys(name: str, expansion: str, rules: str = "") -> str:
    """Return a grammar of telephone keys; its tags are joined to the value."""
    return (
        f"#ABNF 1.0;\nmode dtmf;\nroot ${name};\ntag-format <x-ivr/joined>;\npublic ${name} = {expansion};\n"
        f"$key = {' | '.join(f'{digit} {{{digit}}}' for digit in '0123456789')};\n{rules}"
    )


def upper(value: str) -> str:
    """Return letters as codes are printed."""
    return value.upper()
