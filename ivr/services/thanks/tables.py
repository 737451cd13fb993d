"""The table of thanks to members of staff."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import Base, EncryptedText

Name = String(64)


class ThanksRow(Base):
    """What a caller said in praise of somebody, as it was heard; `turn` is the call's in which they said it.

    `may_hear` says whether others may hear it in the caller's voice. `staff` and `centre` are what a supervisor made of
    the words, empty until then; nobody has to be known by any name.
    """

    __tablename__ = "thanks"

    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    call_sid: Mapped[str] = mapped_column(Name, index=True)
    turn: Mapped[int]
    language: Mapped[str] = mapped_column(Name)
    words: Mapped[str] = mapped_column(EncryptedText(lenient=True))
    may_hear: Mapped[bool]
    staff: Mapped[str | None] = mapped_column(EncryptedText(lenient=True))
    centre: Mapped[str] = mapped_column(String(255))
    named_by: Mapped[str] = mapped_column(Name)
    at: Mapped[datetime] = mapped_column(index=True)
