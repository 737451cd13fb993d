"""Words with the times at which they are heard: as the recogniser found them, or shared out over a sound."""

import re
from collections.abc import Sequence

import msgspec

from ivr.speech.decoding import Word
from ivr.storage import Json

TOKEN = re.compile(r"[㐀-鿿]\s*|[^\s㐀-鿿]+\s*")
"""A word with the space after it, or a Chinese character."""


def words_of(stored: Json) -> tuple[Word, ...]:
    """Return words with their times as they are stored; none where they can't be read."""
    try:
        return msgspec.convert(stored, tuple[Word, ...])
    except msgspec.ValidationError:
        return ()


def shared_out(text: str, seconds: float, begin: float = 0.0) -> tuple[Word, ...]:
    """Return the words of a text that is spoken in so many seconds, each for as long as it is."""
    tokens: Sequence[str] = TOKEN.findall(text)
    letters, words, at = sum(map(len, tokens)) or 1, [], begin
    for token in tokens:
        end = at + seconds * len(token) / letters
        words.append(Word(token, round(at, 2), round(end, 2), 1.0))
        at = end
    return tuple(words)
