"""Hold a grammar document as SRGS defines it, the same for the ABNF and the XML form."""

from dataclasses import dataclass, field
from typing import Literal

from ivr.speech.grammar.errors import Place

Mode = Literal["voice", "dtmf"]
Special = Literal["NULL", "VOID", "GARBAGE"]
Form = Literal["abnf", "xml"]


@dataclass(frozen=True)
class Token:
    """One token; quoted tokens keep their inner spaces, normalised to one."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Tag:
    """The text of a semantic tag, as written."""

    text: str
    place: Place = field(compare=False)


@dataclass(frozen=True)
class RuleRef:
    """A reference: local (`name` alone), to another grammar (`uri`, maybe `#name`), or special."""

    place: Place = field(compare=False)
    name: str = ""
    uri: str = ""
    special: Special | None = None
    media_type: str = ""


@dataclass(frozen=True)
class Sequence:
    """Parts one after the other; no parts means NULL."""

    parts: tuple["Expansion", ...]
    language: str = ""


@dataclass(frozen=True)
class Alternatives:
    """One of several choices, each with its weight (1 is neutral)."""

    choices: tuple["Expansion", ...]
    weights: tuple[float | None, ...]
    language: str = ""


@dataclass(frozen=True)
class Repeat:
    """A part said `low` to `high` times (None: for ever), each further time with `probability`."""

    part: "Expansion"
    low: int
    high: int | None
    probability: float | None = None


Expansion = Token | Tag | RuleRef | Sequence | Alternatives | Repeat


@dataclass(frozen=True)
class Rule:
    """A named rule; only public ones can be used from other grammars."""

    name: str
    expansion: Expansion
    public: bool = False
    examples: tuple[str, ...] = ()
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True)
class Document:
    """One grammar file, read and checked by itself; references to other files are not yet followed."""

    file: str
    rules: dict[str, Rule]
    form: Form = "abnf"
    language: str = ""
    mode: Mode = "voice"
    root: str = ""
    tag_format: str = ""
    base: str = ""
    lexicons: tuple[tuple[str, str], ...] = ()
    metas: tuple[tuple[str, str], ...] = ()
    http_equivs: tuple[tuple[str, str], ...] = ()
    tags: tuple[Tag, ...] = ()

    @property
    def base_uri(self) -> str:
        """Return what relative references are relative to: the base declaration, else a meta named base."""
        return self.base or dict(self.metas).get("base", "")
