"""Kinds of attribute values, and the check each kind makes."""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Attribute:
    """An attribute's check, its default (None: none) and the code of Twilio's warning about it."""

    valid: Callable[[str], bool]
    default: str | None = None
    code: int = 12200


def free(default: str | None = None) -> Attribute:
    """Return an attribute that takes any text."""
    return Attribute(lambda value: True, default)


def url(code: int = 11100) -> Attribute:
    """Return an attribute that takes an absolute or relative URL."""
    return Attribute(lambda value: not re.search(r"\s", value.strip()), None, code)


def method(code: int, default: str = "POST") -> Attribute:
    """Return an attribute that takes GET or POST."""
    return Attribute(lambda value: value.upper() in ("GET", "POST"), default, code)


def whole(default: int | None, low: int, code: int = 12200, high: int | None = None) -> Attribute:
    """Return an attribute that takes a whole number within limits."""

    def valid(value: str) -> bool:
        return value.strip().isdecimal() and low <= int(value) and (high is None or int(value) <= high)

    return Attribute(valid, None if default is None else str(default), code)


def flag(default: bool, code: int = 12200) -> Attribute:
    """Return an attribute that takes true or false."""
    return one_of(str(default).lower(), "true", "false", code=code)


def one_of(default: str | None, *values: str, code: int = 12200) -> Attribute:
    """Return an attribute that takes one of these words."""
    return Attribute(lambda value: value in values, default, code)


def some_of(default: str | None, *values: str, code: int = 12200) -> Attribute:
    """Return an attribute that takes several of these words, with blanks between."""
    return Attribute(lambda value: set(value.split()) <= set(values), default, code)


def matching(pattern: str, default: str | None, code: int) -> Attribute:
    """Return an attribute that takes what a regular expression covers."""
    return Attribute(lambda value: re.fullmatch(pattern, value) is not None, default, code)
