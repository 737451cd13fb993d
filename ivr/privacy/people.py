"""Find all that belongs to a person, in whichever table it is.

A table's rows are somebody's by a column that holds the blind index of the number, by the call, by the order, or
because they hang on such a row. Lists of numbers that must not be called or written to are not a person's data in this
sense: they hold a wish, which stands.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Column, ColumnElement, Table, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from ivr.calls.tables import CallRow
from ivr.privacy.tables import DataRequestRow
from ivr.storage import Base, Rows, connection_of
from ivr.storage.binding import keyring_of

BY_NUMBER = ("from_index", "phone_index", "to_index")
BY_CALL, BY_ORDER, BY_PAGE = "call_sid", "order_index", "about_index"
PAGES = ("repair",)
"""Purposes of links to pages whose thing is an order."""
COPY_PAGE = "my_data"
"""The purpose of links to the copy that a person asked for."""
SOME = 500


@dataclass(frozen=True)
class Person:
    """What finds a person's rows: the index of the number (None for a withheld one), calls, orders, links to pages."""

    subject: bytes | None
    calls: Sequence[str] = ()
    orders: Sequence[bytes] = ()
    pages: Sequence[bytes] = ()


def person_of(rows: Rows, subject: bytes) -> Person:
    """Return what finds the rows of a number's owner."""
    connection = connection_of(rows)
    calls = list(connection.scalars(select(CallRow.sid).where(CallRow.from_index == subject)))
    calls += _calls_to(rows, subject)
    orders, pages = [], []
    index = keyring_of(connection.dialect).blind_index
    for table in tables():
        number = number_column(table)
        if number is not None and BY_ORDER in table.c and "order" in table.c:
            for known, order in connection.execute(select(table.c[BY_ORDER], table.c.order).where(number == subject)):
                orders.append(known)
                pages += [index(f"{purpose} {order}") for purpose in PAGES]
    asked = select(DataRequestRow.number).where(DataRequestRow.subject == subject)
    pages += [index(f"{COPY_PAGE} {number}") for number in connection.scalars(asked)]
    return Person(subject, calls, orders, pages)


def _calls_to(rows: Rows, subject: bytes) -> list[str]:
    """Return the calls that we made to a number; their `from` is ours."""
    connection = connection_of(rows)
    index = keyring_of(connection.dialect).blind_index
    ours = select(CallRow.sid, CallRow.to).where(CallRow.direction != "inbound")
    return [sid for sid, to in connection.execute(ours) if index(to) == subject]


def tables() -> Sequence[Table]:
    """Return all tables, each after those that its rows hang on."""
    return Base.metadata.sorted_tables


def number_column(table: Table) -> "Column[bytes] | None":
    """Return the column that holds the blind index of a person's number, or None."""
    return next((table.c[name] for name in BY_NUMBER if name in table.c), None)


def rows_of(person: Person) -> Mapping[Table, ColumnElement[bool]]:
    """Return for each table that may hold something of a person which rows those are."""
    found: dict[Table, ColumnElement[bool]] = {}
    for table in tables():
        if conditions := [*_own(table, person), *_hanging(table, found)]:
            found[table] = or_(*conditions)
    return found


def _own(table: Table, person: Person) -> Sequence[ColumnElement[bool]]:
    conditions = []
    if (number := number_column(table)) is not None and person.subject is not None:
        conditions.append(number == person.subject)
    known = {BY_CALL: person.calls, BY_ORDER: person.orders, BY_PAGE: person.pages}
    conditions += [_one_of(table.c[name], keys) for name, keys in known.items() if name in table.c and keys]
    if table is CallRow.__table__ and person.calls:
        conditions.append(_one_of(table.c.sid, person.calls))
    return conditions


def _one_of(column: "Column[object] | InstrumentedAttribute[object]", keys: Sequence[object]) -> ColumnElement[bool]:
    return or_(*(column.in_(keys[at : at + SOME]) for at in range(0, len(keys), SOME)))


def _hanging(table: Table, found: Mapping[Table, ColumnElement[bool]]) -> Sequence[ColumnElement[bool]]:
    """Return which rows the database deletes with those that they hang on."""
    return [
        key.parent.in_(select(key.column).where(found[key.column.table]))
        for key in table.foreign_keys
        if key.ondelete == "CASCADE" and key.column.table in found and key.column.table is not table
    ]
