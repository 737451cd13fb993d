"""Take an input of a call through all rooms, and return the document that the call goes on with."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

import structlog

from ivr import calls, routing
from ivr.calls import Call, NewCall
from ivr.dialog.instructions import Await, Say, Transfer
from ivr.dialog.script import Act
from ivr.outbox.rows import key_of
from ivr.sources import AnswerWithdrawn
from ivr.storage import DatabaseBusy, Rows
from ivr.turn import inputs
from ivr.turn.answer import answer, listen_on, over
from ivr.turn.commands import SlotWithdrawn, promise_of, write_promise
from ivr.turn.decide import Decision, Listening, Unchanged, decide, give_up
from ivr.turn.outcomes import conclude
from ivr.turn.records import Explanation, record
from ivr.turn.reply import Reply
from ivr.turn.scene import Scene, last_reply, scene
from ivr.turn.services import Services

UNKNOWN = inputs.Ring("", "")

log = structlog.get_logger(__name__)


def take(
    services: Services, call_sid: str, turn: int | None, given: inputs.Input, ring: inputs.Ring = UNKNOWN
) -> Reply:
    """Take an input and return the reply, new or already given.

    The first input of a turn wins, whether key or speech, in whatever process. One that comes late, twice or out of
    order changes nothing and gets the reply of the current turn again, the same bytes. `turn` None means: whatever
    turn it is. Quick: a look-up that takes long is answered with "one moment".
    A call that we never heard of starts with whatever comes first, and `ring` tells whose it is.

    Raises:
        DatabaseBusy: nothing was read or written; the caller must be given a last resort.
    """
    now = services.clock()
    here = scene(_call(services, call_sid, ring, now), now, hears=services.hears)
    if here.call.ended_at is not None:
        return _too_late(services, here, given)
    if here.last and not here.last.takes(turn, given):
        return here.last
    if isinstance(given, inputs.Utterance):
        given = replace(given, early=turn is not None and turn < here.call.turn)
    if here.last is None and not isinstance(given, inputs.Broken | inputs.QueueLeft):
        given = ring
    match _decide(services, here, given):
        case Decision() as decided:
            reply = _save_or_withdraw(services, here, given, decided)
            if reply.new and isinstance(decided.instructions[-1], Await):
                return _come_back_soon(services, here, reply, decided)
            if reply.new or turn is None or not reply.takes(turn, given):
                return reply
            return take(services, call_sid, turn, given, ring)  # another part of the same answer came in between
        case Listening() if here.last:
            return listen_on(services, call_sid, here.last)
    return here.last or _save(services, here, given, give_up(services, here))


def stored(services: Services, call_sid: str) -> Reply | None:
    """Return the current reply of a call, or None when there is none."""
    with services.database.reading_rows() as rows:
        call = calls.load(rows, call_sid)
    return None if call is None or call.ended_at else last_reply(call)


def hang_up(services: Services, call_sid: str, status: str) -> None:
    """Note that the call is over, with what the caller heard last; a call never begun is none of ours."""
    now = services.clock()
    with services.database.writing_rows() as rows:
        call = calls.load(rows, call_sid)
        if call is None or call.ended_at is not None:
            return
        here = scene(call, now, hears=services.hears)
        last = record(here, None, Explanation(None, f"the call is over: {status}"), 0)
        calls.save_turn(rows, call_sid, call.turn, state=call.state, reply=call.reply, record=last)
        calls.end(rows, call_sid, status, now)
        calls.want_transcripts(rows, now, call_sid)
        routing.call_ended(rows, call_sid, now)
        conclude(rows, call, now)
        _tell_later(services, rows, here)


def _tell_later(services: Services, rows: Rows, here: Scene) -> None:
    """Let the outcome of a command that the caller did not wait for be told by a text message."""
    slot = here.last.pending if here.last else ""
    form = services.script.forms.get(here.state.form) if here.state else None
    item = form.item(slot, here.state.slots) if form and here.state else None
    if here.state and isinstance(item, Act):
        told = promise_of(services.script, here.state, item, key_of(here.call.sid, here.call.turn - 1, slot))
        with suppress(AnswerWithdrawn):
            write_promise(rows, told.payload, here.now)


def _call(services: Services, call_sid: str, ring: inputs.Ring, now: datetime) -> Call:
    with services.database.reading_rows() as rows:
        call = calls.load(rows, call_sid)
    return call or _begin(services, call_sid, ring, now)


def _begin(services: Services, call_sid: str, ring: inputs.Ring, now: datetime) -> Call:
    region = services.regions.of_number(ring.called)
    with services.database.writing_rows() as rows:
        last = calls.last_language(rows, ring.caller)
        language = last if last in region.languages else region.languages[0]
        calls.begin(rows, NewCall(call_sid, ring.direction, ring.caller, ring.called, language, now, region.name))
        call = calls.load(rows, call_sid)
    assert call is not None
    return call


def _decide(services: Services, here: Scene, given: inputs.Input) -> Decision | Listening | Unchanged:
    try:
        return decide(services, here, given)
    except DatabaseBusy:
        raise
    except Exception:
        log.exception("the turn broke: the caller hears an apology")
        return give_up(services, here)


def _come_back_soon(services: Services, here: Scene, reply: Reply, decided: Decision) -> Reply:
    """Go on at once where a command comes to an end while the caller still waits for this answer."""
    if not services.outcomes.comes_soon(key_of(here.call.sid, here.call.turn, reply.pending)):
        return reply
    unheard = tuple(instruction for instruction in decided.instructions if isinstance(instruction, Say))
    return take(services, here.call.sid, reply.turn, inputs.Continue(unheard))


def _save_or_withdraw(services: Services, here: Scene, given: inputs.Input, decided: Decision) -> Reply:
    """Save the turn; where an answer was withdrawn meanwhile, decide again as if it had never been found."""
    while True:
        try:
            return _save(services, here, given, decided)
        except SlotWithdrawn as withdrawn:
            here = replace(here, withdrawn=here.withdrawn | {withdrawn.slot})
            again = _decide(services, here, given)
            decided = again if isinstance(again, Decision) else give_up(services, here)


def _save(services: Services, here: Scene, given: inputs.Input, decided: Decision) -> Reply:
    reply, stream = answer(services, here, decided)
    sid, latency = here.call.sid, round((services.clock() - here.now).total_seconds() * 1000)
    written = record(here, given, decided.explained, latency)
    state = decided.state.to_json()
    with services.database.writing_rows() as rows:
        won = calls.save_turn(rows, sid, here.call.turn, state=state, reply=reply.to_json(), record=written)
        if won:
            if stream.note:
                calls.set_stream(rows, sid, *stream.note, here.now)
            _keep_queue(rows, here, given, decided)
            services.commands.write(rows, decided.commands, sid, here.call.turn, here.now)
    return reply if won else stored(services, sid) or over(services, here)


def _keep_queue(rows: Rows, here: Scene, given: inputs.Input, decided: Decision) -> None:
    if isinstance(given, inputs.QueueLeft):
        routing.leave(rows, here.call.sid, given.result, given.seconds, here.now)
    match decided.instructions[-1]:
        case Transfer(queue, topic):
            routing.join(rows, here.call.sid, queue, topic, here.now)


def _too_late(services: Services, here: Scene, given: inputs.Input) -> Reply:
    """Answer for a call that is over; how it left the queue may come in only now."""
    if isinstance(given, inputs.QueueLeft):
        with services.database.writing_rows() as rows:
            routing.leave(rows, here.call.sid, given.result, given.seconds, here.now)
            conclude(rows, here.call, here.call.ended_at or here.now)
    return over(services, here)
