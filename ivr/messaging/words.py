"""Tell what somebody means who writes to us: stop, start, help, or none of these."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import yaml

FILE = "text_words.yaml"
Wish = Literal["stop", "start", "help", ""]
WISHES: tuple[Wish, ...] = ("stop", "start", "help")
NAMES = (*WISHES, "stop_begins", "stop_anywhere", "unless", "polite")
"""The lists of a file."""
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Ten times as fast where PyYAML was built with libyaml."""
SPELLED = re.compile(r"\b[a-z](?: [a-z]){2,}\b", re.ASCII)
"""Letters one by one."""


class BadWords(ValueError):
    """A file of words is wrong; the message names it and says what to do."""


@dataclass(frozen=True)
class StopWords:
    """The words of all languages, each in its plain form.

    `words` says what a whole message means and whose it is, with or without what is `polite` around it. `begins` are
    enough at the beginning of a longer message ("stop sending me these"), `anywhere` at any place of it ("I want to
    stop receiving texts"), each with its language, unless one of `unless` is there ("don't stop").
    """

    words: Mapping[str, tuple[Wish, str]]
    begins: Mapping[str, str] = field(default_factory=dict)
    anywhere: Mapping[str, str] = field(default_factory=dict)
    unless: tuple[str, ...] = ()
    polite: tuple[str, ...] = ()

    def wish(self, body: str) -> tuple[Wish, str, str]:
        """Return what is wished for, in which language, and by which word; empty for another message."""
        said = plain(body)
        for whole in (said, self._bare(said)):
            if whole in self.words:
                return *self.words[whole], whole
        if any(_holds(said, word) for word in self.unless):
            return "", "", ""
        longer = self._bare(said)
        found = next((word for word in self.begins if _begins(longer, word)), "")
        found = found or next((word for word in self.anywhere if _holds(said, word)), "")
        return ("stop", {**self.anywhere, **self.begins}[found], found) if found else ("", "", "")

    def _bare(self, said: str) -> str:
        """Return a message without what is polite at its beginning and end."""
        while cut := next((word for word in self.polite if _begins(said, word) or _ends(said, word)), ""):
            said = (said.removeprefix(cut) if _begins(said, cut) else said.removesuffix(cut)).strip()
        return said


def plain(text: str) -> str:
    """Return words in one form: no case, accents, signs or needless blanks, and no letters one by one (S.T.O.P)."""
    spelled = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text)).casefold()
    letters = "".join(sign for sign in spelled if not unicodedata.combining(sign))
    words = " ".join(re.sub(r"[\W_]+", " ", letters).split())
    return SPELLED.sub(lambda spelt: spelt.group().replace(" ", ""), words)


def read_stop_words(folder: Path, languages: Iterable[str]) -> StopWords:
    """Read the words of languages; `folder` has a folder for each.

    Raises:
        BadWords: a file is missing or holds something else.
    """
    words: dict[str, tuple[Wish, str]] = {}
    begins: dict[str, str] = {}
    anywhere: dict[str, str] = {}
    others: dict[str, list[str]] = {"unless": [], "polite": []}
    for language in languages:
        told = _read(folder / language / FILE)
        for wish in WISHES:
            for word in map(plain, told[wish]):
                words.setdefault(word, (wish, language))
        for kept, name in ((begins, "stop_begins"), (anywhere, "stop_anywhere")):
            for word in map(plain, told[name]):
                kept.setdefault(word, language)
        for name, each in others.items():
            each += map(plain, told[name])
    return StopWords(
        words, begins, anywhere, tuple(others["unless"]), tuple(sorted(others["polite"], key=len, reverse=True))
    )


def _read(file: Path) -> Mapping[str, list[str]]:
    where = "/".join(file.parts[-3:])
    try:
        told = yaml.load(file.read_text(encoding="utf-8"), LOADER)  # it makes text, lists, mappings only  # nosec B506
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise BadWords(f"{where} can't be read ({type(error).__name__}): mend it") from None
    if not isinstance(told, dict) or any(not isinstance(told.get(name), list) or not told[name] for name in NAMES):
        raise BadWords(f"{where}: write a list of words for each of {', '.join(NAMES)}")
    return told


def _begins(said: str, word: str) -> bool:
    """Tell whether a message begins with this word; where words are not written apart, with these signs."""
    return said.startswith(f"{word} ") or (not word.isascii() and said.startswith(word))


def _ends(said: str, word: str) -> bool:
    return said.endswith(f" {word}") or (not word.isascii() and said.endswith(word))


def _holds(said: str, word: str) -> bool:
    return f" {word} " in f" {said} " or (not word.isascii() and word in said)
