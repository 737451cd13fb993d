"""Read what was said in a call."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from ivr.calls.records import Turn
from ivr.calls.tables import TurnRow, UtteranceRow


def transcript(session: Session, sid: str) -> tuple[Turn, ...]:
    """Return the turns of a call in order; none when there is no such call."""
    said = select(TurnRow, UtteranceRow.transcript, UtteranceRow.redacted).outerjoin(
        UtteranceRow, UtteranceRow.id == TurnRow.utterance_id
    )
    rows = session.execute(said.where(TurnRow.call_sid == sid).order_by(TurnRow.number))
    return tuple(_turn(*row) for row in rows)


def _turn(row: TurnRow, transcript: str | None, redacted: str | None) -> Turn:
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
        transcript=transcript,
        transcript_redacted=redacted,
        heard_redacted=row.heard_redacted,
        prompt_redacted=row.prompt_redacted,
    )
