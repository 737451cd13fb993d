"""Read typed figures aloud in any language: rules put words for signs, then each run of digits is said in turn."""

import re
from collections.abc import Callable, Iterator

Rule = tuple[str, str | Callable[[re.Match[str]], str]]
"""A pattern, and the words for what it finds."""


def write_out(text: str, rules: tuple[Rule, ...]) -> str:
    """Put words for what the rules find, one rule after the other."""
    for pattern, words in rules:
        text = re.sub(pattern, words, text)
    return text


def say_figures(text: str, ways: tuple[Callable[[str], str], ...], between: str = " ") -> Iterator[str]:
    """Yield the text with its runs of digits said in each of the ways, and `between` around them."""
    pieces = re.split(r"(\d+)", text)
    for say in ways:
        yield between.join(say(piece) if piece.isdecimal() else piece for piece in pieces)
