"""The tables of what was erased, of what must not be, of purges, and of what people wish of us."""

from datetime import datetime

from sqlalchemy import JSON, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import ROW, Base, EncryptedText

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


class DoNotRecordRow(Base):
    """A number of whose calls no sound is kept, as its blind index only, and how we know."""

    __tablename__ = "do_not_record"

    number_index: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    how: Mapped[str] = mapped_column(Name)
    at: Mapped[datetime]


class DataRequestRow(Base):
    """A person's request for a copy of their data, or to have them erased; `subject` is the number's blind index.

    `kind` is copy or erase, `status` waiting, done or held. The number in clear stands there until it is done: the
    receipt goes to it. `key` is the command's, so that one that comes twice is done once.
    """

    __tablename__ = "data_requests"
    __table_args__ = ({"info": {ROW: ("key",)}},)

    number: Mapped[str] = mapped_column(Name, primary_key=True)
    key: Mapped[str] = mapped_column(String(255), unique=True)
    kind: Mapped[str] = mapped_column(Name)
    status: Mapped[str] = mapped_column(Name)
    subject: Mapped[bytes] = mapped_column(LargeBinary, index=True)
    phone: Mapped[str | None] = mapped_column(EncryptedText)
    language: Mapped[str] = mapped_column(Name)
    at: Mapped[datetime] = mapped_column(index=True)
    done_at: Mapped[datetime | None]
