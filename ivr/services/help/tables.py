"""The table of how often articles were told."""

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import Base


class ArticleUseRow(Base):
    """How often callers were told an article: the commonest are offered by key."""

    __tablename__ = "article_uses"
    __table_args__ = (Index("ix_article_uses_language_uses", "language", "uses"),)

    article: Mapped[str] = mapped_column(String(128), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    uses: Mapped[int]
