"""Bring spoken words, typed text and grammar tokens to one spelling."""

import re
import unicodedata
from collections.abc import Sequence

from ivr.speech.grammar.model import Mode

GARBAGE = "[unk]"
_WORD = re.compile(r"\[unk\]|[^\W_]+(?:'[^\W_]+)*'?", re.IGNORECASE)
_KEY_NAMES = {"star": "*", "pound": "#"}


def split_words(text: str | Sequence[str]) -> tuple[str, ...]:
    """Return the words in lower case, without punctuation; hyphens part words, apostrophes do not."""
    joined = text if isinstance(text, str) else " ".join(text)
    plain = unicodedata.normalize("NFC", joined).lower().replace("\u2019", "'")
    return tuple(_WORD.findall(plain))


def split_keys(text: str | Sequence[str]) -> tuple[str, ...]:
    """Return the keys one by one: '1 2#', '12#' and ['1', '2', '#'] are the same."""
    pieces = text.split() if isinstance(text, str) else text
    return tuple(key for piece in pieces for key in (_KEY_NAMES.get(piece.lower()) or piece.upper()))


def split(text: str | Sequence[str], mode: Mode) -> tuple[str, ...]:
    """Return the words of a voice grammar or the keys of a DTMF one."""
    return split_keys(text) if mode == "dtmf" else split_words(text)
