"""What databases plan for the statements of services, among rows that make their statistics the worst.

Tables are filled with rows whose values all differ, and nothing where a column may be empty: as if most customers had
no number of that kind.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Float,
    Insert,
    Integer,
    LargeBinary,
    String,
    Table,
    TypeDecorator,
    event,
    text,
)
from sqlalchemy.sql.visitors import iterate

import ivr.services  # noqa: F401  (makes their tables)
from ivr.storage import Base, Database

ROWS = 3_000
FEW = "return_rules"
"""A table with as many rows as there are countries."""
COMPARED = "symptoms"
"""A table that is read whole: a caller's words are compared with all of it."""

_OF_SERVICES = {each.local_table for each in Base.registry.mappers if "ivr.services." in each.class_.__module__}
FILLED = [each for each in Base.metadata.sorted_tables if each in _OF_SERVICES and each.name != FEW]
TABLES = [each for each in FILLED if each.name != COMPARED]
VALUES = {
    "sqlite": {
        LargeBinary: "CAST(printf('%032d', n) AS BLOB)",
        JSON: "'{}'",
        String: "printf('%08d', n)",
        DateTime: "strftime('%Y-%m-%d %H:%M:%S.000000', '2026-11-30', n || ' hours')",
        Date: "date('2026-11-30', n || ' days')",
    },
    "postgresql": {
        LargeBinary: "CAST(lpad(CAST(n AS text), 32, '0') AS bytea)",
        JSON: "CAST('{}' AS json)",
        String: "lpad(CAST(n AS text), 8, '0')",
        DateTime: "timestamptz '2026-11-30' + n * interval '1 hour'",
        Date: "date '2026-11-30' + n",
    },
}
"""How the n-th value of a type is made, where databases differ; and where they don't:"""
COMMON = {Boolean: "false", Integer: "n + 1000000", Float: "n * 0.001"}
NUMBERS = f"WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {ROWS})"
EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN "}

Noted = dict[str, tuple[Any, Any]]
"""Statements, with what they are given, by their text."""


@contextmanager
def noting(database: Database, noted: Noted) -> Iterator[None]:
    """Note each statement that reads, changes or deletes rows of services."""

    def note(connection: Connection, statement: Any, many: Any, given: Any, _options: object) -> None:
        tables = {each for each in iterate(statement) if isinstance(each, Table)}
        if tables.intersection(TABLES) and not isinstance(statement, Insert):
            noted[str(statement.compile(dialect=connection.dialect))] = statement, many or given

    event.listen(database.engine, "before_execute", note)
    yield
    event.remove(database.engine, "before_execute", note)


def fill(database: Database) -> None:
    """Fill the tables; rows refer to each other as they must."""
    values = COMMON | VALUES[database.engine.dialect.name]
    with database.engine.begin() as connection:
        for table in FILLED:
            made = {f'"{column.name}"': _value(column, values) for column in table.columns if not column.nullable}
            into = f"INSERT INTO {table.name} ({', '.join(made)})"
            connection.execute(
                text(f"{into} {NUMBERS} SELECT {', '.join(made.values())} FROM numbers".replace(":", "\\:"))
            )


def _value(column: Column[Any], values: Mapping[type, str]) -> str:
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    value = next(made for each, made in values.items() if isinstance(kind, each))
    length = getattr(kind, "length", None) or 8
    return f"substr({value}, {max(1, 9 - length)})" if isinstance(kind, String) else value


def whole_tables_read(database: Database, noted: Noted) -> list[tuple[str, list[str]]]:
    """Return the statements for which the database would read a whole table of ours, with its plan."""
    explain = EXPLAIN[database.engine.dialect.name]
    with database.engine.connect() as connection:
        event.listen(connection, "before_cursor_execute", lambda *args: (explain + args[2], args[3]), retval=True)
        plans = {words: _steps(connection, *noted[words]) for words in noted}
    whole = tuple(f"{how} {table.name}" for how in ("SCAN", "Seq Scan on") for table in TABLES)
    return [(words, plan) for words, plan in plans.items() if any(each in step for step in plan for each in whole)]


def _steps(connection: Connection, statement: Any, given: Any) -> list[str]:
    return [str(row[-1]) for row in connection.execute(statement, given).cursor.fetchall()]  # not as rows of the table
