"""Say what kind of value a slot holds, so that a check can prove that prompts get what they can say.

    KINDS = {"number": DIGITS, "centre": Record({"name": TEXT, "opens": MOMENT, "closed": Maybe(DAY)})}

Each kind has samples. The check runs the pure functions of a script on them, and looks at what they answer: a name that
is misspelt, a value that may be missing, or one of another kind than its placeholder is found without a call.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from ivr.dialog.values import Json


class Kind(Protocol):
    """What a slot may hold."""

    @property
    def samples(self) -> tuple[Json, ...]:
        """Return some of its values, the plainest first."""
        ...

    def accepts(self, value: Json) -> bool:
        """Tell whether a value is of this kind."""
        ...


@dataclass(frozen=True)
class Plain:
    """A value that a prompt can say as one of `said_as`; its one sample is no other kind's."""

    name: str
    sample: Json
    said_as: frozenset[str]
    test: Callable[[Json], bool]

    @property
    def samples(self) -> tuple[Json, ...]:
        """Return the sample."""
        return (self.sample,)

    def accepts(self, value: Json) -> bool:
        """Tell whether a value is of this kind."""
        return self.test(value)


@dataclass(frozen=True)
class OneOf:
    """One of these values."""

    values: tuple[Json, ...]

    @property
    def samples(self) -> tuple[Json, ...]:
        """Return them all."""
        return self.values

    def accepts(self, value: Json) -> bool:
        """Tell whether it is one of them."""
        return value in self.values


@dataclass(frozen=True)
class Like:
    """A value of this kind; these are worth trying (an empty text, say, or words that have a sentence of their own)."""

    kind: Kind
    samples: tuple[Json, ...]

    def accepts(self, value: Json) -> bool:
        """Tell whether a value is of the kind."""
        return self.kind.accepts(value)


@dataclass(frozen=True)
class Maybe:
    """A value of this kind, or None."""

    kind: Kind

    @property
    def samples(self) -> tuple[Json, ...]:
        """Return the kind's samples, and None."""
        return (*self.kind.samples, None)

    def accepts(self, value: Json) -> bool:
        """Tell whether a value is None or of the kind."""
        return value is None or self.kind.accepts(value)


@dataclass(frozen=True)
class Record:
    """A dict with these fields; it may have others."""

    fields: Mapping[str, Kind]

    @property
    def samples(self) -> tuple[Json, ...]:
        """Return a plain one, and for each field one with each of its other samples."""
        plain = {name: kind.samples[0] for name, kind in self.fields.items()}
        others = ({**plain, name: sample} for name, kind in self.fields.items() for sample in kind.samples[1:])
        return (plain, *others)

    def accepts(self, value: Json) -> bool:
        """Tell whether a value has all fields."""
        if not isinstance(value, dict):
            return False
        return all(name in value and kind.accepts(value[name]) for name, kind in self.fields.items())


@dataclass(frozen=True)
class ListOf:
    """Any number of values of this kind."""

    kind: Kind

    @property
    def samples(self) -> tuple[Json, ...]:
        """Return a list of each sample, one of two, and an empty one."""
        plain, *others = self.kind.samples
        return ([plain], *([other] for other in others), [plain, plain], [])

    def accepts(self, value: Json) -> bool:
        """Tell whether all are of this kind."""
        return isinstance(value, list) and all(map(self.kind.accepts, value))


def _is_text(value: Json) -> bool:
    return isinstance(value, str)


def _is_number(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_money(value: Json) -> bool:
    return isinstance(value, dict) and {"amount", "currency"} <= value.keys()


def _is_names(value: Json) -> bool:
    return isinstance(value, dict) and bool(value) and all(isinstance(name, str) for name in value.values())


TEXT = Plain("text", "some words", frozenset({"text"}), _is_text)
DIGITS = Plain("digits", "47291635", frozenset({"digits", "text"}), _is_text)
PHONE = Plain("phone", "+12025550187", frozenset({"telephone", "digits"}), _is_text)
DAY = Plain("day", "2031-02-03", frozenset({"date", "day", "full_date"}), _is_text)
MOMENT = Plain("moment", "2031-02-03T09:30:00+00:00", frozenset({"date", "day", "full_date", "time"}), _is_text)
AMOUNT = Plain("amount", "84.50", frozenset(), _is_text)
CURRENCY = Plain("currency", "EUR", frozenset(), _is_text)
MONEY = Plain("money", {"amount": "84.50", "currency": "EUR"}, frozenset({"money"}), _is_money)
COUNT = Plain("count", 7, frozenset({"count", "ordinal"}), _is_number)
COUNTRY = Plain("country", "FR", frozenset({"country"}), _is_text)
LANGUAGE = Plain("language", "fr", frozenset(), _is_text)
NAMES = Plain("names", {"en": "Riverside"}, frozenset({"name", "address"}), _is_names)
"""A name or an address by language."""
FIRST = Like(COUNT, (0,))
"""A place in a list; the first one is always there."""
FLAG = OneOf((True, False))

PLAIN = (TEXT, DIGITS, PHONE, DAY, MOMENT, AMOUNT, CURRENCY, MONEY, COUNT, COUNTRY, LANGUAGE, NAMES)

OUTCOME = OneOf(
    (
        {"status": "done", "result": {"number": DIGITS.sample}},
        {"status": "refused", "reason": "other"},
        {"status": "declined"},
        {"status": "promised"},
    )
)
"""What comes of an act."""


def kind_of(value: Any) -> Plain | None:
    """Return the plain kind that a sample is of, or None for a value that is nobody's sample.

    A text of which a function has made one by language is names.
    """
    sampled = next((kind for kind in PLAIN if kind.sample == value and type(kind.sample) is type(value)), None)
    return NAMES if sampled is None and _is_names(value) and TEXT.sample in value.values() else sampled
