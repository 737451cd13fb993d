"""The tables of waits in a queue, and of agents who call in."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import Base


class QueueVisitRow(Base):
    """One caller's wait in a queue, and the talk after it; `agent` is the blind index of the number that answered."""

    __tablename__ = "queue_visits"
    __table_args__ = (
        Index("ix_queue_visits_queue_left_at", "queue", "left_at"),
        Index("ix_queue_visits_figures", "joined_at", "result", "waited_seconds"),
        Index("ix_queue_visits_agent_call_sid", "agent", "call_sid"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    call_sid: Mapped[str] = mapped_column(String(64), index=True)
    queue: Mapped[str] = mapped_column(String(64))
    topic: Mapped[str] = mapped_column(String(255))
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    result: Mapped[str] = mapped_column(String(64))
    waited_seconds: Mapped[int | None]
    agent: Mapped[bytes | None] = mapped_column(LargeBinary)


class AgentPinRow(Base):
    """An agent's PIN, and the tries since `since`; `agent` is the blind index of the number, `pin` a keyed hash."""

    __tablename__ = "agent_pins"

    agent: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    pin: Mapped[bytes] = mapped_column(LargeBinary)
    tries: Mapped[int]
    since: Mapped[datetime]


class AgentCallRow(Base):
    """A call of an agent: one that we made, or in which a PIN was given; `agent` as in AgentPinRow."""

    __tablename__ = "agent_calls"

    call_sid: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime]
    agent: Mapped[bytes | None] = mapped_column(LargeBinary)
