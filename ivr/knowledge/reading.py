"""Read articles from a CSV file, from JSON lines, or from a folder of Markdown and HTML; one at a time."""

import csv
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ivr.knowledge.article import NEEDED, OPTIONAL, Article, BadArticle, article_of
from ivr.knowledge.documents import SUFFIXES, document
from ivr.knowledge.errors import KnowledgeUnavailable

Row = Article | BadArticle
Placed = tuple[str, Row]
"""A row, and the line or the file where it is."""
CSV, JSON_LINES = (".csv",), (".jsonl", ".ndjson")
LONGEST_FIELD = 16_000_000


def read_articles(path: Path, language: str) -> Iterator[Row]:
    """Yield each article, or what is wrong with its row. `language` is that of documents which don't say theirs.

    Raises KnowledgeUnavailable: none of it can be read.
    """
    seen: set[int] = set()
    for place, row in _rows(path, language):
        if not isinstance(row, Article):
            yield row
            continue
        mark = hash((row.id, row.language))
        if mark in seen:
            yield BadArticle(place, (f"id: {row.id} comes twice in {row.language}; the first one is kept",))
        else:
            seen.add(mark)
            yield row


def _rows(path: Path, language: str) -> Iterator[Placed]:
    if path.is_dir():
        return _folder(path, language)
    if not path.exists():
        raise KnowledgeUnavailable(f"{path} is not there")
    if path.suffix.lower() in JSON_LINES:
        return _json_lines(path)
    if path.suffix.lower() in SUFFIXES:
        return iter([_document(path, path.parent, language)])
    return _csv(path)


def count_rows(path: Path) -> int | None:
    """Return about how many rows there are, for a progress bar; None where nobody knows."""
    if path.is_dir():
        return sum(1 for _ in _documents(path))
    if path.suffix.lower() in SUFFIXES:
        return 1
    try:
        with path.open("rb") as file:
            lines = sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    except OSError:
        return None
    return lines or None


def _csv(path: Path) -> Iterator[Placed]:
    csv.field_size_limit(min(sys.maxsize, LONGEST_FIELD))
    try:
        with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
            reader = csv.DictReader(file, strict=False)
            _check_header(path, reader.fieldnames or ())
            line = reader.line_num + 1
            for row in reader:
                yield f"line {line}", _of_csv(row, f"line {line}")
                line = reader.line_num + 1
    except (OSError, csv.Error) as error:
        raise KnowledgeUnavailable(f"{path} can't be read as CSV: {error}") from None


def _of_csv(row: Mapping[Any, Any], place: str) -> Row:
    if None in row:
        return BadArticle(place, ("more values than columns: put values with commas in quotes",))
    return article_of(row, place)


def _check_header(path: Path, names: Any) -> None:
    missing = [name for name in NEEDED if name not in names]
    if missing:
        needed, may = ", ".join(NEEDED), ", ".join(OPTIONAL)
        raise KnowledgeUnavailable(
            f"{path}: the first line must name the columns {needed} (and may name {may}); missing: {', '.join(missing)}"
        )


def _json_lines(path: Path) -> Iterator[Placed]:
    try:
        with path.open(encoding="utf-8-sig", errors="surrogateescape") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield f"line {number}", _of_json(line, f"line {number}")
    except OSError as error:
        raise KnowledgeUnavailable(f"{path} can't be read: {error}") from None


def _of_json(line: str, place: str) -> Row:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        return BadArticle(place, ('write an object a line, like {"id": "1", "language": "en", ...}',))
    return article_of(values, place)


def _folder(path: Path, language: str) -> Iterator[Placed]:
    for file in _documents(path):
        yield _document(file, path, language)


def _documents(path: Path) -> Iterator[Path]:
    return (file for file in sorted(path.rglob("*")) if file.suffix.lower() in SUFFIXES and file.is_file())


def _document(file: Path, folder: Path, language: str) -> Placed:
    shown = str(file.relative_to(folder))
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return shown, BadArticle(shown, ("it can't be read as UTF-8",))
    return shown, article_of(document(file.relative_to(folder), text, language), shown)
