"""The tables of warranties."""

from datetime import date
from functools import partial
from secrets import token_bytes

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import ROW, Base, EncryptedText

Name = String(64)
Line = String(255)


class WarrantyRow(Base):
    """A device and its warranty; `serial_index` is of the serial number as keys type it, `countries` has spaces.

    A device has an IMEI, two, or none but a serial number; any may become known later, so `row_key` is what encrypted
    values are bound to.
    """

    __tablename__ = "warranties"
    __table_args__ = ({"info": {ROW: ("row_key",)}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    row_key: Mapped[bytes] = mapped_column(LargeBinary, default=partial(token_bytes, 8))
    imei: Mapped[str | None] = mapped_column(EncryptedText)
    imei_index: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    imei_2: Mapped[str | None] = mapped_column(EncryptedText)
    imei_2_index: Mapped[bytes | None] = mapped_column(LargeBinary, index=True)
    serial: Mapped[str | None] = mapped_column(EncryptedText)
    serial_index: Mapped[bytes | None] = mapped_column(LargeBinary, index=True)
    model: Mapped[str] = mapped_column(Line)
    starts: Mapped[date]
    ends: Mapped[date]
    countries: Mapped[str] = mapped_column(Line)


class BenefitRow(Base):
    """A care benefit of a device."""

    __tablename__ = "care_benefits"

    warranty_id: Mapped[int] = mapped_column(ForeignKey("warranties.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(Name, primary_key=True)
    status: Mapped[str] = mapped_column(Name)
    starts: Mapped[date]
    ends: Mapped[date]


class ExtensionRow(Base):
    """On which terms the warranty of a model may be extended in a country; `price` is decimal text.

    `model` is its name as it is compared. `days` are those after the warranty's start in which one can be had.
    """

    __tablename__ = "care_extensions"

    model: Mapped[str] = mapped_column(Line, primary_key=True)
    country: Mapped[str] = mapped_column(String(2), primary_key=True)
    price: Mapped[str] = mapped_column(Name)
    currency: Mapped[str] = mapped_column(String(3))
    months: Mapped[int]
    days: Mapped[int]
    place: Mapped[str] = mapped_column(Name)
