"""The tables of those who may read calls, and of what they have read in clear."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import Base


class SupervisorRow(Base):
    """Somebody who may sign in. A new `session_key` ends all of their sessions."""

    __tablename__ = "supervisors"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    password_hash: Mapped[str] = mapped_column(String(255))
    must_change: Mapped[bool]
    session_key: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]


class SignInFailureRow(Base):
    """A failed sign-in; `subject` is the blind index of a name or of an address."""

    __tablename__ = "sign_in_failures"
    __table_args__ = (Index("ix_sign_in_failures_subject_at", "subject", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime]


class RevealRow(Base):
    """A supervisor has read a call's personal values in clear."""

    __tablename__ = "reveals"

    id: Mapped[int] = mapped_column(primary_key=True)
    supervisor_id: Mapped[int] = mapped_column(ForeignKey("supervisors.id"))
    call_sid: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime]
