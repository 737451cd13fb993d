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
    __table_args__ = (Index("ix_audit_about_at", "about", "at"),)

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
    label: Mapped[str] = mapped_column(Name, primary_key=True, index=True)
    who: Mapped[str] = mapped_column(Name)
    at: Mapped[datetime]


class QualityFormRow(Base):
    """A version of a form of quality; its questions are JSON. Versions stay as they were."""

    __tablename__ = "quality_forms"
    __table_args__ = (Index("ix_quality_forms_name_version", "name", "version", unique=True),)

    number: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Name)
    version: Mapped[int]
    questions: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(Name)
    at: Mapped[datetime]


class QualityMarkRow(Base):
    """What a reviewer gave a call by a form, and what the agent says to it: given, accepted or disputed."""

    __tablename__ = "quality_marks"

    call_sid: Mapped[str] = mapped_column(ForeignKey("calls.sid", ondelete="CASCADE"), primary_key=True)
    form: Mapped[int] = mapped_column(ForeignKey("quality_forms.number"), primary_key=True)
    who: Mapped[str] = mapped_column(Name, primary_key=True)
    agent: Mapped[str] = mapped_column(Name, index=True)
    at: Mapped[datetime]
    score: Mapped[float | None]
    answers: Mapped[str] = mapped_column(EncryptedText(lenient=True))
    state: Mapped[str] = mapped_column(Name)
    reply: Mapped[str] = mapped_column(EncryptedText(lenient=True))
    replied_at: Mapped[datetime | None]


class AlertRow(Base):
    """A band that a figure of the last hours has to stay in, and who is told when it leaves it.

    `is_out` is how it was when looked at last; `since` is when that began.
    """

    __tablename__ = "alerts"

    id: Mapped[int] = mapped_column(primary_key=True)
    figure: Mapped[str] = mapped_column(Name)
    hours: Mapped[int]
    lowest: Mapped[float | None]
    highest: Mapped[float | None]
    fewest: Mapped[int]
    mail: Mapped[str] = mapped_column(String(255))
    webhook: Mapped[bool]
    who: Mapped[str] = mapped_column(Name)
    is_out: Mapped[bool]
    value: Mapped[float | None]
    since: Mapped[datetime]
