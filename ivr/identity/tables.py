"""The table of tries to get at records."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import Base


class AttemptRow(Base):
    """A try to get at a record; `record` is a blind index."""

    __tablename__ = "lookup_attempts"
    __table_args__ = (Index("ix_lookup_attempts_record_at", "record", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    record: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(index=True)
    failed: Mapped[bool]
