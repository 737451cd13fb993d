"""The tables of the articles. The index of words (`article_words`) is the database's own kind: see `word_index`."""

from datetime import date

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import Base


class ArticleRow(Base):
    """An article; `key` is the id that the file gave it. `answer_cut`: nobody wrote the spoken answer."""

    __tablename__ = "articles"
    __table_args__ = (UniqueConstraint("key", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(128))
    language: Mapped[str] = mapped_column(String(2))
    title: Mapped[str] = mapped_column(String(255))
    text: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    answer_cut: Mapped[bool]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]


class ArticleVectorRow(Base):
    """What a title means, in bytes; kept in groups of titles that mean something alike, so that few are read."""

    __tablename__ = "article_vectors"
    __table_args__ = (
        Index("ix_article_vectors_article_id", "article_id"),
        {"sqlite_with_rowid": False},
    )

    group_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    article_id: Mapped[int] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    vector: Mapped[bytes] = mapped_column(LargeBinary)


class ArticleGroupRow(Base):
    """The middle of a group of vectors. Groups of the newest `generation` that is ready are in use."""

    __tablename__ = "article_groups"

    id: Mapped[int] = mapped_column(primary_key=True)
    generation: Mapped[int] = mapped_column(index=True)
    ready: Mapped[bool]
    middle: Mapped[bytes] = mapped_column(LargeBinary)
    size: Mapped[int]


class ArticleTermRow(Base):
    """A term, and how many articles have it in their title or anywhere; `sound` finds terms that sound alike."""

    __tablename__ = "article_terms"

    term: Mapped[str] = mapped_column(String(64), primary_key=True)
    sound: Mapped[str] = mapped_column(String(64), index=True)
    titles: Mapped[int]
    articles: Mapped[int]
