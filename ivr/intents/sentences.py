"""Read the sentences of a language by topic: one file a topic, one sentence a line.

    # A comment.
    @heard
    when is it ready
    i want to speak to a person about my repair [agent]
    @written
    has my phone been shipped

A second topic that a sentence may be about as well stands in brackets. What callers said (`@heard`) counts three times
what somebody made up (`@written`): the probabilities are calibrated on it alone.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ivr.intents.errors import IntentsUnavailable
from ivr.intents.words import split
from ivr.languages.language import Language

_LINE = re.compile(r"(?P<text>[^\[\]]*?)\s*(?:\[(?P<second>\w+)\])?")

EVERY_LANGUAGE = "en"
"""The language whose sentences are the most."""


@dataclass(frozen=True)
class Sentence:
    """A sentence, its topic, another topic that is right too, and whether a caller said it."""

    text: str
    topic: str
    second: str = ""
    heard: bool = False


def folders_of(language: str, grammars: Path) -> tuple[Path, ...]:
    """Return where the sentences of a language are, and those of English, from which every language learns."""
    return tuple(grammars / each / "topics" for each in dict.fromkeys((language, EVERY_LANGUAGE)))


def learned(language: str, grammars: Path) -> list[Sentence]:
    """Return what the model of a language learns: its own sentences, and the English ones as if made up.

    The encoder puts sentences that mean the same close together, whatever their language. Raises IntentsUnavailable.
    """
    own, *others = folders_of(language, grammars)
    return read(own) + [replace(sentence, heard=False) for folder in others for sentence in read(folder)]


def spoken_sentences(language: Language, grammars: Path) -> tuple[str, ...]:
    """Return a language's sentences as words that a decoder may expect. Raises IntentsUnavailable.

    There are none where words are written without spaces: nobody knows there what the decoder's words are.
    """
    return as_spoken(read(folders_of(language.code, grammars)[0])) if language.redaction.spaced else ()


def as_spoken(sentences: Iterable[Sentence]) -> tuple[str, ...]:
    """Return sentences in lower case, without punctuation, each once."""
    return tuple(dict.fromkeys(" ".join(split(sentence.text)) for sentence in sentences))


def read(folder: Path) -> list[Sentence]:
    """Return all sentences of a folder. Raises IntentsUnavailable."""
    files = sorted(folder.glob("*.txt"))
    if not files:
        raise IntentsUnavailable(f"There are no sentences in {folder}: it needs a file of sentences for each topic")
    topics = {file.stem for file in files}
    return [sentence for file in files for sentence in _of_file(file, topics)]


def _of_file(file: Path, topics: set[str]) -> list[Sentence]:
    found: list[Sentence] = []
    heard = False
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise IntentsUnavailable(f"Cannot read {file}: it has to be a text file in UTF-8") from error
    for count, line in enumerate(map(str.strip, lines), 1):
        if line.startswith("@"):
            heard = _section(line, f"{file}:{count}")
        elif line and not line.startswith("#"):
            found.append(_sentence(line, file.stem, topics, heard, f"{file}:{count}"))
    return found


def _section(line: str, place: str) -> bool:
    if line not in ("@heard", "@written"):
        raise IntentsUnavailable(f"{place}: {line[:40]} is neither @heard nor @written")
    return line == "@heard"


def _sentence(line: str, topic: str, topics: set[str], heard: bool, place: str) -> Sentence:
    parts = _LINE.fullmatch(line)
    if not parts or not parts["text"]:
        raise IntentsUnavailable(f"{place}: a line is a sentence, or a sentence and its second [topic]")
    second = parts["second"] or ""
    if second and second not in topics:
        raise IntentsUnavailable(f"{place}: there is no topic {second}")
    return Sentence(parts["text"], topic, second, heard)
