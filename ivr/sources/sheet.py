"""Read a table from a file as people save it: separator, encoding and blank rows as their program writes them."""

import codecs
import csv
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TextIO

SEPARATORS = (",", ";", "\t", "|")
BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
OTHER_FILES = {b"PK\x03\x04": "an Excel workbook", b"\xd0\xcf\x11\xe0": "an Excel workbook", b"\x1f\x8b": "compressed"}
REMEDY = 'save it as "CSV UTF-8"'
CHUNK = 1 << 16

WESTERN = re.compile(r"[^\W\d_]+|[^\x00-\x7f]")
"""Words, and other characters beyond ASCII."""

WESTERN_SIGNS = frozenset("€£¥§°«»–—‘’“”„…·×½¼¾²³ºª®™©¿¡´ \xa0•")


class UnusableFile(Exception):
    """Say why no row of the file can be read, and what to do."""


@dataclass(frozen=True)
class Line:
    """A row: the line it begins on, how many lines it takes, its cells by column, and whether it has too many cells."""

    number: int
    lines: int
    cells: Mapping[str, str]
    too_many: bool = False


class Sheet:
    """A table in a file. `columns` are the names of its first row in small letters, `lines` how many there are."""

    def __init__(self, path: Path, known: Collection[str]) -> None:
        """Find out how the file is written; raise UnusableFile."""
        self._path = path
        with _told():
            self.encoding, self.lines = _encoding(path)
            with self._open() as file:
                self._start, self._separator, self.columns = _header(file, known)
        doubled = sorted({name for name in self.columns if name and self.columns.count(name) > 1})
        if doubled:
            raise UnusableFile(f"the first line names {', '.join(doubled)} twice: take one of them out")

    def rows(self) -> Iterator[Line]:
        """Yield the rows that are not blank; raise UnusableFile."""
        with _told(), self._open() as file:
            for _ in range(self._start):
                file.readline()
            reader, begins = csv.reader(file, delimiter=self._separator), self._start + 1
            try:
                for number, cells in enumerate(reader):
                    line, begins = begins, self._start + reader.line_num + 1
                    if number and any(cell.strip() for cell in cells):
                        yield self._line(line, begins - line, cells)
            except csv.Error:
                raise UnusableFile(
                    f"in line {begins} begins a cell without end: is a quotation mark not closed?"
                ) from None

    def _line(self, number: int, lines: int, cells: list[str]) -> Line:
        width = len(self.columns)
        named = dict(zip(self.columns, chain(map(_clean, cells), iter(lambda: "", None)), strict=False))
        return Line(number, lines, named, too_many=any(cell.strip() for cell in cells[width:]))

    def _open(self) -> TextIO:
        return self._path.open(encoding=self.encoding, newline="")


@contextmanager
def _told() -> Iterator[None]:
    """Turn what goes wrong with a file into a sentence."""
    try:
        yield
    except OSError as error:
        raise UnusableFile(f"it can't be read: {error.strerror}") from None
    except (UnicodeError, csv.Error) as error:
        raise UnusableFile(f"it can't be read as a table of text ({error}): {REMEDY}") from None


def _encoding(path: Path) -> tuple[str, int]:
    """Return the encoding of a file, and its lines."""
    with path.open("rb") as file:
        head = file.read(CHUNK)
    for mark, what in OTHER_FILES.items():
        if head.startswith(mark):
            raise UnusableFile(f"it is {what}: open it and {REMEDY}")
    named = next((name for mark, name in BOMS.items() if head.startswith(mark)), None)
    candidates = (named,) if named else (_wide(head) or "utf-8", "cp1252")
    for encoding in candidates:
        lines = _lines(path, encoding)
        if lines is not None:
            return encoding, lines
    raise UnusableFile(f"its letters can't be read: {REMEDY}")


def _wide(head: bytes) -> str | None:
    """Return the encoding of two bytes a letter that has no mark: every other byte of plain text is zero then."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 4
    return "utf-16-le" if odd > half and not even else "utf-16-be" if even > half and not odd else None


def _lines(path: Path, encoding: str) -> int | None:
    """Return how many lines a file has, None where it is written otherwise."""
    try:
        with path.open(encoding=encoding) as file:
            count = 0
            for line in file:
                count += 1
                if encoding == "cp1252" and not _is_western(line):
                    return None
    except UnicodeError:
        return None
    return count


def _is_western(line: str) -> bool:
    """Tell whether a line makes sense as Windows-1252, which can be read out of nearly all other bytes as well."""
    if line.isascii():
        return True
    for word in WESTERN.findall(line):
        if not word.isalpha():
            if word not in WESTERN_SIGNS:
                return False
        elif re.search(r"[^\x00-\x7f]{3}", word) or _is_mixed(word):
            return False
    return True


def _is_mixed(word: str) -> bool:
    """Tell whether a capital with an accent stands where only a small letter can: so text of a Mac looks."""
    capitals = any(character.isupper() and not character.isascii() for character in word[1:])
    return capitals and any(map(str.islower, word))


def _header(file: TextIO, known: Collection[str]) -> tuple[int, str, tuple[str, ...]]:
    """Return how many lines stand before the header, the separator, and the names."""
    before = 0
    separators: tuple[str, ...] = SEPARATORS
    line = file.readline()
    while line:
        told = re.fullmatch(r'"?sep=(.)"?', line.strip("\r\n"), re.IGNORECASE)
        if told:
            separators = (str(told[1]),)
        elif line.strip(" \r\n" + "".join(separators)):
            break
        before, line = before + 1, file.readline()
    readings = [(separator, _names(line, separator)) for separator in separators]
    separator, names = max(readings, key=lambda reading: len(set(known) & set(reading[1])))
    return before, separator, names


def _names(line: str, separator: str) -> tuple[str, ...]:
    cells = next(csv.reader([line], delimiter=separator), [])
    return tuple("_".join(_clean(cell).casefold().replace("-", " ").replace("_", " ").split()) for cell in cells)


def _clean(cell: str) -> str:
    """Return a cell without blanks around it, invisible marks, and the formula that keeps Excel from counting."""
    text = "".join(character for character in cell if unicodedata.category(character) != "Cf").strip()
    kept = re.fullmatch(r'="(.*)"', text)
    return kept[1].strip() if kept else text
