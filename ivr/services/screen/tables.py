"""The tables of models and the prices of their parts."""

from datetime import date

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import Base

Name = String(64)
Line = String(255)


class ModelRow(Base):
    """A model of phone; `key` is its plain name, `keys` type it."""

    __tablename__ = "phone_models"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Line, unique=True)
    name: Mapped[dict[str, str]] = mapped_column(JSON)
    keys: Mapped[str] = mapped_column(Line, index=True)


class ModelCodeRow(Base):
    """The first eight digits of the IMEIs of a model (its type allocation code)."""

    __tablename__ = "phone_model_codes"

    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    model_id: Mapped[int] = mapped_column(ForeignKey("phone_models.id", ondelete="CASCADE"), index=True)


class PartPriceRow(Base):
    """What a part of a model costs in a country; amounts are decimals as text, which no database rounds."""

    __tablename__ = "part_prices"

    model_id: Mapped[int] = mapped_column(ForeignKey("phone_models.id", ondelete="CASCADE"), primary_key=True)
    country: Mapped[str] = mapped_column(String(2), primary_key=True)
    part: Mapped[str] = mapped_column(Name, primary_key=True)
    price: Mapped[str] = mapped_column(Name)
    currency: Mapped[str] = mapped_column(String(3))
    plan_price: Mapped[str | None] = mapped_column(Name)
    plan_until: Mapped[date | None]
    plan_where: Mapped[str | None] = mapped_column(Name)
