"""Read records from a file, row by row, and say all that is wrong with a bad row and what to do about it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ivr.sources.sheet import Line, Sheet, UnusableFile

Readers = Mapping[str, Callable[[str], Any]]
"""For each column what makes a value of its text; raises ValueError with the advice."""


@dataclass(frozen=True)
class Row:
    """A record's columns, and where they stand in the file."""

    values: dict[str, Any]
    line: int = 0
    lines: int = 0


@dataclass(frozen=True)
class BadRow:
    """A row that was left out, and what to do about it. Its values are not repeated: they are personal."""

    line: int
    advice: str
    lines: int = 0


@dataclass(frozen=True)
class Note:
    """What is worth knowing about a row that was taken, or about the file."""

    line: int
    advice: str


Rows = Iterator[Row | BadRow | Note]


def read_rows(path: Path, readers: Readers, optional: Collection[str] = ()) -> Rows:
    """Yield each row as the record's columns, or as a BadRow; raise UnusableFile."""
    sheet = Sheet(path, readers)
    _check_header(sheet.columns, readers, optional)
    yield from _notes(sheet, readers)
    for line in sheet.rows():
        yield _read_row(line, readers)


def lines_of(path: Path) -> int:
    """Return how many lines a file has; raise UnusableFile."""
    return Sheet(path, ()).lines


def _check_header(names: Collection[str], readers: Readers, optional: Collection[str]) -> None:
    needed = [name for name in readers if name not in optional]
    missing = [name for name in needed if name not in names]
    if missing:
        may = f" (and may name {', '.join(optional)})" if optional else ""
        raise UnusableFile(
            f"the first line must name the columns {', '.join(needed)}{may}, with , ; | or tabs between; "
            f"missing: {', '.join(missing)}"
        )


def _notes(sheet: Sheet, readers: Readers) -> Iterator[Note]:
    if sheet.encoding == "cp1252":
        yield Note(1, "read as Windows-1252; if letters with accents come out wrong, save the file as UTF-8")
    unknown = [name for name in sheet.columns if name and name not in readers]
    if unknown:
        yield Note(1, f"these columns are not used: {', '.join(unknown)}")


def _read_row(line: Line, readers: Readers) -> Row | BadRow:
    values: dict[str, Any] = {}
    wrong = ["more cells than the first line names: put those that hold separators in quotation marks"] * line.too_many
    for name, read in readers.items():
        try:
            values[name] = read(line.cells.get(name, ""))
        except ValueError as error:
            wrong.append(f"{name}: {error}")
    if wrong and line.lines > 1:
        wrong.append(f"the row takes {line.lines} lines: is a quotation mark not closed?")
    return BadRow(line.number, "; ".join(wrong), line.lines) if wrong else Row(values, line.number, line.lines)
