"""The tables of calls. Nothing outside this package writes them."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import ROW, Base, EncryptedBytes, EncryptedJson, EncryptedText, Json

Sid = String(64)
Name = String(64)
FOUND_BY = ("outcome", "outcome_reason", "service", "topic", "language", "region", "status", "seconds")
"""What calls are found by: these columns are in the indexes too, so that a search reads no call that does not fit."""


class CallRow(Base):
    """A call and where it stands."""

    __tablename__ = "calls"
    __table_args__ = (
        Index("ix_calls_started_at_sid", "started_at", "sid"),
        Index("ix_calls_status_started_at", "status", "started_at"),
        Index("ix_calls_form_started_at", "form", "started_at"),
        Index("ix_calls_outcome_started_at", "outcome", "started_at"),
        Index("ix_calls_position", "position", unique=True),
        Index("ix_calls_position_found_by", "position", "sid", "started_at", *FOUND_BY),
        Index("ix_calls_found_by", "started_at", "sid", *FOUND_BY),
        Index("ix_calls_seconds_sid", "seconds", "sid"),
        Index("ix_calls_last_four_index", "last_four_index", "started_at"),
    )

    sid: Mapped[str] = mapped_column(Sid, primary_key=True)
    turn: Mapped[int] = mapped_column(default=0)
    direction: Mapped[str] = mapped_column(Name)
    from_: Mapped[str] = mapped_column("from", EncryptedText(lenient=True))
    from_index: Mapped[bytes] = mapped_column(LargeBinary, index=True)
    prefix_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    to: Mapped[str] = mapped_column(EncryptedText(lenient=True))
    language: Mapped[str] = mapped_column(Name)
    region: Mapped[str] = mapped_column(Name, default="")
    status: Mapped[str] = mapped_column(Name, default="in-progress")
    form: Mapped[str] = mapped_column(Name, default="")
    outcome: Mapped[str] = mapped_column(Name, default="", server_default="")
    outcome_reason: Mapped[str] = mapped_column(String(255), default="", server_default="")
    stream_name: Mapped[str] = mapped_column(Name, default="")
    stream_status: Mapped[str] = mapped_column(Name, default="")
    stream_at: Mapped[datetime | None]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    verified: Mapped[str | None] = mapped_column(Name)
    """By what the caller had shown a record to be theirs when the call ended: a service, `device`, or nothing."""
    position: Mapped[int | None] = mapped_column(BigInteger)
    """Where a call stands among those in the index of words: microseconds since 1970, no two alike."""
    service: Mapped[str] = mapped_column(Name, default="", server_default="")
    topic: Mapped[str] = mapped_column(Name, default="", server_default="")
    seconds: Mapped[int | None]
    last_four_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    indexed: Mapped[bool] = mapped_column(default=False, server_default=false())
    state: Mapped[Json] = mapped_column(EncryptedJson(lenient=True), nullable=True)
    reply: Mapped[Json] = mapped_column(EncryptedJson(lenient=True), nullable=True)


Index(
    "ix_calls_unindexed",
    CallRow.ended_at,
    sqlite_where=text("indexed = false"),
    postgresql_where=text("indexed = false"),
)


class ConsentRow(Base):
    """What a caller was told before the first word was kept, and whether sound of the call may be.

    `hash` is the SHA-256 of the words of the notice in UTF-8; `recording` is one of `RECORDING`.
    """

    __tablename__ = "call_consents"

    call_sid: Mapped[str] = mapped_column(ForeignKey("calls.sid", ondelete="CASCADE"), primary_key=True)
    version: Mapped[str] = mapped_column(Name)
    language: Mapped[str] = mapped_column(Name)
    hash: Mapped[str] = mapped_column(Name)
    told_at: Mapped[datetime]
    recording: Mapped[str] = mapped_column(Name)
    changed_at: Mapped[datetime]


class UtteranceRow(Base):
    """What the caller said in one go, as sound and as words."""

    __tablename__ = "utterances"
    __table_args__ = ({"info": {ROW: ("call_sid", "turn")}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    call_sid: Mapped[str] = mapped_column(ForeignKey("calls.sid", ondelete="CASCADE"), index=True)
    turn: Mapped[int]
    at: Mapped[datetime]
    clip: Mapped[bytes] = mapped_column(EncryptedBytes)
    words: Mapped[Json] = mapped_column(EncryptedJson(lenient=True), nullable=True)
    transcript: Mapped[str | None] = mapped_column(EncryptedText(lenient=True))
    transcript_words: Mapped[Json] = mapped_column(EncryptedJson(lenient=True), nullable=True)
    audible: Mapped[Json] = mapped_column(EncryptedJson(lenient=True), nullable=True)
    redacted: Mapped[str | None] = mapped_column(Text)


_untranscribed = UtteranceRow.transcript.is_(None)
Index("ix_utterances_untranscribed", UtteranceRow.id, sqlite_where=_untranscribed, postgresql_where=_untranscribed)


class TurnRow(Base):
    """One turn of a call."""

    __tablename__ = "turns"
    __table_args__ = (Index("ix_turns_figures", "at", "form", "field", "input", "decision", "answer_ms", "call_sid"),)

    call_sid: Mapped[str] = mapped_column(ForeignKey("calls.sid", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    input: Mapped[str] = mapped_column(Name)
    form: Mapped[str] = mapped_column(Name)
    field: Mapped[str] = mapped_column(Name)
    prompt: Mapped[str] = mapped_column(EncryptedText(lenient=True))
    heard: Mapped[str] = mapped_column(EncryptedText(lenient=True))
    heard_redacted: Mapped[str | None] = mapped_column(Text)
    prompt_redacted: Mapped[str | None] = mapped_column(Text)
    grammar: Mapped[str] = mapped_column(String(255))
    confidence: Mapped[float | None]
    decision: Mapped[str] = mapped_column(Name)
    meaning: Mapped[Json] = mapped_column(EncryptedJson(lenient=True), nullable=True)
    branch: Mapped[str] = mapped_column(EncryptedText(lenient=True))
    latency_ms: Mapped[int]
    sensitive: Mapped[bool]
    utterance_id: Mapped[int | None] = mapped_column(ForeignKey("utterances.id", ondelete="SET NULL"))
    answer_ms: Mapped[int | None]
    evidence: Mapped[Json] = mapped_column(EncryptedJson(lenient=True), nullable=True)


class LookUpRow(Base):
    """A slow look-up that one process started and another may finish."""

    __tablename__ = "lookups"

    call_sid: Mapped[str] = mapped_column(ForeignKey("calls.sid", ondelete="CASCADE"), primary_key=True)
    turn: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    slot: Mapped[str] = mapped_column(Name, primary_key=True)
    status: Mapped[str] = mapped_column(Name)
    value: Mapped[Json] = mapped_column(EncryptedJson, nullable=True)
    commands: Mapped[Json] = mapped_column(EncryptedJson, nullable=True)


class StreamTokenRow(Base):
    """A stream token that has been used."""

    __tablename__ = "stream_tokens"

    id: Mapped[str] = mapped_column(Name, primary_key=True)
    used_at: Mapped[datetime] = mapped_column(index=True)
