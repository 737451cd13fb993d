"""Make a builtin grammar out of its name and parameters."""

from collections.abc import Callable
from pathlib import Path

from ivr.languages.language import Language
from ivr.speech.grammar.builtins import boolean, city, codes, digits, spoken
from ivr.speech.grammar.builtins.made import Builtin, Wanted
from ivr.speech.grammar.builtins.parameters import BadParameter, Parameters
from ivr.speech.grammar.errors import GrammarError, Place
from ivr.speech.grammar.model import Mode

_MAKERS: dict[str, Callable[[Wanted], Builtin]] = {
    "boolean": boolean.make,
    "city": city.make,
    "code": codes.code,
    "currency": spoken.currency,
    "date": spoken.date,
    "digits": digits.make,
    "imei": codes.imei,
    "number": spoken.number,
    "phone": codes.phone,
    "postcode": codes.postcode,
    "repair_order": codes.repair_order,
    "serial": codes.serial,
    "spelling": codes.spelling,
    "time": spoken.time,
}


def names() -> list[str]:
    """Return the names of all builtins."""
    return sorted(_MAKERS)


def builtin(uri: str, mode: Mode, folder: Path, language: Language) -> Builtin:
    """Return the grammar of `builtin:NAME?param=value;param=value`. Raises GrammarError for wrong ones."""
    name, _, query = uri.removeprefix("builtin:").removeprefix("grammar/").removeprefix("dtmf/").partition("?")
    place = Place(uri)
    if name not in _MAKERS:
        raise GrammarError(f"There is no builtin {name!r}", place, expected=f"one of {', '.join(names())}")
    try:
        parameters = Parameters(query)
        made = _MAKERS[name](Wanted(name, parameters, mode, folder, language))
        parameters.all_used()
    except BadParameter as error:
        raise GrammarError(str(error), place, expected=error.expected) from None
    return made
