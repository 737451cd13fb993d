"""Read the text of a prompt: words, `{values}` with a say-as, "offered words" and [keys]."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never


@dataclass(frozen=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True)
class Value:
    """A placeholder, `{number:digits}`; without a say-as the value is spoken as it is."""

    name: str
    say_as: str = "text"


@dataclass(frozen=True)
class Offer:
    """Words that the caller may say, written in double quotes."""

    words: str


@dataclass(frozen=True)
class Key:
    """A key that the caller may press, written in square brackets."""

    key: str


Part = Text | Value | Offer | Key
Template = tuple[Part, ...]

_PART = re.compile(r"\{(?P<name>\w+)(?::(?P<say_as>\w+))?\}|\"(?P<offer>[^\"]+)\"|\[(?P<key>[0-9*#])\]")
_STRAY = re.compile(r'[{}\[\]"<>]|\d')


class BadTemplate(ValueError):
    """A prompt's text breaks the rules at the head of common.yaml."""


def parse(text: str) -> Template:
    """Return the parts of a prompt's text.

    Raises:
        BadTemplate: a bracket or quote is left over, or a digit stands bare (write a key as [1], a value as {name}).
    """
    parts: list[Part] = []
    end = 0
    for match in _PART.finditer(text):
        parts += _words(text[end : match.start()])
        parts.append(_part(match))
        end = match.end()
    return (*parts, *_words(text[end:]))


def _words(text: str) -> list[Part]:
    stray = _STRAY.search(text)
    if stray:
        advice = "write keys as [1], words to say in double quotes, no markup"
        raise BadTemplate(f"{stray.group()!r} in {text.strip()!r}: {advice}")
    return [Text(text)] if text else []


def _part(match: re.Match[str]) -> Part:
    if match["name"]:
        return Value(match["name"], match["say_as"] or "text")
    return Offer(match["offer"]) if match["offer"] else Key(match["key"])


def source(template: Template) -> str:
    """Return a prompt's text as it is written in its file."""
    return "".join(_source(part) for part in template)


def _source(part: Part) -> str:
    match part:
        case Text(text):
            return text
        case Value(name, say_as):
            return f"{{{name}}}" if say_as == "text" else f"{{{name}:{say_as}}}"
        case Offer(words):
            return f'"{words}"'
        case Key(key):
            return f"[{key}]"
        case _:
            assert_never(part)


def offers(template: Template) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words and the keys that a prompt offers."""
    words = tuple(part.words for part in template if isinstance(part, Offer))
    return words, tuple(part.key for part in template if isinstance(part, Key))


def values(template: Template) -> frozenset[str]:
    """Return the names of the values that a prompt needs."""
    return frozenset(part.name for part in template if isinstance(part, Value))


def fixed(part: Text | Offer | Key, keys: Mapping[str, str]) -> str:
    """Return how a part without a value is spoken; `keys` has the words of keys that are no digits."""
    match part:
        case Text(text):
            return text
        case Offer(words):
            return words
        case Key(key):
            return keys.get(key, key)
        case _:
            assert_never(part)
