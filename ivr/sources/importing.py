"""Put records into our tables: new ones in, known ones up to date."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from ivr.sources.rows import BadRow
from ivr.storage import Database, Keyring

BATCH = 50

Store = Callable[[Session, Keyring, dict[str, Any]], bool]
"""Stores one record; tells whether it is new."""


@dataclass(frozen=True)
class Importer:
    """An import from a CSV file: `read` gets the file and the region of national phone numbers."""

    name: str
    read: Callable[[Path, str], Iterator[dict[str, Any] | BadRow]]
    store: Store


@dataclass(frozen=True)
class Imported:
    """What an import did."""

    new: int
    known: int
    bad: tuple[BadRow, ...]


def import_rows(
    database: Database,
    store: Store,
    rows: Iterable[dict[str, Any] | BadRow],
    progress: Callable[[int], object] = lambda done: None,
) -> Imported:
    """Store the good rows and return what became of all of them.

    Writes in small batches, so that callers' turns get in between; what was stored stays if a later row fails.
    """
    new = known = 0
    bad: list[BadRow] = []
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        good = [row for row in batch if not isinstance(row, BadRow)]
        bad += [row for row in batch if isinstance(row, BadRow)]
        with database.writing() as session:
            added = sum(store(session, database.keyring, row) for row in good)
        new, known = new + added, known + len(good) - added
        progress(len(batch))
    return Imported(new, known, tuple(bad))
