"""Prove that what a service says is of the types that are declared: a forgotten comma makes no tuple."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from inspect import isclass
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

OWN = "ivr."
COMMA = "a tuple; where it holds one thing only, a comma follows that"


@dataclass(frozen=True)
class Misfit:
    """A value of another type than is declared; `written` finds where, in the source."""

    what: str
    written: re.Pattern[str]


def misfits(value: object, written: str = "") -> Iterator[Misfit]:
    """Yield what has another type than is declared, in a value and in all that it holds."""
    if isinstance(value, tuple):
        for each in value:
            yield from misfits(each, written)
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from misfits(each, rf"[\"']{re.escape(str(name))}[\"']\s*:")
    elif is_dataclass(value) and type(value).__module__.startswith(OWN):
        yield from _of_dataclass(value, written)


def _of_dataclass(value: Any, written: str) -> Iterator[Misfit]:
    kind, name = (
        type(value).__name__,
        next(filter(None, (_named(value, each) for each in ("slot", "table", "name"))), ""),
    )
    written = rf"\b{kind}\(\s*(\w+=)?[\"']?{re.escape(name)}\b" if name else written
    hints = get_type_hints(type(value))
    for each in fields(value):
        given, declared = getattr(value, each.name), hints.get(each.name, Any)
        if fits(given, declared):
            yield from misfits(given, written)
        else:
            shown = f"{kind} {name}".strip()
            yield Misfit(f"{shown}: {each.name} can't be {given!r:.60}; it is {_meant(declared)}", re.compile(written))


def _named(value: Any, attribute: str) -> str:
    found = getattr(value, attribute, "")
    return found.__name__ if isclass(found) else str(found)


def fits(value: object, declared: Any) -> bool:
    """Tell whether a value is of a declared type; what is declared in a way that is not known here fits."""
    origin, arguments = get_origin(declared), get_args(declared)
    if origin in (Union, UnionType):
        return any(fits(value, each) for each in arguments)
    if origin is Literal:
        return value in arguments
    if origin is tuple:
        if not isinstance(value, tuple) or arguments[-1] is not ...:
            return isinstance(value, tuple) and len(value) == len(arguments)
        return all(fits(each, arguments[0]) for each in value)
    if origin is Callable or declared is Callable:
        return callable(value)
    if isclass(origin) and issubclass(origin, Mapping):
        return isinstance(value, Mapping) and all(fits(each, arguments[1]) for each in value.values())
    if origin is not None:
        return not isclass(origin) or origin is type or isinstance(value, origin)
    return _is_a(value, declared)


def _is_a(value: object, declared: Any) -> bool:
    if declared is None or declared is type(None):
        return value is None
    if not isclass(declared) or declared is Any:
        return True
    if getattr(declared, "_is_protocol", False):
        return all(hasattr(value, name) for name in vars(declared) if not name.startswith("_"))
    return isinstance(value, (int, float) if declared is float else declared)


def _meant(declared: Any) -> str:
    if get_origin(declared) is tuple:
        return COMMA
    if get_origin(declared) is Literal:
        return f"one of {', '.join(repr(each) for each in get_args(declared))}"
    if isclass(get_origin(declared)) and issubclass(get_origin(declared), Mapping):
        return f"a dict of {_meant(get_args(declared)[1])}"
    return getattr(declared, "__name__", str(declared)) if get_origin(declared) is None else str(declared)
