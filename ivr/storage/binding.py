"""Bind each encrypted value to its table, its column and its row: moved elsewhere it can't be read.

A table says in its info under `ROW` which columns tell its rows apart for this; else its primary key does. They are
known when a row is inserted and never change. A column type sees its own value only, so on the way in it gives a
`Pending`, encrypted when all parameters of the row are known; on the way out the database puts the row's key before it.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Column, ColumnElement, Dialect, Integer, LargeBinary, Table, Update
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg, PGExecutionContext_psycopg
from sqlalchemy.dialects.sqlite.base import SQLiteExecutionContext
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import BinaryExpression, BindParameter, Label
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import eq
from sqlalchemy.sql.visitors import iterate

from ivr.storage.keyring import Keyring

ROW = "row"
"""In a table's info: the names of the columns that values are bound to."""
BORDER = b"\x1f"
_names: WeakKeyDictionary[SQLCompiler, Mapping[str, str]] = WeakKeyDictionary()
_keyrings: WeakKeyDictionary[Dialect, Keyring] = WeakKeyDictionary()


class UnboundValue(Exception):
    """A statement writes an encrypted value and does not say into which row; the message says what it lacks."""


class Pending:
    """A value on its way into a column, to be encrypted for its row."""

    def __init__(self, column: "Column[Any]", plain: bytes) -> None:
        self.column, self.plain = column, plain

    def encrypted(self, keyring: Keyring, row: Mapping[str, Any], names: Mapping[str, str]) -> bytes:
        """Return it encrypted for the row of these parameters; `names` has the parameter of each column."""
        table: Table = self.column.table
        wanted = [names.get(name, "") for name in row_of(table)]
        if not all(name in row for name in wanted):
            raise UnboundValue(f"{self.column}: the statement must name its row by {', '.join(row_of(table))}")
        return keyring.encrypt(self.plain, place_of(self.column, [row[name] for name in wanted]))


def row_of(table: Table) -> tuple[str, ...]:
    """Return the names of the columns that tell the rows of a table apart."""
    return table.info.get(ROW) or tuple(column.name for column in table.primary_key)


def place_of(column: "Column[Any]", row: Sequence[Any]) -> bytes:
    """Return what a value of a column is bound to in the row of this key."""
    return BORDER.join((str(column).encode(), *map(_as_bytes, row), b""))


def _as_bytes(key: Any) -> bytes:
    return key.hex().upper().encode() if isinstance(key, bytes) else str(key).encode()


def split(column: "Column[Any]", value: bytes) -> tuple[bytes, bytes]:
    """Return the place and the encrypted part of what `RowAnd` gave."""
    *row, encrypted = bytes(value).split(BORDER, len(row_of(column.table)))
    return BORDER.join((str(column).encode(), *row, b"")), encrypted


class RowAnd(FunctionElement[Any]):
    """A column's value behind its row's key, both as bytes."""

    inherit_cache = True

    def __init__(self, column: ColumnElement[Any], type_: Any) -> None:
        bare: Any = column.element if isinstance(column, Label) else column
        table = bare.table  # of an alias its own
        super().__init__(bare, *(table.c[name] for name in row_of(type_.column.table)))
        self.type = type_


@compiles(RowAnd, "sqlite")
def _in_sqlite(element: RowAnd, compiler: SQLCompiler, **how: Any) -> str:
    value, *keys = element.clauses
    parts = [f"{_as_text(key, 'hex({})', compiler, how)} || char({BORDER[0]})" for key in keys]
    return f"CAST({' || '.join([*parts, compiler.process(value, **how)])} AS BLOB)"


@compiles(RowAnd, "postgresql")
def _in_postgresql(element: RowAnd, compiler: SQLCompiler, **how: Any) -> str:
    value, *keys = element.clauses
    text = " || ".join(f"{_as_text(key, _HEX, compiler, how)} || chr({BORDER[0]})" for key in keys)
    return f"(convert_to({text}, 'UTF8') || {compiler.process(value, **how)})"


_HEX = "upper(encode({}, 'hex'))"


def _as_text(key: Any, binary: str, compiler: SQLCompiler, how: dict[str, Any]) -> str:
    written = compiler.process(key, **how)
    if isinstance(key.type, LargeBinary):
        return binary.format(written)
    return f"CAST({written} AS TEXT)" if isinstance(key.type, Integer) else written


def give_keyring(dialect: Dialect, keyring: Keyring) -> None:
    """Let the columns of one engine encrypt and decrypt with this keyring."""
    _keyrings[dialect] = keyring


def keyring_of(dialect: Dialect) -> Keyring:
    """Return the keyring of an engine's dialect."""
    return _keyrings[dialect]


class _Encrypting(DefaultExecutionContext):
    """Encrypt pending values when all parameters of their row are known."""

    def pre_exec(self) -> None:
        """Do it right before the statement is executed."""
        super().pre_exec()  # type: ignore[no-untyped-call]
        if self.compiled is not None and (self.isinsert or self.isupdate):
            pairs = zip(self.parameters, self.compiled_parameters, strict=True)
            self.parameters = [self._encrypted(given, row) for given, row in pairs]

    def _encrypted(self, given: Any, row: Mapping[str, Any]) -> Any:
        if isinstance(given, dict):
            return {name: self._for_row(value, row) for name, value in given.items()}
        return tuple(self._for_row(value, row) for value in given)

    def _for_row(self, value: Any, row: Mapping[str, Any]) -> Any:
        if type(value) is not Pending:
            return value
        assert isinstance(self.compiled, SQLCompiler)
        return value.encrypted(keyring_of(self.dialect), row, _names_in(self.compiled))


def _names_in(compiled: SQLCompiler) -> Mapping[str, str]:
    """Return by which parameter a statement names each column: in an UPDATE those that its WHERE asks for."""
    if compiled not in _names:
        statement: Any = compiled.statement
        found: dict[str, str] = {}
        if isinstance(statement, Update):
            equal = (each for each in iterate(statement.whereclause) if isinstance(each, BinaryExpression))
            pairs = ((each.left, each.right) for each in equal if each.operator is eq)
        else:
            found = {column.name: column.key for column in statement.table.columns}
            pairs = ((column, bound) for column, bound in (statement._values or {}).items())
        for column, bound in pairs:
            if isinstance(column, Column) and isinstance(bound, BindParameter) and bound in compiled.bind_names:
                found[column.name] = compiled.bind_names[bound]
        _names[compiled] = found
    return _names[compiled]


class EncryptingSQLiteContext(_Encrypting, SQLiteExecutionContext):
    """What executes statements on SQLite."""


class _EncryptingPsycopgContext(_Encrypting, PGExecutionContext_psycopg):
    """What executes statements on PostgreSQL."""


class EncryptingPsycopg(PGDialect_psycopg):
    """PostgreSQL by psycopg, with our way to execute."""

    supports_statement_cache = True
    execution_ctx_cls = _EncryptingPsycopgContext
