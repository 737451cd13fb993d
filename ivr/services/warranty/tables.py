"""The tables of warranties."""

from datetime import date

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import Base, EncryptedText

Name = String(64)
Line = String(255)


class WarrantyRow(Base):
    """A device and its warranty; `serial_index` is of the serial number as keys type it, `countries` has spaces.

    A device has an IMEI, two, or none but a serial number.
    """

    __tablename__ = "warranties"

    id: Mapped[int] = mapped_column(primary_key=True)
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
