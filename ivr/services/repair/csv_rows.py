"""Read repairs from a CSV file, row by row, and say of a bad row what to do about it."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from ivr.identity.identifiers import IdentifierKind, normal
from ivr.services.repair.repairs import Stage

NEEDED = ("order", "phone", "imei", "model", "stage", "since", "centre")
OPTIONAL = ("doing", "promised", "cost", "currency")


class UnusableFile(Exception):
    """Say why no row of the file can be read, and what to do."""


@dataclass(frozen=True)
class BadRow:
    """A row that was left out, and what to do about it. Its values are not repeated: they are personal."""

    line: int
    advice: str


def read_rows(path: Path, region: str) -> Iterator[dict[str, Any] | BadRow]:
    """Yield each row as the repair's columns, or as a BadRow; raise UnusableFile."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            _check_header(reader.fieldnames or ())
            for row in reader:
                yield _read_row(row, reader.line_num, region)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnusableFile(f"{path} can't be read as UTF-8 CSV: {error}") from None


def _check_header(names: Any) -> None:
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise UnusableFile(
            f"the first line must name the columns {', '.join(NEEDED)} (and may name {', '.join(OPTIONAL)}); "
            f"missing: {', '.join(missing)}"
        )


def _read_row(row: dict[str, Any], line: int, region: str) -> dict[str, Any] | BadRow:
    text = {name: (row.get(name) or "").strip() for name in (*NEEDED, *OPTIONAL)}
    values: dict[str, Any] = {}
    for name, read in _readers(region).items():
        try:
            values[name] = read(text[name])
        except ValueError as error:
            return BadRow(line, f"{name}: {error}")
    return values


def _readers(region: str) -> dict[str, Callable[[str], Any]]:
    return {
        "order": _identifier("order", region, "give 4 to 20 letters and digits"),
        "phone": _identifier("phone", region, "give a phone number, best with + and country code"),
        "imei": _identifier("imei", region, "give 15 digits; the last one is a check digit and must fit"),
        "model": _words,
        "stage": _stage,
        "since": _moment,
        "doing": str,
        "promised": _day,
        "centre": _words,
        "cost": _cost,
        "currency": _currency,
    }


def _identifier(kind: IdentifierKind, region: str, advice: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        value = normal(text, kind, region)
        if value is None:
            raise ValueError(advice)
        return value

    return read


def _words(text: str) -> str:
    if not text or len(text) > 255:
        raise ValueError("give 1 to 255 characters")
    return text


def _stage(text: str) -> str:
    if text not in list(Stage):
        raise ValueError(f"use one of {', '.join(Stage)}")
    return text


def _moment(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("give a date or time like 2026-11-20 or 2026-11-20T14:30+01:00") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError("give a date like 2026-11-20, or nothing") from None


def _cost(text: str) -> str | None:
    try:
        cost = Decimal(text) if text else None
    except InvalidOperation:
        raise ValueError("give an amount like 89.90, or nothing") from None
    if cost is not None and not (cost.is_finite() and 0 <= cost < 1_000_000):
        raise ValueError("give an amount from 0 to 999999")
    return None if cost is None else str(cost)


def _currency(text: str) -> str:
    if text and not (len(text) == 3 and text.isascii() and text.isupper()):
        raise ValueError("give the three capitals of ISO 4217, like USD")
    return text or "USD"
