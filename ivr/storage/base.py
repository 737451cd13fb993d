"""The one metadata that every package's tables join."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, MetaData
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
        """Bind encrypted values to their columns."""
        super().__init_subclass__(**how)
        for column in cls.__table__.columns:
            if isinstance(column, Column) and isinstance(column.type, Encrypted):
                column.type.belong_to(column)
