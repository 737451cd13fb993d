"""Tell what somebody means who writes to us: stop, start, help, or none of these."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml

FILE = "text_words.yaml"
Wish = Literal["stop", "start", "help", ""]
WISHES: tuple[Wish, ...] = ("stop", "start", "help")


class BadWords(ValueError):
    """A file of words is wrong; the message names it and says what to do."""


@dataclass(frozen=True)
class StopWords:
    """The words of all languages, each in its plain form, with what it means and whose it is.

    The first word for stop of each language is enough at the beginning of a longer message ("stop sending me these").
    """

    words: Mapping[str, tuple[Wish, str]]
    first: tuple[str, ...] = ()

    def wish(self, body: str) -> tuple[Wish, str, str]:
        """Return what is wished for, in which language, and by which word; empty for another message."""
        said = plain(body)
        word = said if said in self.words else next((one for one in self.first if _begins(said, one)), "")
        if not word:
            return "", "", ""
        wish, language = self.words[word]
        return wish, language, word


def plain(text: str) -> str:
    """Return words in one form: no case, accents, signs or needless blanks."""
    spelled = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text)).casefold()
    letters = "".join(sign for sign in spelled if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[\W_]+", " ", letters).split())


def read_stop_words(folder: Path, languages: Iterable[str]) -> StopWords:
    """Read the words of languages; `folder` has a folder for each.

    Raises:
        BadWords: a file is missing or holds something else.
    """
    words: dict[str, tuple[Wish, str]] = {}
    first: list[str] = []
    for language in languages:
        told = _read(folder / language / FILE)
        for wish in WISHES:
            for word in map(plain, told[wish]):
                words.setdefault(word, (wish, language))
        first.append(plain(told["stop"][0]))
    return StopWords(words, tuple(first))


def _read(file: Path) -> Mapping[str, list[str]]:
    where = "/".join(file.parts[-3:])
    try:
        told = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # it makes text, lists, mappings only  # nosec B506
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise BadWords(f"{where} can't be read ({type(error).__name__}): mend it") from None
    if not isinstance(told, dict) or any(not isinstance(told.get(wish), list) or not told[wish] for wish in WISHES):
        raise BadWords(f"{where}: write a list of words for each of stop, start and help")
    return told


def _begins(said: str, word: str) -> bool:
    """Tell whether a message begins with this word; where words are not written apart, with these signs."""
    return said.startswith(f"{word} ") or (not word.isascii() and said.startswith(word))
