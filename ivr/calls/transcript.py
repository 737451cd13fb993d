"""Read what was said in a call."""

from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from ivr.calls.records import Turn
from ivr.calls.tables import TurnRow, UtteranceRow

SAID = (
    UtteranceRow.transcript,
    UtteranceRow.redacted,
    UtteranceRow.at.label("said_at"),
    UtteranceRow.words,
    UtteranceRow.transcript_words,
    UtteranceRow.audible,
)


def transcript(session: Session, sid: str) -> tuple[Turn, ...]:
    """Return the turns of a call in order; none when there is no such call."""
    rows = session.execute(_turns(sid).order_by(TurnRow.number))
    return tuple(_turn(row[0], row) for row in rows)


def last_turn(session: Session, sid: str) -> Turn | None:
    """Return the newest turn of a call, None when it has none."""
    row = session.execute(_turns(sid).order_by(TurnRow.number.desc()).limit(1)).first()
    return _turn(row[0], row) if row else None


def _turns(sid: str) -> Select[*tuple[Any, ...]]:
    said = select(TurnRow, *SAID).outerjoin(UtteranceRow, UtteranceRow.id == TurnRow.utterance_id)
    return said.where(TurnRow.call_sid == sid)


def _turn(row: TurnRow, said: Row[*tuple[Any, ...]]) -> Turn:
    return Turn(
        at=row.at,
        input=row.input,  # type: ignore[arg-type]
        form=row.form,
        field=row.field,
        prompt=row.prompt,
        heard=row.heard,
        grammar=row.grammar,
        confidence=row.confidence,
        decision=row.decision,
        meaning=row.meaning,
        branch=row.branch,
        latency_ms=row.latency_ms,
        sensitive=row.sensitive,
        utterance_id=row.utterance_id,
        number=row.number,
        answer_ms=row.answer_ms,
        evidence=row.evidence,
        transcript=said.transcript,
        transcript_redacted=said.redacted,
        said_at=said.said_at,
        words=said.words,
        transcript_words=said.transcript_words,
        audible=said.audible,
        heard_redacted=row.heard_redacted,
        prompt_redacted=row.prompt_redacted,
    )
