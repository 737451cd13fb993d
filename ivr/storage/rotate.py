"""Encrypt everything again with the newest key, bound to its row, so that the old key can be thrown away.

A value that no key of ours reads is left as it is, and counted: it must not keep the others on the old key.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Column, LargeBinary, Row, Table, and_, func, literal, select, tuple_, type_coerce, update
from sqlalchemy.orm import Session

from ivr.storage.base import Base
from ivr.storage.binding import place_of, row_of
from ivr.storage.columns import Encrypted
from ivr.storage.database import Database
from ivr.storage.keyring import KEY_ID, Keyring, UnreadableValue

BATCH = 100


@dataclass
class OldValues:
    """How many values are not encrypted with the newest key, or not bound to their row; `where` has them by column."""

    where: dict[str, int]

    def __bool__(self) -> bool:
        return any(self.where.values())


def rotate(database: Database, progress: Callable[[int], object] = lambda rows: None) -> int:
    """Encrypt every value anew, in small batches so that calls go on meanwhile; return how many can't be read."""
    unreadable = 0
    for table, columns in _encrypted_columns():
        for rows, damaged in _batches(database, table, columns):
            progress(rows)
            unreadable += damaged
    return unreadable


def old_values(database: Database) -> OldValues:
    """Return what still needs an older key: nothing when the old keys can be thrown away."""
    newest = database.keyring.newest
    found: dict[str, int] = {}
    with database.reading_rows() as rows:
        for table, columns in _encrypted_columns():
            for column in columns:
                stored = type_coerce(column, LargeBinary)
                is_old = (stored.is_not(None), func.substr(stored, 1, KEY_ID) != literal(newest, LargeBinary))
                if count := rows.scalar(select(func.count()).select_from(table).where(*is_old)):
                    found[str(column)] = count
    return OldValues(found)


def _encrypted_columns() -> Iterator[tuple[Table, list[Column[object]]]]:
    for table in Base.metadata.sorted_tables:
        columns = [column for column in table.columns if isinstance(column.type, Encrypted)]
        if columns:
            yield table, columns


def _batches(database: Database, table: Table, columns: list[Column[object]]) -> Iterator[tuple[int, int]]:
    keys = list(table.primary_key.columns)
    names = [table.c[name] for name in row_of(table)]
    stored = [type_coerce(column, LargeBinary).label(f"stored {column.name}") for column in columns]
    after: tuple[object, ...] | None = None
    while True:
        damaged = 0
        with database.writing() as session:
            query = select(*keys, *stored, *(name.label(f"row {name.name}") for name in names))
            query = query.order_by(*keys).limit(BATCH).with_for_update()
            rows = session.execute(query if after is None else query.where(tuple_(*keys) > after)).all()
            for row in rows:
                row_key = row[len(keys) + len(columns) :]
                values = {
                    column: (value, place_of(column, row_key))
                    for column, value in zip(columns, row[len(keys) :], strict=False)
                    if value is not None
                }
                damaged += _encrypt_again(session, database.keyring, keys, row, values)
        if not rows:
            return
        after = tuple(rows[-1][: len(keys)])
        yield len(rows), damaged


def _encrypt_again(
    session: Session,
    keyring: Keyring,
    keys: list[Column[object]],
    row: Row[*tuple[object, ...]],
    values: Mapping[Column[object], tuple[bytes, bytes]],
) -> int:
    """Write a row's values anew, each for its place; return how many of them can't be read."""
    again, damaged = {}, 0
    for column, (stored, place) in values.items():
        try:
            again[column.name] = literal(keyring.encrypt(keyring.decrypt(stored, place), place), LargeBinary)
        except UnreadableValue:
            damaged += 1
    if again:
        which = and_(*(key == value for key, value in zip(keys, row, strict=False)))
        session.execute(update(keys[0].table).where(which).values(again))
    return damaged
