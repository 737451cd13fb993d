"""An article, made from the texts of a file's row; and a row that makes none, with all that is wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel import Locale

from ivr.knowledge.spoken import cut_answer

NEEDED = ("id", "language", "title", "text")
OPTIONAL = ("answer", "valid_from", "valid_until")
LONGEST = {"id": 128, "title": 255, "text": 1_000_000, "answer": 600}
"""Characters of a value."""
_LANGUAGES = frozenset(code for code in map(str, Locale("en").languages) if len(code) == 2)


@dataclass(frozen=True)
class Article:
    """One article in one language. `answer` is what a caller hears; `answer_cut` says that no person wrote it."""

    id: str
    language: str
    title: str
    text: str
    answer: str
    answer_cut: bool
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True)
class BadArticle:
    """A row that was left out: the line or file where it is, and everything that is wrong with it."""

    place: str
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.place}: {'; '.join(self.reasons)}"


def article_of(values: Mapping[str, Any], place: str) -> Article | BadArticle:
    """Return the article of these texts, or what is wrong with each of them."""
    read: dict[str, Any] = {}
    reasons: list[str] = []
    for name in (*NEEDED, *OPTIONAL):
        try:
            read[name] = _READERS[name](name, values.get(name))
        except ValueError as error:
            reasons.append(f"{name}: {error}")
    first, last = read.get("valid_from"), read.get("valid_until")
    if first and last and last < first:
        reasons.append("valid_until: give a day that is not before valid_from")
    if reasons:
        return BadArticle(place, tuple(reasons))
    by_hand = read.pop("answer")
    return Article(**read, answer=by_hand or cut_answer(read["text"]), answer_cut=not by_hand)


def _needed(name: str, value: Any) -> str:
    text = _optional(name, value)
    if not text:
        raise ValueError(f"give 1 to {LONGEST[name]} characters")
    return text


def _optional(name: str, value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool) and name == "id":
        value = str(value)
    if not isinstance(value, str | None):
        raise ValueError("give a text")
    text = (value or "").replace("\0", "").strip()
    if len(text) > LONGEST[name]:
        raise ValueError(f"give at most {LONGEST[name]} characters")
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValueError("write it in UTF-8")
    return text


def _language(_name: str, value: Any) -> str:
    code = (value.strip() if isinstance(value, str) else "").replace("_", "-").partition("-")[0].lower()
    if code not in _LANGUAGES:
        raise ValueError("give the two letters of ISO 639, like en, fr or zh")
    return code


def _day(_name: str, value: Any) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value.strip())
    except (AttributeError, ValueError):
        raise ValueError("give a date like 2026-11-20, or nothing") from None


_READERS: Mapping[str, Callable[[str, Any], Any]] = {
    "id": _needed,
    "language": _language,
    "title": _needed,
    "text": _needed,
    "answer": _optional,
    "valid_from": _day,
    "valid_until": _day,
}
