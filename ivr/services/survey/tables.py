"""The tables of answers after calls, and of what is to be followed up."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import Base, EncryptedText

Name = String(64)


class SurveyRow(Base):
    """What a caller answered at the end of a call: whether it helped, and one to five, 0 where they gave none.

    `served` names the services that had answered, with commas between, and `agent` where one talked; `key` is the
    command's.
    """

    __tablename__ = "survey_answers"

    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    call_sid: Mapped[str] = mapped_column(Name, index=True)
    helped: Mapped[bool]
    rating: Mapped[int]
    served: Mapped[str] = mapped_column(String(255))
    at: Mapped[datetime] = mapped_column(index=True)


class FollowUpRow(Base):
    """A call that somebody should look at: `why` in a word, `status` open or done; who did what about it."""

    __tablename__ = "follow_ups"

    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    call_sid: Mapped[str] = mapped_column(Name, index=True)
    why: Mapped[str] = mapped_column(Name)
    status: Mapped[str] = mapped_column(Name, index=True)
    at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by: Mapped[str] = mapped_column(Name, default="", server_default="")
    note: Mapped[str | None] = mapped_column(EncryptedText(lenient=True))
