"""Read records from a CSV file, row by row, and say of a bad row what to do about it."""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

Readers = Mapping[str, Callable[[str], Any]]
"""For each column what makes a value of its text; raises ValueError with the advice."""


class UnusableFile(Exception):
    """Say why no row of the file can be read, and what to do."""


@dataclass(frozen=True)
class BadRow:
    """A row that was left out, and what to do about it. Its values are not repeated: they are personal."""

    line: int
    advice: str


def read_rows(path: Path, readers: Readers, optional: tuple[str, ...] = ()) -> Iterator[dict[str, Any] | BadRow]:
    """Yield each row as the record's columns, or as a BadRow; raise UnusableFile."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            _check_header(reader.fieldnames or (), readers, optional)
            for row in reader:
                yield _read_row(row, reader.line_num, readers)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnusableFile(f"{path} can't be read as UTF-8 CSV: {error}") from None


def _check_header(names: Any, readers: Readers, optional: tuple[str, ...]) -> None:
    needed = [name for name in readers if name not in optional]
    missing = [name for name in needed if name not in names]
    if missing:
        may = f" (and may name {', '.join(optional)})" if optional else ""
        raise UnusableFile(
            f"the first line must name the columns {', '.join(needed)}{may}; missing: {', '.join(missing)}"
        )


def _read_row(row: dict[str, Any], line: int, readers: Readers) -> dict[str, Any] | BadRow:
    values: dict[str, Any] = {}
    for name, read in readers.items():
        try:
            values[name] = read((row.get(name) or "").strip())
        except ValueError as error:
            return BadRow(line, f"{name}: {error}")
    return values


def words(text: str) -> str:
    """Read a line of text that may not be empty."""
    if not text or len(text) > 255:
        raise ValueError("give 1 to 255 characters")
    return text


def moment(text: str) -> datetime:
    """Read a time; one without a zone is in UTC."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("give a date or time like 2026-11-20 or 2026-11-20T14:30+01:00") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def day(text: str) -> date | None:
    """Read a day, or nothing."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError("give a date like 2026-11-20, or nothing") from None


def amount(text: str) -> str | None:
    """Read an amount of money as text, which no database rounds, or nothing."""
    try:
        cost = Decimal(text) if text else None
    except InvalidOperation:
        raise ValueError("give an amount like 89.90, or nothing") from None
    if cost is not None and not (cost.is_finite() and 0 <= cost < 1_000_000):
        raise ValueError("give an amount from 0 to 999999")
    return None if cost is None else str(cost)


def currency(text: str) -> str:
    """Read a currency; nothing means US dollars."""
    if text and not (len(text) == 3 and text.isascii() and text.isupper()):
        raise ValueError("give the three capitals of ISO 4217, like USD")
    return text or "USD"
