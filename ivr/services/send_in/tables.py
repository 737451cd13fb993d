"""The tables of phones that are sent in: on which terms, when couriers come, who booked, and where parcels are."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import ROW, Base, EncryptedJson, EncryptedText, Json

Name = String(64)
Line = String(255)


class SendInTermsRow(Base):
    """On which terms a model may be sent in in a country; `code` is how its IMEIs begin, `price` decimal text."""

    __tablename__ = "send_in_terms"

    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    country: Mapped[str] = mapped_column(String(2), primary_key=True, index=True)
    model: Mapped[dict[str, str]] = mapped_column(JSON)
    price: Mapped[str | None] = mapped_column(Name)
    currency: Mapped[str] = mapped_column(String(3))
    days: Mapped[int]


class PickUpRow(Base):
    """A time in which couriers of a country come, to as many customers as it has `seats`."""

    __tablename__ = "pick_ups"
    __table_args__ = (Index("ix_pick_ups_country_starts", "country", "starts"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(Name, unique=True)
    country: Mapped[str] = mapped_column(String(2))
    timezone: Mapped[str] = mapped_column(Name)
    starts: Mapped[datetime]
    ends: Mapped[datetime]
    seats: Mapped[int]


class SendInRow(Base):
    """A request to send a phone in; `key` is the command's, so that one that comes twice is done once.

    `address` is what the customer wrote on the page that a text message led to.
    """

    __tablename__ = "send_ins"
    __table_args__ = ({"info": {ROW: ("number",)}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Line, unique=True)
    number: Mapped[str] = mapped_column(Name, unique=True)
    imei: Mapped[str] = mapped_column(EncryptedText)
    imei_index: Mapped[bytes] = mapped_column(LargeBinary, index=True)
    phone: Mapped[str] = mapped_column(EncryptedText)
    phone_index: Mapped[bytes] = mapped_column(LargeBinary, index=True)
    model: Mapped[dict[str, str]] = mapped_column(JSON)
    country: Mapped[str] = mapped_column(String(2))
    way: Mapped[str] = mapped_column(Name)
    stage: Mapped[str] = mapped_column(Name)
    address: Mapped[Json] = mapped_column(EncryptedJson, nullable=True)
    at: Mapped[datetime]


class PickUpSeatRow(Base):
    """One seat of a courier's time, which the primary key gives to one request only."""

    __tablename__ = "pick_up_seats"

    pick_up_id: Mapped[int] = mapped_column(ForeignKey("pick_ups.id", ondelete="CASCADE"), primary_key=True)
    seat: Mapped[int] = mapped_column(primary_key=True)
    send_in_id: Mapped[int] = mapped_column(ForeignKey("send_ins.id", ondelete="CASCADE"), unique=True)


class ShipmentRow(Base):
    """Where the parcel of a request is, on its way to us or to the customer."""

    __tablename__ = "send_in_shipments"

    send_in_id: Mapped[int] = mapped_column(ForeignKey("send_ins.id", ondelete="CASCADE"), primary_key=True)
    way: Mapped[str] = mapped_column(Name, primary_key=True)
    carrier: Mapped[str] = mapped_column(Line)
    scan: Mapped[str] = mapped_column(Name)
    place: Mapped[str] = mapped_column(Line)
    scanned_at: Mapped[datetime]
    expected: Mapped[date | None]
