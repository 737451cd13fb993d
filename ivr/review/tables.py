"""The tables of what supervisors work with. Nothing outside this package writes them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import Base, EncryptedText

Name = String(64)


class MissGroupRow(Base):
    """Utterances that were not understood and are alike; what they mean, once a supervisor has said so.

    It holds no words: those stand with the calls, and go with them. `vector` is the encoder's of its first one.
    """

    __tablename__ = "miss_groups"

    id: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(Name)
    question: Mapped[str] = mapped_column(Name)
    vector: Mapped[bytes] = mapped_column(LargeBinary)
    label: Mapped[str] = mapped_column(Name)
    labelled_by: Mapped[str] = mapped_column(Name)
    labelled_at: Mapped[datetime | None]


Index("ix_miss_groups_language_question", MissGroupRow.language, MissGroupRow.question)


class MissRow(Base):
    """An utterance that was refused, or taken for what the caller then said it was not; its words are redacted."""

    __tablename__ = "misses"
    __table_args__ = (Index("ix_misses_at_group_id", "at", "group_id", "call_sid"),)

    call_sid: Mapped[str] = mapped_column(ForeignKey("calls.sid", ondelete="CASCADE"), primary_key=True)
    turn: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    language: Mapped[str] = mapped_column(Name)
    question: Mapped[str] = mapped_column(Name)
    kind: Mapped[str] = mapped_column(Name)
    words: Mapped[str] = mapped_column(Text)
    has_sound: Mapped[bool]
    did_next: Mapped[str] = mapped_column(Name)
    then_topic: Mapped[str] = mapped_column(Name)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("miss_groups.id", ondelete="SET NULL"), index=True)


_ungrouped = MissRow.group_id.is_(None)
Index("ix_misses_ungrouped", MissRow.call_sid, sqlite_where=_ungrouped, postgresql_where=_ungrouped)


class AuditRow(Base):
    """A change by a supervisor. `hash` is over this row and the hash before it, so none is left out unseen."""

    __tablename__ = "audit"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(Name)
    what: Mapped[str] = mapped_column(Name)
    about: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(Name)


class DraftRow(Base):
    """A change that is not published yet."""

    __tablename__ = "draft_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    change: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(Name)
    at: Mapped[datetime]


class VersionRow(Base):
    """What supervisors added, all of it, as it was checked: `base` is the version that was published then.

    `step`, `done` and `of` tell how far the checks are, `report` what they found, as JSON.
    """

    __tablename__ = "versions"

    number: Mapped[int] = mapped_column(primary_key=True)
    base: Mapped[int]
    content: Mapped[str] = mapped_column(Text)
    changes: Mapped[str] = mapped_column(Text)
    drafts: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Name)
    step: Mapped[str] = mapped_column(Name)
    done: Mapped[int]
    of: Mapped[int]
    report: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(Name)
    at: Mapped[datetime]


class PublicationRow(Base):
    """A version was put to use, for the first time or again; the newest one counts. Version 0 is the files alone."""

    __tablename__ = "publications"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int]
    who: Mapped[str] = mapped_column(Name)
    at: Mapped[datetime]


class TopicModelRow(Base):
    """A trained model of topics, for all hosts; its name is a hash of all that it was made from."""

    __tablename__ = "topic_models"

    name: Mapped[str] = mapped_column(Name, primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime]


class CallNoteRow(Base):
    """What a supervisor wrote about a call, at so many seconds of its sound; it goes with the call."""

    __tablename__ = "call_notes"

    key: Mapped[str] = mapped_column(Name, primary_key=True)
    call_sid: Mapped[str] = mapped_column(ForeignKey("calls.sid", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(Name)
    moment: Mapped[float]
    text: Mapped[str] = mapped_column(EncryptedText(lenient=True))


class CallLabelRow(Base):
    """A label that a supervisor gave a call."""

    __tablename__ = "call_labels"

    call_sid: Mapped[str] = mapped_column(ForeignKey("calls.sid", ondelete="CASCADE"), primary_key=True)
    label: Mapped[str] = mapped_column(Name, primary_key=True)
    who: Mapped[str] = mapped_column(Name)
    at: Mapped[datetime]
