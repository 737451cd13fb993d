"""The tables of returns: the rules of each country, and the cases that were opened."""

from datetime import date, datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import ROW, Base, EncryptedText

Name = String(64)
Line = String(255)


class ReturnRuleRow(Base):
    """For how many days after the purchase something may be returned, and exchanged, in a country; 0 is never."""

    __tablename__ = "return_rules"

    country: Mapped[str] = mapped_column(String(2), primary_key=True)
    return_days: Mapped[int]
    exchange_days: Mapped[int]


class ReturnCaseRow(Base):
    """A case that a caller had opened; `key` is the command's, so that one that comes twice is done once."""

    __tablename__ = "return_cases"
    __table_args__ = ({"info": {ROW: ("key",)}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Line, unique=True)
    number: Mapped[str] = mapped_column(Name, unique=True)
    wish: Mapped[str] = mapped_column(Name)
    bought: Mapped[date]
    country: Mapped[str] = mapped_column(String(2))
    phone: Mapped[str | None] = mapped_column(EncryptedText)
    phone_index: Mapped[bytes | None] = mapped_column(LargeBinary, index=True)
    at: Mapped[datetime]
