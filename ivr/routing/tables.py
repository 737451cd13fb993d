"""The table of waits in a queue."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import Base


class QueueVisitRow(Base):
    """One caller's wait in a queue, and the talk after it."""

    __tablename__ = "queue_visits"
    __table_args__ = (Index("ix_queue_visits_queue_left_at", "queue", "left_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    call_sid: Mapped[str] = mapped_column(String(64), index=True)
    queue: Mapped[str] = mapped_column(String(64))
    topic: Mapped[str] = mapped_column(String(255))
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    result: Mapped[str] = mapped_column(String(64))
    waited_seconds: Mapped[int | None]
