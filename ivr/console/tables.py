"""The tables of those who may read calls, of their sessions, and of what they have read in clear."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import ROW, Base
from ivr.storage.columns import EncryptedText


class SupervisorRow(Base):
    """Somebody who may sign in, unless disabled; without a password until an invitation (a hash of it) is taken up.

    `regions` and `queues` are what they see, with commas between; nothing means all. `answers_at` is the blind index
    of the agents' number at which they answer callers, `language` that of their pages; nothing: as the browser asks.
    """

    __tablename__ = "supervisors"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    role: Mapped[str] = mapped_column(String(64))
    password_hash: Mapped[str] = mapped_column(String(255))
    must_change: Mapped[bool]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    invitation: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    invited_until: Mapped[datetime | None]
    second_factor: Mapped[str | None] = mapped_column(EncryptedText(lenient=True))
    second_factor_step: Mapped[int | None]
    regions: Mapped[str] = mapped_column(String(255), default="", server_default="")
    queues: Mapped[str] = mapped_column(String(255), default="", server_default="")
    answers_at: Mapped[bytes | None] = mapped_column(LargeBinary)
    language: Mapped[str] = mapped_column(String(64), default="", server_default="")


class ConsoleSessionRow(Base):
    """Somebody's session in a browser; `token` is a hash of what the browser keeps."""

    __tablename__ = "console_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    supervisor_id: Mapped[int] = mapped_column(ForeignKey("supervisors.id", ondelete="CASCADE"), index=True)
    browser: Mapped[str] = mapped_column(String(255))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class RecoveryCodeRow(Base):
    """A hash of a code that lets somebody in once without their authenticator app."""

    __tablename__ = "recovery_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    supervisor_id: Mapped[int] = mapped_column(ForeignKey("supervisors.id", ondelete="CASCADE"), index=True)
    code: Mapped[bytes] = mapped_column(LargeBinary)


class SignInFailureRow(Base):
    """A try to sign in that failed, or is under way; `subject` is the blind index of what it is counted on."""

    __tablename__ = "sign_in_failures"
    __table_args__ = (Index("ix_sign_in_failures_subject_at", "subject", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime]


class SavedSearchRow(Base):
    """A search for calls that somebody keeps; `query` holds no caller's number."""

    __tablename__ = "saved_searches"

    id: Mapped[int] = mapped_column(primary_key=True)
    supervisor_id: Mapped[int] = mapped_column(ForeignKey("supervisors.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(64))
    query: Mapped[str] = mapped_column(String(1024))


class RevealRow(Base):
    """A supervisor has read and heard a call's personal values in clear, and why."""

    __tablename__ = "reveals"
    __table_args__ = ({"info": {ROW: ("call_sid", "supervisor_id")}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    supervisor_id: Mapped[int] = mapped_column(ForeignKey("supervisors.id"))
    call_sid: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime]
    reason: Mapped[str | None] = mapped_column(EncryptedText(lenient=True))
