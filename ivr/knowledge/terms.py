"""Turn words into the terms that are indexed and compared: folded, without endings, Chinese by pairs of characters."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from ivr.intents.words import split
from ivr.knowledge.wordlist import word_list

_HYPHEN = re.compile(r"(?<![^\W_])([^\W_]+)[-\u2010\u2011]([^\W_]+)(?![^\W_])")
_ENDINGS = {
    "en": ("ing", "ies", "ed", "es", "s", "ly", "e"),
    "fr": ("ements", "ement", "ations", "ation", "ees", "er", "ez", "ee", "es", "e", "s", "x"),
}
_SHORTEST = {"en": 3, "fr": 4}
"""Letters that stay before an ending."""
CACHED = 20_000
SHORT_PART = 3
"""Letters below which a part joined by a hyphen is no word of its own, as in Wi-Fi and e-mail."""


def said(text: str) -> list[str]:
    """Return the words as they are said: Wi-Fi is one, slow-motion two."""
    return split(_HYPHEN.sub(_unhyphened, text))


def terms(words: Sequence[str], language: str) -> list[str]:
    """Return the terms of words, without those that tell nothing."""
    ignored = word_list(language).ignored
    found: list[str] = []
    chinese = ""
    for word in words:
        if _is_chinese(word):
            chinese += word
            continue
        if chinese:
            found += _pairs(chinese)
            chinese = ""
        if word not in ignored:
            found += (term(part, language) for part in _parts(word) if part and part not in ignored)
    return [each for each in (*found, *_pairs(chinese)) if each not in ignored]


@lru_cache(CACHED)
def title_terms(title: str, language: str) -> tuple[str, ...]:
    """Return the terms of a title."""
    return tuple(terms(said(title), language))


@lru_cache(CACHED)
def term(word: str, language: str) -> str:
    """Return a word without accents and ending."""
    folded = word if word.isascii() else _folded(word)
    shortest = _SHORTEST.get(language, 0)
    for ending in _ENDINGS.get(language, ()):
        if folded.endswith(ending) and len(folded) - len(ending) >= shortest:
            folded = folded[: -len(ending)] + ("y" if ending == "ies" else "")
            break
    return folded[:-1] if len(folded) > 3 and folded[-1] == folded[-2] else folded


def _folded(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))


def _parts(word: str) -> list[str]:
    """Return a word's parts between apostrophes: the phone's, l'écran."""
    return [part for part in word.split("'") if len(part) > 1 or part.isdecimal()] if "'" in word else [word]


def _unhyphened(found: re.Match[str]) -> str:
    first, second = found.groups()
    return f"{first}{second}" if min(len(first), len(second)) < SHORT_PART else f"{first} {second}"


def _is_chinese(word: str) -> bool:
    return "\u3400" <= word[:1] <= "\u9fff"


def _pairs(characters: str) -> list[str]:
    return [first + second for first, second in pairwise(characters)] if len(characters) != 1 else [characters]
