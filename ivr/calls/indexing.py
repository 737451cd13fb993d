"""Make calls that are over findable: their redacted copies where they lack, what they were about, their words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, select, update

from ivr.calls.tables import CallRow, TurnRow, UtteranceRow
from ivr.calls.terms import BREAK, terms
from ivr.calls.words import word_index
from ivr.redaction import MASK, Redactor, Redactors
from ivr.storage import Rows, connection_of
from ivr.storage.binding import keyring_of

AT_ONCE = 5
"""How many calls in one transaction: each takes some 6 ms of a core, and live calls wait meanwhile to write."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LAST_DIGITS = 4


def index_calls(rows: Rows, redactors: Redactors, services: Mapping[str, str]) -> list[str]:
    """Index some of the calls that are over and were not, or were transcribed since; return which.

    `services` has the service of each form.
    """
    wanted = select(CallRow.sid, CallRow.language, CallRow.started_at, CallRow.ended_at, CallRow.position)
    wanted = wanted.add_columns(CallRow.from_.label("from_"))
    waiting = wanted.where(CallRow.indexed.is_(False), CallRow.ended_at.is_not(None))
    found = connection_of(rows).execute(waiting.order_by(CallRow.ended_at).limit(AT_ONCE)).all()
    for call in found:
        _index(rows, call, redactors.of(call.language), services)
    return [call.sid for call in found]


def _index(rows: Rows, call: Row[*tuple[Any, ...]], redactor: Redactor, services: Mapping[str, str]) -> None:
    turns = _turns(rows, call.sid)
    copies = [_copies(rows, call.sid, turn, redactor) for turn in turns]
    caller = [term for heard, said, _ in copies for term in (*terms(heard), BREAK, *terms(said), BREAK)]
    hotline = [term for _, _, prompt in copies for term in (*terms(prompt), BREAK)]
    position = call.position or _free_position(rows, call.started_at)
    values = {
        "position": position,
        "seconds": round((call.ended_at - call.started_at).total_seconds()),
        "topic": next(_topics(turns, services), ""),
        "service": next((services[turn.form] for turn in turns if turn.form in services), ""),
        "last_four_index": last_four_index(rows, call.from_),
        "indexed": True,
    }
    connection_of(rows).execute(update(CallRow).where(CallRow.sid == call.sid).values(**values))
    word_index(connection_of(rows)).put(connection_of(rows), position, caller, hotline)


def last_four_index(rows: Rows, number: str) -> bytes | None:
    """Return the blind index of a number's last four digits; None for a number that is withheld."""
    digits = number[-LAST_DIGITS:]
    return keyring_of(connection_of(rows).dialect).blind_index(f"last four {digits}") if digits.isdecimal() else None


def _turns(rows: Rows, sid: str) -> Sequence[Row[*tuple[Any, ...]]]:
    shown = (
        TurnRow.number,
        TurnRow.form,
        TurnRow.field,
        TurnRow.prompt,
        TurnRow.heard,
        TurnRow.meaning,
        TurnRow.sensitive,
    )
    copies = (TurnRow.heard_redacted, TurnRow.prompt_redacted, UtteranceRow.transcript, UtteranceRow.redacted)
    turns = select(*shown, *copies, UtteranceRow.id).outerjoin(UtteranceRow, UtteranceRow.id == TurnRow.utterance_id)
    return connection_of(rows).execute(turns.where(TurnRow.call_sid == sid).order_by(TurnRow.number)).all()


def _copies(rows: Rows, sid: str, turn: Row[*tuple[Any, ...]], redactor: Redactor) -> tuple[str, str, str]:
    """Return what was heard, said word for word, and prompted, redacted; what lacks its copy gets it."""

    def copy(text: str | None) -> str:
        return MASK if turn.sensitive and text else redactor.redact(text or "")

    heard, said, prompt = turn.heard_redacted, turn.redacted, turn.prompt_redacted
    if heard is None or prompt is None:
        heard, prompt = copy(turn.heard), redactor.own.redact(turn.prompt)
        row = update(TurnRow).where(TurnRow.call_sid == sid, TurnRow.number == turn.number)
        connection_of(rows).execute(row.values(heard_redacted=heard, prompt_redacted=prompt))
    if said is None and turn.transcript is not None:
        said = copy(turn.transcript)
        connection_of(rows).execute(update(UtteranceRow).where(UtteranceRow.id == turn.id).values(redacted=said))
    return heard, said or "", prompt


def _topics(turns: Sequence[Row[*tuple[Any, ...]]], services: Mapping[str, str]) -> Iterator[str]:
    """Yield what a call was about: the first of several topics in one sentence, or the form that was chosen."""
    for turn in turns:
        match turn.meaning:
            case {"topic": str(topic)} | {"topic": [str(topic), *_]}:
                yield topic
            case str(chosen) if turn.field == "topic" and chosen in services:
                yield chosen


def _free_position(rows: Rows, began: datetime) -> int:
    """Return the place of a call among all: when it began, in microseconds, or the next one that is free."""
    position = round((began - EPOCH).total_seconds() * 1_000_000)
    taken = select(CallRow.position).where(CallRow.position >= position).order_by(CallRow.position)
    for each in connection_of(rows).scalars(taken.limit(1000)):
        if each != position:
            break
        position += 1
    return position
