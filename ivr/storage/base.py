"""The one metadata that every package's tables join."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Index, LargeBinary, MetaData
from sqlalchemy.orm import DeclarativeBase

from ivr.storage.columns import Encrypted, UtcDateTime

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Be the base of every table."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: UtcDateTime}  # noqa: RUF012

    def __init_subclass__(cls, **how: Any) -> None:
        """Bind encrypted values to their columns, and leave missing values out of blind indexes."""
        super().__init_subclass__(**how)
        for index in cls.metadata.tables[cls.__tablename__].indexes:
            _leave_out_missing(index)
        for column in cls.__table__.columns:
            if isinstance(column, Column) and isinstance(column.type, Encrypted):
                column.type.belong_to(column)


def _leave_out_missing(index: Index) -> None:
    """Let SQLite's index of a blind index that may be missing have no row without one.

    Its statistics (ANALYZE) tell how many rows a value has on average. Most customers may lack one, and with all their
    rows as one value SQLite would rather read the whole table for every look-up.
    """
    column, *others = index.columns
    if column.nullable and isinstance(column.type, LargeBinary) and not others:
        index.dialect_options["sqlite"]["where"] = column.is_not(None)
