"""The tables of what was erased, of what must not be, and of purges."""

from datetime import datetime

from sqlalchemy import JSON, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import Base, EncryptedText

Name = String(64)


class LegalHoldRow(Base):
    """A person of whom nothing may be erased until a day; `subject` is the blind index of the number."""

    __tablename__ = "legal_holds"

    subject: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    reason: Mapped[str] = mapped_column(EncryptedText)
    until: Mapped[datetime]
    by: Mapped[str] = mapped_column(Name)
    at: Mapped[datetime]


class ErasureRow(Base):
    """The receipt of an erasure: its number, when, and how many rows of which tables; whose they were is a keyed hash.

    The hash is kept so that a back-up of before, brought back, is erased again.
    """

    __tablename__ = "erasures"

    number: Mapped[str] = mapped_column(Name, primary_key=True)
    subject: Mapped[bytes] = mapped_column(LargeBinary, index=True)
    at: Mapped[datetime] = mapped_column(index=True)
    rows: Mapped[dict[str, int]] = mapped_column(JSON)


class PurgeRow(Base):
    """A purge: when, of how many people and rows, and how many were held; `doubt` says why nothing was purged."""

    __tablename__ = "purges"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    people: Mapped[int]
    rows: Mapped[dict[str, int]] = mapped_column(JSON)
    held: Mapped[int]
    doubt: Mapped[str] = mapped_column(Name)
