"""Put records into our tables: new ones in, known ones up to date."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import tzinfo
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from ivr.sources.rows import BadRow, Note, Row, Rows
from ivr.sources.sheet import UnusableFile
from ivr.storage import Database, DatabaseBusy, Keyring, UnreadableValue

BATCH = 50
PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds to wait before a batch is tried again that other writers kept out."""


@dataclass(frozen=True)
class Stored:
    """What became of a record: whether it is new, and what is worth knowing of it."""

    new: bool
    note: str = ""


Store = Callable[[Session, Keyring, dict[str, Any]], Stored]
"""Stores one record."""


@dataclass(frozen=True)
class Importer:
    """An import from a CSV file: `read` gets the file, the region of national phone numbers, and the hotline's zone."""

    name: str
    read: Callable[[Path, str, tzinfo], Rows]
    store: Store


@dataclass
class Imported:
    """What an import did, or had done until it broke off: `broken` says why, and what to do."""

    new: int = 0
    known: int = 0
    bad: tuple[BadRow, ...] = ()
    notes: tuple[Note, ...] = ()
    broken: str = field(default="")


def import_rows(
    database: Database,
    store: Store,
    rows: Iterable[Row | BadRow | Note],
    progress: Callable[[int], object] = lambda lines: None,
    pauses: Iterable[float] = PAUSES,
) -> Imported:
    """Store the good rows and return what became of all of them; `progress` is told how many lines are done.

    Writes in small batches, so that callers' turns get in between. What was stored stays if a later row fails: the
    same import goes on where it broke off, because known records are only brought up to date.
    """
    done, rows = Imported(), iter(rows)
    try:
        while batch := list(islice(rows, BATCH)):
            _write(database, store, batch, done, tuple(pauses))
            progress(sum(row.lines for row in batch if not isinstance(row, Note)))
    except UnusableFile as error:
        if not (done.new or done.known or done.bad):
            raise
        done.broken = str(error)
    except DatabaseBusy:
        done.broken = "the database was busy for too long; try again later"
    except UnreadableValue as error:
        done.broken = f"what is stored can't be read: {error}"
    except DBAPIError as error:
        done.broken = f"the database failed: {str(error.orig).strip().splitlines()[0]}"
    except KeyboardInterrupt:
        done.broken = "you stopped it"
    return done


def _write(
    database: Database, store: Store, batch: list[Row | BadRow | Note], done: Imported, pauses: tuple[float, ...]
) -> None:
    good = [row for row in batch if isinstance(row, Row)]
    stored = _stored(database, store, good, pauses) if good else []
    new = sum(each.new for each in stored)
    done.new, done.known = done.new + new, done.known + len(good) - new
    done.bad += tuple(row for row in batch if isinstance(row, BadRow))
    done.notes += tuple(row for row in batch if isinstance(row, Note))
    done.notes += tuple(Note(row.line, each.note) for row, each in zip(good, stored, strict=True) if each.note)


def _stored(database: Database, store: Store, good: list[Row], pauses: tuple[float, ...]) -> list[Stored]:
    """Store rows together; while others write the same, or all the time, wait and try again."""
    for pause in (*pauses, None):
        try:
            with database.writing() as session:
                return [store(session, database.keyring, row.values) for row in good]
        except (DatabaseBusy, IntegrityError):
            if pause is None:
                raise
            time.sleep(pause)
    raise AssertionError("the last try returns or raises")
