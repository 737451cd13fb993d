"""Take an input of a call through the whole pipeline, and return the document that the call goes on with."""

from dataclasses import replace
from datetime import datetime

import structlog

from ivr import calls, routing
from ivr.calls import Call, NewCall
from ivr.dialog.instructions import Await, Say, Transfer
from ivr.outbox.rows import key_of
from ivr.storage import DatabaseBusy, Rows
from ivr.turn import inputs
from ivr.turn.answer import answer, listen_on, over
from ivr.turn.commands import SlotWithdrawn
from ivr.turn.context import TurnContext
from ivr.turn.decide import Listening, Transition, Unchanged, decide, give_up
from ivr.turn.outcomes import conclude
from ivr.turn.records import record
from ivr.turn.reply import Reply
from ivr.turn.scene import Scene, last_reply, scene

UNKNOWN = inputs.Ring("", "")

log = structlog.get_logger(__name__)


def take(
    context: TurnContext, call_sid: str, turn: int | None, given: inputs.Input, ring: inputs.Ring = UNKNOWN
) -> Reply:
    """Take an input and return the reply, new or already given.

    The first input of a turn wins, whether key or speech, in whatever process. One that comes late, twice or out of
    order changes nothing and gets the reply of the current turn again, the same bytes. `turn` None means: whatever
    turn it is. Quick: a look-up that takes long is answered with "one moment".
    A call that we never heard of starts with whatever comes first, and `ring` tells whose it is.

    Raises:
        DatabaseBusy: nothing was read or written; the caller must be given a last resort.
    """
    now = context.clock()
    here = scene(_call(context, call_sid, ring, now), now, hears=context.hears)
    if here.call.ended_at is not None:
        return _too_late(context, here, given)
    if here.last and not here.last.takes(turn, given):
        return here.last
    if isinstance(given, inputs.Utterance):
        given = replace(given, early=turn is not None and turn < here.call.turn)
    if here.last is None and not isinstance(given, inputs.Broken | inputs.QueueLeft):
        given = ring
    match _decide(context, here, given):
        case Transition() as decided:
            reply = _save_or_withdraw(context, here, given, decided)
            if reply.new and isinstance(decided.instructions[-1], Await):
                return _come_back_soon(context, here, reply, decided)
            if reply.new or turn is None or not reply.takes(turn, given):
                return reply
            return take(context, call_sid, turn, given, ring)  # another part of the same answer came in between
        case Listening() if here.last:
            return listen_on(context, call_sid, here.last)
    return here.last or _save(context, here, given, give_up(context, here))


def stored(context: TurnContext, call_sid: str) -> Reply | None:
    """Return the current reply of a call, or None when there is none."""
    with context.database.reading_rows() as rows:
        call = calls.load(rows, call_sid)
    return None if call is None or call.ended_at else last_reply(call)


def _call(context: TurnContext, call_sid: str, ring: inputs.Ring, now: datetime) -> Call:
    with context.database.reading_rows() as rows:
        call = calls.load(rows, call_sid)
    return call or _begin(context, call_sid, ring, now)


def _begin(context: TurnContext, call_sid: str, ring: inputs.Ring, now: datetime) -> Call:
    region = context.regions.of_number(ring.called)
    with context.database.writing_rows() as rows:
        last = calls.last_language(rows, ring.caller)
        language = last if last in region.languages else region.languages[0]
        calls.begin(rows, NewCall(call_sid, ring.direction, ring.caller, ring.called, language, now, region.name))
        call = calls.load(rows, call_sid)
    assert call is not None
    return call


def _decide(context: TurnContext, here: Scene, given: inputs.Input) -> Transition | Listening | Unchanged:
    try:
        return decide(context, here, given)
    except DatabaseBusy:
        raise
    except Exception:
        log.exception("the turn broke: the caller hears an apology")
        return give_up(context, here)


def _come_back_soon(context: TurnContext, here: Scene, reply: Reply, decided: Transition) -> Reply:
    """Go on at once where a command comes to an end while the caller still waits for this answer."""
    if not context.outcomes.comes_soon(key_of(here.call.sid, here.call.turn, reply.pending)):
        return reply
    unplayed = tuple(instruction for instruction in decided.instructions if isinstance(instruction, Say))
    return take(context, here.call.sid, reply.turn, inputs.Continue(unplayed))


def _save_or_withdraw(context: TurnContext, here: Scene, given: inputs.Input, decided: Transition) -> Reply:
    """Save the turn; where an answer was withdrawn meanwhile, decide again as if it had never been found."""
    while True:
        try:
            return _save(context, here, given, decided)
        except SlotWithdrawn as withdrawn:
            here = replace(here, withdrawn=here.withdrawn | {withdrawn.slot})
            again = _decide(context, here, given)
            decided = again if isinstance(again, Transition) else give_up(context, here)


def _save(context: TurnContext, here: Scene, given: inputs.Input, decided: Transition) -> Reply:
    reply, stream = answer(context, here, decided)
    sid, latency = here.call.sid, round((context.clock() - here.now).total_seconds() * 1000)
    written = record(here, given, decided.explained, latency)
    state = decided.state.to_json()
    with context.database.writing_rows() as rows:
        won = calls.save_turn(rows, sid, here.call.turn, state=state, reply=reply.to_json(), record=written)
        if won:
            if stream.note:
                calls.set_stream(rows, sid, *stream.note, here.now)
            _keep_queue(rows, here, given, decided)
            context.commands.write(rows, decided.commands, sid, here.call.turn, here.now)
    return reply if won else stored(context, sid) or over(context, here)


def _keep_queue(rows: Rows, here: Scene, given: inputs.Input, decided: Transition) -> None:
    if isinstance(given, inputs.QueueLeft):
        routing.leave(rows, here.call.sid, given.result, given.seconds, here.now)
    match decided.instructions[-1]:
        case Transfer(queue, topic, priority):
            routing.join(rows, here.call.sid, routing.lane(queue, priority), topic, here.now)


def _too_late(context: TurnContext, here: Scene, given: inputs.Input) -> Reply:
    """Answer for a call that is over; how it left the queue may come in only now."""
    if isinstance(given, inputs.QueueLeft):
        with context.database.writing_rows() as rows:
            routing.leave(rows, here.call.sid, given.result, given.seconds, here.now)
            conclude(rows, here.call, here.call.ended_at or here.now)
    return over(context, here)
