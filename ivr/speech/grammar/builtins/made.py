"""What a builtin is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ivr.languages.language import Language
from ivr.speech.grammar.builtins.parameters import Parameters
from ivr.speech.grammar.model import Mode


@dataclass(frozen=True)
class Builtin:
    """An ABNF text whose root has the builtin's name, what must be true of its value, and files it was made of."""

    text: str
    finish: Callable[[Any], Any] | None = None
    paths: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """What the reference to a builtin asked for, and in which language; `folder` is where tables are looked for."""

    name: str
    parameters: Parameters
    mode: Mode
    folder: Path
    language: Language


def written(wanted: Wanted) -> str:
    """Return the text of a builtin that is written as a grammar file."""
    return (wanted.language.builtins.folder / f"{wanted.name}.gram").read_text("utf-8")


def keys(name: str, expansion: str, rules: str = "") -> str:
    """Return a grammar of telephone keys; its tags are joined to the value."""
    return (
        f"#ABNF 1.0;\nmode dtmf;\nroot ${name};\ntag-format <x-ivr/joined>;\npublic ${name} = {expansion};\n"
        f"$key = {' | '.join(f'{digit} {{{digit}}}' for digit in '0123456789')};\n{rules}"
    )


def upper(value: str) -> str:
    """Return letters as codes are printed."""
    return value.upper()
