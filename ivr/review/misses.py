"""Collect what the hotline did not understand, once a call is over: utterances it refused, or took for the wrong thing.

Only redacted copies are read and kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from sqlalchemy import Row, select

from ivr.calls.tables import CallRow, TurnRow, UtteranceRow
from ivr.review.tables import MissRow
from ivr.storage import Rows, connection_of
from ivr.storage.conflict import insert_or_update

Kind = Literal["refused", "corrected"]
KINDS: Mapping[Kind, str] = {"refused": "refused", "corrected": "taken for something else"}

NEXT: Mapping[str, str] = {
    "understood": "said it another way, and was understood",
    "again": "was not understood again",
    "keys": "pressed a key",
    "agent": "asked for an agent",
    "silent": "said nothing",
    "hung_up": "hung up",
    "": "the call went on",
}
"""What a caller did after it."""

AGENT_KEY = "0"
TAKEN_BACK = (False, "back", "cancel")
"""Meanings of an answer that say that the one before it was misunderstood."""
NEITHER = (0, "0")
"""Meanings of an answer to offered topics that say none of them was meant."""
Turn = Row[*tuple[Any, ...]]


def collect(rows: Rows, sids: Iterable[str]) -> None:
    """Keep the misses of calls that are over; those known are renewed, and lose their group where words changed."""
    for sid in sids:
        call = connection_of(rows).execute(select(CallRow.language, CallRow.topic).where(CallRow.sid == sid)).one()
        turns = _turns(rows, sid)
        known = dict(
            connection_of(rows).execute(select(MissRow.turn, MissRow.words).where(MissRow.call_sid == sid)).all()
        )
        for turn, after in zip(turns, [*turns[1:], None], strict=True):
            kind = kind_of(turn, after)
            words = (turn.redacted or turn.heard_redacted or "").strip()
            if kind and known.get(turn.number) != words:
                _keep(rows, sid, call, turn, after, kind, words)


def kind_of(turn: Turn, after: Turn | None) -> Kind | None:
    """Return how an answer was missed, None for one that was understood or that nobody may read."""
    if turn.input != "speech" or turn.sensitive:
        return None
    if turn.decision == "reject":
        return "refused"
    if after is None:
        return None
    neither = after.field == "offered" and _is_any(after.meaning, NEITHER)
    denied = turn.field == after.field and _is_any(after.meaning, TAKEN_BACK)
    return "corrected" if turn.meaning is not None and (neither or denied) else None


def next_of(after: Turn | None) -> str:
    """Return what the caller did after a miss, by its name in `NEXT`."""
    if after is None or after.input == "hangup":
        return "hung_up"
    if after.meaning == "agent" or (after.input == "keys" and after.heard_redacted == AGENT_KEY):
        return "agent"
    if after.input == "speech":
        return "again" if after.decision == "reject" else "understood"
    return {"keys": "keys", "silence": "silent"}.get(after.input, "")


def _is_any(meaning: Any, wanted: Sequence[Any]) -> bool:
    return any(type(meaning) is type(each) and meaning == each for each in wanted)


def _turns(rows: Rows, sid: str) -> Sequence[Turn]:
    shown = (TurnRow.number, TurnRow.at, TurnRow.input, TurnRow.field, TurnRow.decision, TurnRow.meaning)
    copies = (TurnRow.sensitive, TurnRow.heard_redacted, TurnRow.utterance_id, UtteranceRow.redacted)
    turns = select(*shown, *copies).outerjoin(UtteranceRow, UtteranceRow.id == TurnRow.utterance_id)
    return connection_of(rows).execute(turns.where(TurnRow.call_sid == sid).order_by(TurnRow.number)).all()


def _keep(rows: Rows, sid: str, call: Turn, turn: Turn, after: Turn | None, kind: Kind, words: str) -> None:
    values = {
        "call_sid": sid,
        "turn": turn.number,
        "at": turn.at,
        "language": call.language,
        "question": turn.field,
        "kind": kind,
        "words": words,
        "has_sound": turn.utterance_id is not None,
        "did_next": next_of(after),
        "then_topic": call.topic,
        "group_id": None,
    }
    insert_or_update(rows, MissRow, ("call_sid", "turn"), values)
