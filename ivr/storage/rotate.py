"""Encrypt everything again with the newest key, so that the old one can be thrown away."""

from collections.abc import Callable, Iterator

from sqlalchemy import Column, Table, and_, select, tuple_, update
from sqlalchemy.orm import Session

from ivr.storage.base import Base
from ivr.storage.columns import EncryptedBytes, EncryptedJson, EncryptedText
from ivr.storage.database import Database

BATCH = 100
ENCRYPTED = (EncryptedBytes, EncryptedJson, EncryptedText)


def rotate(database: Database, progress: Callable[[int], object] = lambda rows: None) -> None:
    """Read and write every encrypted value; in small batches, so that calls go on meanwhile."""
    for table in Base.metadata.sorted_tables:
        columns = [column for column in table.columns if isinstance(column.type, ENCRYPTED)]
        if columns:
            for rows in _batches(database, table, columns):
                progress(rows)


def _batches(database: Database, table: Table, columns: list[Column[object]]) -> Iterator[int]:
    keys = list(table.primary_key.columns)
    after: tuple[object, ...] | None = None
    while True:
        with database.writing() as session:
            query = select(*keys, *columns).order_by(*keys).limit(BATCH).with_for_update()
            rows = session.execute(query if after is None else query.where(tuple_(*keys) > after)).all()
            for row in rows:
                _encrypt_again(session, table, dict(zip((*keys, *columns), row, strict=True)))
        if not rows:
            return
        after = tuple(rows[-1][: len(keys)])
        yield len(rows)


def _encrypt_again(session: Session, table: Table, row: dict[Column[object], object]) -> None:
    is_row = and_(*(column == row[column] for column in table.primary_key.columns))
    values = {column.name: value for column, value in row.items() if not column.primary_key}
    session.execute(update(table).where(is_row).values(values))
