"""Read symptoms and remedies from CSV files; names, sentences and texts may stand in several languages."""

import re
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any

from ivr.sources.names import by_language, columns_beside
from ivr.sources.rows import BadRow, Row, Rows, read_rows
from ivr.sources.values import text, words

LONGEST, MOST_SENTENCES = 2_000, 20
STEPS, PLACES = range(1, 21), range(1, 1000)


def read_symptoms(path: Path, region: str, zone: tzinfo = UTC) -> Rows:
    """Yield each row as a symptom's columns, or as a BadRow; raise UnusableFile."""
    others = (*columns_beside("name"), *columns_beside("sentences"))
    readers = {
        "code": _code,
        "name": words,
        "sentences": _sentences,
        **dict.fromkeys(columns_beside("name"), text),
        **dict.fromkeys(columns_beside("sentences"), _sentences),
        "danger": _flag,
        "place": _number(PLACES, PLACES.stop - 1),
    }
    optional = (*others, "danger", "place")
    return (_gathered(row, ("name", "sentences")) for row in read_rows(path, readers, optional))


def read_remedies(path: Path, region: str, zone: tzinfo = UTC) -> Rows:
    """Yield each row as a remedy's columns, or as a BadRow; raise UnusableFile."""
    others = columns_beside("text")
    readers = {
        "symptom": _code,
        "step": _number(STEPS, None),
        "text": words,
        **dict.fromkeys(others, text),
        "model": text,
        "versions": _versions,
    }
    return (_gathered(row, ("text",)) for row in read_rows(path, readers, (*others, "model", "versions")))


def _gathered(row: Any, named: tuple[str, ...]) -> Any:
    """Gather the texts of each column by language."""
    if not isinstance(row, Row):
        return row
    beside = {column for name in named for column in columns_beside(name)}
    others = {name: value for name, value in row.values.items() if name not in beside}
    values = others | {name: by_language(row.values, name) for name in named}
    if "sentences" in named and not values["sentences"]:
        return BadRow(row.line, "sentences: give at least one, as callers say it", row.lines)
    return Row(values, row.line, row.lines)


def _code(value: str) -> str:
    if not re.fullmatch(r"[\w-]{1,64}", value):
        raise ValueError("give 1 to 64 letters, digits or hyphens")
    return value


def _sentences(value: str) -> list[str]:
    found = [" ".join(part.split()) for part in re.split(r"[;；]", value) if part.strip()]
    if len(value) > LONGEST or len(found) > MOST_SENTENCES:
        raise ValueError(f"give at most {MOST_SENTENCES} sentences, {LONGEST} characters in all, with ; between")
    return found


def _flag(value: str) -> bool:
    if value.casefold() not in ("", "yes", "no"):
        raise ValueError("write yes or no")
    return value.casefold() == "yes"


def _number(allowed: range, usual: int | None) -> Any:
    def read(value: str) -> int:
        if not value and usual is not None:
            return usual
        if not value.isdecimal() or int(value) not in allowed:
            raise ValueError(f"give a whole number from {allowed.start} to {allowed.stop - 1}")
        return int(value)

    return read


def _versions(value: str) -> str:
    if not re.fullmatch(r"(\d{1,2}( +\d{1,2})*)?", value):
        raise ValueError("give the numbers of software versions with blanks between, like 13 14, or nothing for all")
    return " ".join(value.split())
