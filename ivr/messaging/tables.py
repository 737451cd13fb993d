"""The tables of text messages."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import ROW, Base, EncryptedText

Name = String(64)


class TextMessageRow(Base):
    """A text message, and how far it is.

    `key` is the command's that asked for it, `ref` stands for it in the address that Twilio tells its status to. No
    link's token is in `body`. `status` is sending until Twilio took it, then what Twilio says, or refused; `reason`
    says in a word why it was refused or not delivered, `error` is Twilio's code. `maybe_twice` is set when it was sent
    again after an attempt of which nobody knows whether it came through.
    """

    __tablename__ = "text_messages"
    __table_args__ = (
        Index("ix_text_messages_to_index_at", "to_index", "at"),
        Index("ix_text_messages_block_index_at", "block_index", "at"),
        {"info": {ROW: ("key",)}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(255), unique=True)
    ref: Mapped[str] = mapped_column(Name, unique=True)
    call_sid: Mapped[str] = mapped_column(Name, index=True)
    to: Mapped[str] = mapped_column(EncryptedText(lenient=True))
    to_index: Mapped[bytes] = mapped_column(LargeBinary)
    block_index: Mapped[bytes] = mapped_column(LargeBinary)
    language: Mapped[str] = mapped_column(Name)
    body: Mapped[str] = mapped_column(EncryptedText(lenient=True))
    status: Mapped[str] = mapped_column(Name)
    reason: Mapped[str] = mapped_column(Name)
    error: Mapped[int | None]
    sid: Mapped[str] = mapped_column(Name, index=True)
    maybe_twice: Mapped[bool]
    at: Mapped[datetime] = mapped_column(index=True)
    updated_at: Mapped[datetime]


class OptOutRow(Base):
    """What a phone number said last: stop, or go on. The number stands there as its blind index only."""

    __tablename__ = "text_opt_outs"

    number_index: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    is_out: Mapped[bool]
    word: Mapped[str] = mapped_column(Name)
    at: Mapped[datetime]
