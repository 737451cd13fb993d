"""The tables of calls that we make to people."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import ROW, Base, EncryptedJson, EncryptedText, Json

Name = String(64)


class CampaignRow(Base):
    """One reason to call people of one region; `status` is running, stopped or over.

    At most `per_second` calls begin in a second and `at_once` go on at once; each person is tried `tries` times.
    """

    __tablename__ = "campaigns"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(160), unique=True)
    reason: Mapped[str] = mapped_column(Name)
    region: Mapped[str] = mapped_column(Name)
    status: Mapped[str] = mapped_column(Name)
    per_second: Mapped[float]
    at_once: Mapped[int]
    tries: Mapped[int]
    started_at: Mapped[datetime]
    started_by: Mapped[str] = mapped_column(Name)


class CalledPersonRow(Base):
    """Somebody to be called for one reason. `reason_index` is of the reason and what it is about: nobody is called
    twice for one. `status` is waiting, calling, or how it came to an end: see `ivr.outbound.people`.
    """

    __tablename__ = "called_people"
    __table_args__ = (
        Index("ix_called_people_due", "campaign_id", "status", "due_at"),
        {"info": {ROW: ("reason_index",)}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id", ondelete="CASCADE"))
    reason_index: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    phone: Mapped[str] = mapped_column(EncryptedText(lenient=True))
    phone_index: Mapped[bytes] = mapped_column(LargeBinary, index=True)
    about: Mapped[Json] = mapped_column(EncryptedJson, nullable=True)
    status: Mapped[str] = mapped_column(Name)
    tries: Mapped[int]
    due_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class CallAttemptRow(Base):
    """One try to reach somebody. `ref` stands for it in the addresses that Twilio asks; `outcome` is "" until the end.

    `dialled` is set before Twilio is asked for the call, `answered_by` is Twilio's word for who answered.
    """

    __tablename__ = "call_attempts"
    __table_args__ = (Index("ix_call_attempts_phone_index_placed_at", "phone_index", "placed_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(Name, unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("called_people.id", ondelete="CASCADE"), index=True)
    phone_index: Mapped[bytes] = mapped_column(LargeBinary)
    call_sid: Mapped[str] = mapped_column(Name, index=True)
    dialled: Mapped[bool]
    answered_by: Mapped[str] = mapped_column(Name)
    outcome: Mapped[str] = mapped_column(Name)
    placed_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]


_open = CallAttemptRow.outcome == ""
Index("ix_call_attempts_open", CallAttemptRow.id, sqlite_where=_open, postgresql_where=_open)


class DoNotCallRow(Base):
    """A number that is not called any more, as its blind index only, and how we know: key, voice, wrong number."""

    __tablename__ = "do_not_call"

    number_index: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    how: Mapped[str] = mapped_column(Name)
    at: Mapped[datetime]
