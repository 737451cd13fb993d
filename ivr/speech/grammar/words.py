"""Bring spoken words, typed text and grammar tokens to one spelling."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from ivr.speech.grammar.model import Mode

GARBAGE = "[unk]"
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_ELISION = "(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=[aeiouh\u00e0\u00e2\u00e9\u00e8\u00ea\u00ee\u00f4\u0153])"
_WORD = re.compile(rf"\[unk\]|[{_HAN}]|{_ELISION}|[^\W_{_HAN}]+(?:'[^\W_{_HAN}]+)*'?", re.IGNORECASE)
_APOSTROPHES = str.maketrans("\u2018\u2019\u02bc\u00b4`", "'''''")
_KEY_NAMES = {"star": "*", "pound": "#"}


def split_words(text: str | Sequence[str]) -> tuple[str, ...]:
    """Return the words in lower case, without punctuation; hyphens part words, apostrophes do not.

    Two things are words by themselves, as in the vocabularies of speech models: an elided French word ("l'" of
    "l'écran"), and each Chinese character, which nobody parts from the next.
    """
    joined = text if isinstance(text, str) else " ".join(text)
    plain = unicodedata.normalize("NFC", joined).translate(_APOSTROPHES).lower()
    return tuple(_WORD.findall(plain))


def folded(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words as they are compared, without apostrophes: people who type leave them out."""
    return tuple(word.replace("'", "") for word in words)


def split_keys(text: str | Sequence[str]) -> tuple[str, ...]:
    """Return the keys one by one: '1 2#', '12#' and ['1', '2', '#'] are the same."""
    pieces = text.split() if isinstance(text, str) else text
    return tuple(key for piece in pieces for key in (_KEY_NAMES.get(piece.lower()) or piece.upper()))


def split(text: str | Sequence[str], mode: Mode) -> tuple[str, ...]:
    """Return the words of a voice grammar or the keys of a DTMF one."""
    return split_keys(text) if mode == "dtmf" else split_words(text)
