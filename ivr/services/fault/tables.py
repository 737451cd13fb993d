"""The tables of symptoms, of the remedies against them, and of the tickets that callers were given."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import ROW, Base, EncryptedJson, EncryptedText, Json

Name = String(64)
Line = String(255)


class SymptomRow(Base):
    """Something that may be wrong with a phone: how it is called and how callers say it, by language.

    `is_danger` marks what must not be tried on: smoke, heat, a swollen battery. The lowest `place` is offered first.
    """

    __tablename__ = "symptoms"

    code: Mapped[str] = mapped_column(Name, primary_key=True)
    name: Mapped[dict[str, str]] = mapped_column(JSON)
    sentences: Mapped[dict[str, list[str]]] = mapped_column(JSON)
    is_danger: Mapped[bool]
    place: Mapped[int] = mapped_column(index=True)


class RemedyRow(Base):
    """A step against a symptom; of one `model` (its plain name, "" for all) and some `versions` ("" for all)."""

    __tablename__ = "remedies"
    __table_args__ = (UniqueConstraint("symptom", "model", "versions", "step"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    symptom: Mapped[str] = mapped_column(ForeignKey("symptoms.code", ondelete="CASCADE"))
    model: Mapped[str] = mapped_column(Line)
    versions: Mapped[str] = mapped_column(Line)
    step: Mapped[int]
    text: Mapped[dict[str, str]] = mapped_column(JSON)


class FaultTicketRow(Base):
    """A fault that was reported: `details` are the symptom, the model, the version, what was tried and the words.

    `key` is the command's, so that one that comes twice is done once.
    """

    __tablename__ = "fault_tickets"
    __table_args__ = ({"info": {ROW: ("key",)}},)

    key: Mapped[str] = mapped_column(Line, primary_key=True)
    number: Mapped[str] = mapped_column(Name, index=True)
    phone: Mapped[str | None] = mapped_column(EncryptedText)
    phone_index: Mapped[bytes | None] = mapped_column(LargeBinary, index=True)
    details: Mapped[Json] = mapped_column(EncryptedJson, nullable=True)
    at: Mapped[datetime]
