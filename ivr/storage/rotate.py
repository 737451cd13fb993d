"""Encrypt everything again with the newest key, so that the old one can be thrown away.

A value that no key of ours reads is left as it is, and counted: it must not keep the others on the old key.
"""

from collections.abc import Callable, Iterator, Mapping

from sqlalchemy import Column, LargeBinary, Table, Update, and_, literal, select, tuple_, type_coerce, update
from sqlalchemy.orm import Session

from ivr.storage.base import Base
from ivr.storage.columns import EncryptedBytes, EncryptedJson, EncryptedText
from ivr.storage.database import Database
from ivr.storage.keyring import Keyring, UnreadableValue

BATCH = 100
ENCRYPTED = (EncryptedBytes, EncryptedJson, EncryptedText)


def rotate(database: Database, progress: Callable[[int], object] = lambda rows: None) -> int:
    """Encrypt every value anew, in small batches so that calls go on meanwhile; return how many can't be read."""
    unreadable = 0
    for table in Base.metadata.sorted_tables:
        columns = [column for column in table.columns if isinstance(column.type, ENCRYPTED)]
        if columns:
            for rows, damaged in _batches(database, table, columns):
                progress(rows)
                unreadable += damaged
    return unreadable


def _batches(database: Database, table: Table, columns: list[Column[object]]) -> Iterator[tuple[int, int]]:
    keys = list(table.primary_key.columns)
    stored = [type_coerce(column, LargeBinary).label(column.name) for column in columns]
    after: tuple[object, ...] | None = None
    while True:
        damaged = 0
        with database.writing() as session:
            query = select(*keys, *stored).order_by(*keys).limit(BATCH).with_for_update()
            rows = session.execute(query if after is None else query.where(tuple_(*keys) > after)).all()
            for row in rows:
                which = and_(*(key == value for key, value in zip(keys, row, strict=False)))
                found = zip(columns, row[len(keys) :], strict=True)
                values = {column: value for column, value in found if value is not None}
                damaged += _encrypt_again(session, database.keyring, update(table).where(which), values)
        if not rows:
            return
        after = tuple(rows[-1][: len(keys)])
        yield len(rows), damaged


def _encrypt_again(session: Session, keyring: Keyring, row: Update, values: Mapping[Column[object], bytes]) -> int:
    """Write a row's values anew; return how many of them can't be read."""
    again, damaged = {}, 0
    for column, stored in values.items():
        try:
            again[column.name] = literal(keyring.encrypt(keyring.decrypt(stored)), LargeBinary)
        except UnreadableValue:
            damaged += 1
    if again:
        session.execute(row.values(again))
    return damaged
