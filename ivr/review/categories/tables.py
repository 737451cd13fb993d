"""The tables of categories. Nothing outside this package writes them."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import Base


class CategoryRow(Base):
    """A category; its rule is JSON. Past calls from the position `before` down are still to be looked at."""

    __tablename__ = "categories"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    rule: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
    before: Mapped[int | None] = mapped_column(BigInteger)


class CallCategoryRow(Base):
    """A call fits a category, in some turns: their numbers with commas between."""

    __tablename__ = "call_categories"

    call_sid: Mapped[str] = mapped_column(ForeignKey("calls.sid", ondelete="CASCADE"), primary_key=True)
    category: Mapped[int] = mapped_column(
        ForeignKey("categories.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
    )
    turns: Mapped[str] = mapped_column(String(64))
