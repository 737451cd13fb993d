"""Take an input of a call through its turn: load the call, decide, answer, commit.

take -> _load -> Scene        where the call stands (context)
     -> decide -> Transition  what the input means (understanding, opening), what the dialog makes of it (advance)
     -> answer -> Reply       prompts in words, a document, its TwiML
     -> commit                all of it in one transaction, if this input was the first
"""

from dataclasses import replace
from datetime import datetime

import structlog

from ivr import calls
from ivr.calls import Call, NewCall
from ivr.dialog.instructions import Await, Say
from ivr.outbox.rows import key_of
from ivr.storage import DatabaseBusy
from ivr.turn import inputs
from ivr.turn.advance import Transition
from ivr.turn.answer import answer, listen_on
from ivr.turn.commands import SlotWithdrawn
from ivr.turn.commit import commit, too_late
from ivr.turn.context import Scene, TurnContext, scene
from ivr.turn.decide import ListenOn, Unchanged, decide, give_up
from ivr.turn.reply import Reply
from ivr.turn.room import announced, in_a_crowd, with_room

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
    here = _load(context, call_sid, ring)
    if here.call.ended_at is not None:
        return too_late(context, here, given)
    if here.last and not here.last.takes(turn, given):
        return here.last
    if isinstance(given, inputs.Utterance):
        given = replace(given, early=turn is not None and turn < here.call.turn)
    if here.last is None and not isinstance(given, inputs.Broken | inputs.QueueLeft):
        here, given = in_a_crowd(context, here, ring)
    here = with_room(context, here, given)
    match _decide(context, here, given):
        case Transition() as decided:
            reply = _commit(context, here, given, decided)
            if reply.new and isinstance(decided.instructions[-1], Await):
                return _come_back_soon(context, here, reply, decided)
            if reply.new or turn is None or not reply.takes(turn, given):
                return reply
            return take(context, call_sid, turn, given, ring)  # another part of the same answer came in between
        case ListenOn() if here.last:
            return listen_on(context, call_sid, here.last)
    return here.last or _commit(context, here, given, give_up(context, here))


def _load(context: TurnContext, call_sid: str, ring: inputs.Ring) -> Scene:
    now = context.clock()
    with context.database.reading_rows() as rows:
        call = calls.load(rows, call_sid)
    return scene(call or _begin(context, call_sid, ring, now), now, hears=context.hears)


def _begin(context: TurnContext, call_sid: str, ring: inputs.Ring, now: datetime) -> Call:
    region = context.regions.of_number(ring.called)
    with context.database.writing_rows() as rows:
        last = calls.last_language(rows, ring.caller)
        language = last if last in region.languages else region.languages[0]
        calls.begin(rows, NewCall(call_sid, ring.direction, ring.caller, ring.called, language, now, region.name))
        call = calls.load(rows, call_sid)
    assert call is not None
    return call


def _decide(context: TurnContext, here: Scene, given: inputs.Input) -> Transition | ListenOn | Unchanged:
    try:
        decided = decide(context, here, given)
        return announced(context, here, decided) if isinstance(decided, Transition) else decided
    except DatabaseBusy:
        raise
    except Exception:
        log.exception("the turn broke: the caller hears an apology")
        return give_up(context, here)


def _commit(context: TurnContext, here: Scene, given: inputs.Input, decided: Transition) -> Reply:
    """Answer and write the turn; where what a source told was withdrawn meanwhile, decide again without it."""
    while True:
        try:
            return commit(context, here, given, decided, *answer(context, here, decided))
        except SlotWithdrawn as withdrawn:
            here = replace(here, withdrawn=here.withdrawn | {withdrawn.slot})
            again = _decide(context, here, given)
            decided = again if isinstance(again, Transition) else give_up(context, here)


def _come_back_soon(context: TurnContext, here: Scene, reply: Reply, decided: Transition) -> Reply:
    """Go on at once where a command comes to an end while the caller still waits for this answer."""
    if not context.outcomes.comes_soon(key_of(here.call.sid, here.call.turn, reply.pending)):
        return reply
    unplayed = tuple(instruction for instruction in decided.instructions if isinstance(instruction, Say))
    return take(context, here.call.sid, reply.turn, inputs.Continue(unplayed))
