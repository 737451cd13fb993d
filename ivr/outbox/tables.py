"""The table of commands that leave the hotline."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import ROW, Base, EncryptedJson, Json

Name = String(64)


class OutboxRow(Base):
    """A command, and how far it is. What it says (`payload`, `follow_up`) is gone once it is done, refused or dropped.

    `status` is waiting, done, refused, dead or dropped. `due_at` is when a worker may take it: at once, after a pause,
    or when the lease of the worker that has it (`claimed_by`) is over. `follow_up` is a command that is enqueued when
    this one has come to an end, with its outcome. `error` says what went wrong last, without personal data.
    """

    __tablename__ = "outbox"
    __table_args__ = ({"info": {ROW: ("key",)}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(255), unique=True)
    call_sid: Mapped[str] = mapped_column(Name, index=True)
    kind: Mapped[str] = mapped_column(Name)
    payload: Mapped[Json] = mapped_column(EncryptedJson, nullable=True)
    status: Mapped[str] = mapped_column(Name)
    attempts: Mapped[int]
    due_at: Mapped[datetime]
    claimed_by: Mapped[str] = mapped_column(Name)
    result: Mapped[Json] = mapped_column(EncryptedJson, nullable=True)
    follow_up: Mapped[Json] = mapped_column(EncryptedJson(lenient=True), nullable=True)
    error: Mapped[str] = mapped_column(String(255))
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


_waiting, _dead = OutboxRow.status == "waiting", OutboxRow.status == "dead"
Index("ix_outbox_waiting", OutboxRow.due_at, sqlite_where=_waiting, postgresql_where=_waiting)
Index("ix_outbox_dead", OutboxRow.id, sqlite_where=_dead, postgresql_where=_dead)
