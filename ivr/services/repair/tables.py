"""The tables of repairs."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import ROW, Base, EncryptedBytes, EncryptedJson, EncryptedText, Json

Name = String(64)
Line = String(255)


class RepairRow(Base):
    """A repair and where it stands now; `cost` is a decimal as text, which no database rounds.

    `order_digits_index` is of the digits of an order number with letters. A device may have no IMEI, one, or two.
    """

    __tablename__ = "repairs"
    __table_args__ = ({"info": {ROW: ("order_index",)}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    order: Mapped[str] = mapped_column(EncryptedText)
    order_index: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    order_digits_index: Mapped[bytes | None] = mapped_column(LargeBinary, index=True)
    phone: Mapped[str] = mapped_column(EncryptedText)
    phone_index: Mapped[bytes] = mapped_column(LargeBinary, index=True)
    imei: Mapped[str | None] = mapped_column(EncryptedText)
    imei_index: Mapped[bytes | None] = mapped_column(LargeBinary, index=True)
    imei_2: Mapped[str | None] = mapped_column(EncryptedText)
    imei_2_index: Mapped[bytes | None] = mapped_column(LargeBinary, index=True)
    model: Mapped[str] = mapped_column(Line)
    stage: Mapped[str] = mapped_column(Name)
    since: Mapped[datetime]
    doing: Mapped[str] = mapped_column(Line)
    promised: Mapped[date | None]
    centre: Mapped[str] = mapped_column(Line)
    cost: Mapped[str | None] = mapped_column(Name)
    currency: Mapped[str] = mapped_column(String(3))
    quote_deadline: Mapped[date | None]
    decline_cost: Mapped[str | None] = mapped_column(Name)


class RepairStageRow(Base):
    """A stage that a repair has reached."""

    __tablename__ = "repair_stages"

    repair_id: Mapped[int] = mapped_column(ForeignKey("repairs.id", ondelete="CASCADE"), primary_key=True)
    since: Mapped[datetime] = mapped_column(primary_key=True)
    stage: Mapped[str] = mapped_column(Name, primary_key=True)
    centre: Mapped[str] = mapped_column(Line)


class RepairPhotoRow(Base):
    """A photo that a centre sent, as a JPEG of ours; `digest` is of the file that came, `stage` the repair's then."""

    __tablename__ = "repair_photos"
    __table_args__ = (UniqueConstraint("repair_id", "digest"), {"info": {ROW: ("name",)}})

    id: Mapped[int] = mapped_column(primary_key=True)
    repair_id: Mapped[int] = mapped_column(ForeignKey("repairs.id", ondelete="CASCADE"))
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    name: Mapped[str] = mapped_column(Name, unique=True)
    content: Mapped[bytes] = mapped_column(EncryptedBytes)
    stage: Mapped[str] = mapped_column(Name)
    at: Mapped[datetime]


class RequestRow(Base):
    """What a customer had done about a repair: an answer to a quote, or a cancelling, and the evidence of it.

    `key` is the command's, so that one that comes twice is done once; `evidence` is all that was read back, and how it
    was confirmed: by which keys, in which words.
    """

    __tablename__ = "repair_requests"

    key: Mapped[str] = mapped_column(Line, primary_key=True)
    number: Mapped[str] = mapped_column(Name)
    order_index: Mapped[bytes] = mapped_column(LargeBinary, index=True)
    kind: Mapped[str] = mapped_column(Name)
    at: Mapped[datetime]
    evidence: Mapped[Json] = mapped_column(EncryptedJson)
