"""Make a builtin grammar out of its name and parameters."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ivr.speech.grammar.builtins import boolean, digits
from ivr.speech.grammar.builtins.parameters import BadParameter, Parameters
from ivr.speech.grammar.errors import GrammarError, Place
from ivr.speech.grammar.model import Mode


@dataclass(frozen=True)
class Builtin:
    """An ABNF text whose root has the builtin's name, and what must be true of the root's value."""

    text: str
    finish: Callable[[Any], Any] | None = None


Maker = Callable[[Parameters, Mode], tuple[str, Callable[[Any], Any] | None]]
_MAKERS: dict[str, Maker] = {"boolean": boolean.make, "digits": digits.make}


def names() -> list[str]:
    """Return the names of all builtins."""
    return sorted(_MAKERS)


def builtin(uri: str, mode: Mode) -> Builtin:
    """Return the grammar of `builtin:NAME?param=value;param=value`. Raises GrammarError for wrong ones."""
    name, _, query = uri.removeprefix("builtin:").removeprefix("grammar/").removeprefix("dtmf/").partition("?")
    place = Place(uri)
    if name not in _MAKERS:
        raise GrammarError(f"There is no builtin {name!r}", place, expected=f"one of {', '.join(names())}")
    try:
        parameters = Parameters(query)
        text, finish = _MAKERS[name](parameters, mode)
        parameters.all_used()
    except BadParameter as error:
        raise GrammarError(str(error), place, expected=error.expected) from None
    return Builtin(text, finish)
