"""Mend our books by what Twilio says: calls that are over, calls we never heard of, and who waits in the queue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ivr import calls, routing
from ivr.calls import NewCall
from ivr.calls.copies import want_recording_forgotten
from ivr.logs import about_call, about_no_call
from ivr.storage import Rows
from ivr.telephony.agents import gave_pin
from ivr.telephony.edge import Edge
from ivr.telephony.reconciliation.twilio import CallAtTwilio, Twilio
from ivr.telephony.withheld import caller_of
from ivr.turn import Ended, write

GRACE = timedelta(seconds=15)
"""How young a call, or a wait, may be for its webhook to be under way still."""
UNKNOWN_TO_TWILIO = "failed"
COPY_GRACE, COPIES_LOOKED_BACK = timedelta(minutes=10), timedelta(days=1)
"""How old a recording is that should have been deleted, and how far back is looked."""
MOST_FETCHED = 100
"""Calls that are asked for one by one in a round; the others come in the next."""


@dataclass(frozen=True)
class Mended:
    """How many calls were ended, begun, taken out of the queue and put into it; `copies` are recordings to delete."""

    ended: int = 0
    begun: int = 0
    left: int = 0
    joined: int = 0
    copies: int = 0

    def __bool__(self) -> bool:
        """Tell whether anything had to be mended."""
        return self != Mended()


def reconcile(edge: Edge, twilio: Twilio, since: datetime) -> Mended:
    """Compare once, with all calls that began after `since`; raises Unanswered or DatabaseBusy.

    What was mended before that stays: each fact is a transaction of its own, and writing it twice changes nothing.
    """
    now = edge.context.clock()
    under_way = twilio.under_way()
    ended = _end(edge, twilio, under_way, now)
    begun = _begin(edge, twilio, [*under_way.values(), *twilio.completed_since(since)], now)
    queues = [_queue(edge, lane, twilio.waiting(lane) or {}, now) for lane in edge.queue.lanes]
    copies = _forget_recordings(edge, twilio, now)
    return Mended(ended, begun, sum(left for left, _ in queues), sum(joined for _, joined in queues), copies)


def _forget_recordings(edge: Edge, twilio: Twilio, now: datetime) -> int:
    """Have recordings of our calls deleted whose webhook never came; those of others in the account are left alone."""
    if not (found := twilio.recordings_of(now - COPIES_LOOKED_BACK, now - COPY_GRACE)):
        return 0
    with edge.context.database.writing_rows() as rows:
        ours = calls.known(rows, [call for _, call in found])
        return sum(want_recording_forgotten(rows, sid, now) for sid, call in found if call in ours)


def _end(edge: Edge, twilio: Twilio, under_way: Iterable[str], now: datetime) -> int:
    with edge.context.database.reading_rows() as rows:
        ours = calls.live_calls(rows, now - GRACE)
    gone = sorted(set(ours).difference(under_way))[:MOST_FETCHED]
    return sum(_end_one(edge, sid, twilio.call(sid), now) for sid in gone)


def _end_one(edge: Edge, sid: str, call: CallAtTwilio | None, now: datetime) -> bool:
    if call and not call.over:  # it began to be under way while we asked
        return False
    about_call(sid, None)
    status, at = (call.status, call.ended_at) if call else (UNKNOWN_TO_TWILIO, None)
    write(edge.context, Ended(sid, status, at or now))
    about_no_call()
    return True


def _begin(edge: Edge, twilio: Twilio, found: list[CallAtTwilio], now: datetime) -> int:
    """Write down callers whose call came while we could not."""
    wanted = [call for call in found if _is_callers(edge, call, now)]
    if not wanted:
        return 0
    with edge.context.database.reading_rows() as rows:
        known = calls.known(rows, [call.sid for call in wanted])
    unknown = [call for call in wanted if call.sid not in known]
    ours = twilio.numbers(edge.urls.base) if unknown else frozenset()
    missed = [call for call in unknown if call.to in ours and not gave_pin(edge, call.sid)]
    for call in missed:
        about_call(call.sid, 0)
        region = edge.context.regions.of_number(call.to)
        begun = call.started_at or now
        new = NewCall(call.sid, call.direction, caller_of(call.from_), call.to, region.languages[0], begun, region.name)
        with edge.context.database.writing_rows() as rows:
            calls.begin(rows, new)
        if call.over:
            write(edge.context, Ended(call.sid, call.status, call.ended_at or now))
        about_no_call()
    return len(missed)


def _is_callers(edge: Edge, call: CallAtTwilio, now: datetime) -> bool:
    began = call.started_at
    return call.direction == "inbound" and began is not None and began < now - GRACE


def _queue(edge: Edge, lane: str, waiting: dict[str, datetime], now: datetime) -> tuple[int, int]:
    """Let those wait who do, and nobody else: an agent is told the topic of the caller who is next."""
    with edge.context.database.reading_rows() as rows:
        ours = routing.waiting_calls(rows, [lane], now - GRACE)
    gone = [sid for sid in ours if sid not in waiting]
    for sid in gone:
        with edge.context.database.writing_rows() as rows:
            routing.call_ended(rows, sid, now)
    joined = [_join(edge, lane, sid, at) for sid, at in waiting.items() if at < now - GRACE]
    return len(gone), sum(joined)


def _join(edge: Edge, lane: str, sid: str, at: datetime) -> bool:
    with edge.context.database.reading_rows() as rows:
        if not _waits_unknown(rows, sid):
            return False
    with edge.context.database.writing_rows() as rows:
        routing.join(rows, sid, lane, "", at)
    return True


def _waits_unknown(rows: Rows, sid: str) -> bool:
    return bool(calls.known(rows, [sid])) and routing.topic_of(rows, sid) is None
