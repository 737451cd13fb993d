"""The table of codes that prove who has a phone."""

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import Base


class DataCodeRow(Base):
    """A code that was sent to a number in a call, as a keyed hash; `key` is the command's that sent it.

    `tries` counts wrong ones. `proved_by` is the key of the command that took it, "" until then: it counts once.
    """

    __tablename__ = "data_codes"

    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    call_sid: Mapped[str] = mapped_column(String(64), index=True)
    phone_index: Mapped[bytes] = mapped_column(LargeBinary, index=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary)
    tries: Mapped[int]
    proved_by: Mapped[str] = mapped_column(String(255))
    at: Mapped[datetime]
