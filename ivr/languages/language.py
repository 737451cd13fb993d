"""What differs from one language to the next, as one value: it is passed to those who speak and listen."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Literal

from ivr.languages.sources import Source


@dataclass(frozen=True)
class Voice:
    """Who speaks: `say` is the language of Twilio's Say element, `offline` the voice that makes recordings here.

    An offline voice is `hibari` (English only) or the name of a voice of eSpeak NG.
    """

    say: str
    offline: str


@dataclass(frozen=True)
class CodeWords:
    """The words that digits, numbers and letters are spoken with.

    `digits` has the words of each figure, the plainest first; `plain` are those that people say most, without which a
    grammar takes no digits (`rare` ones may be missing). `numbers` is more than single digits, `counting` all that
    numbers are made of, `spelling` all that letters are.
    """

    digits: Mapping[str, tuple[str, ...]]
    plain: frozenset[str]
    numbers: frozenset[str]
    counting: frozenset[str]
    letters: frozenset[str]
    spelling: frozenset[str]
    rare: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Builtins:
    """The `builtin:` grammars of a language.

    `folder` holds those that are written as files. `elements` writes the rules of digits and letters that codes are
    made of, `punctuation` has the words of signs in codes, and `around` what is said before and after the code of a
    builtin, as ABNF.
    """

    folder: Path
    elements: Callable[[bool], str]
    punctuation: Mapping[str, tuple[str, ...]]
    around: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Saying:
    """How values are said. Groups of digits come apart: ("47", "29"); an address is a line as it is written."""

    digits: Callable[[Sequence[str]], str]
    telephone: Callable[[Sequence[str]], str]
    day: Callable[[date, date], str]
    date: Callable[[date], str]
    time: Callable[[datetime], str]
    money: Callable[[Decimal, str], str]
    ordinal: Callable[[int], str]
    count: Callable[[Decimal], str]
    address: Callable[[str], str]
    keys: Mapping[str, str]


Weight = Literal["digit", "pair", "ten", "score", "scale", "link"]


def no_forms(_kind: str, word: str) -> Iterator[str]:
    """Yield a word as it is, in a language whose words don't change."""
    yield word


@dataclass(frozen=True, eq=False)
class Redaction:
    """The words of spoken numbers, and where those stand that tell nothing of a person, to mask the others.

    Each word has a weight: a `digit` stands for one figure, a `pair` for two ("seventeen"), a `ten` for two that a
    digit may complete ("forty"), a `score` for two that a pair may complete too ("soixante"), a `scale` for none
    ("hundred"); a `link` only joins ("and"). `folder` has `harmless.txt` and `cues.txt`; `forms` yields the forms of a
    noun or verb of the first. `spaced` is false where words are written without spaces; `elided` are words that lose
    their vowel before another one ("l'").
    """

    words: Mapping[str, Weight]
    folder: Path
    forms: Callable[[str, str], Iterator[str]] = no_forms
    spaced: bool = True
    elided: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Language:
    """One language: `code` names its folders, `name` is its own word for itself, `locale` is Babel's.

    `names` are the words by which its speakers call languages, by code.
    """

    code: str
    name: str
    locale: str
    voice: Voice
    models: tuple[Source, ...]
    words: CodeWords
    builtins: Builtins
    figures: Callable[[str], Iterator[str]]
    saying: Saying
    redaction: Redaction
    names: Mapping[str, tuple[str, ...]]


Languages = Mapping[str, Language]
"""Languages by their codes."""


def named_in(text: str, language: Language) -> str:
    """Return the code of the language that a text names in the words of another; nothing for none, or for several.

    Who names the present one beside it ("my English is poor, French please") means the other.
    """
    plain = text.lower() if language.redaction.spaced else text.replace(" ", "")
    words = plain.split() if language.redaction.spaced else plain
    found = {code for code, names in language.names.items() if any(name in words for name in names)}
    meant = found - {language.code} or found
    return meant.pop() if len(meant) == 1 else ""
