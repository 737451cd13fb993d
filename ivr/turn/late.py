"""Look for what a slow look-up or a command has brought, when the call comes back for it."""

from datetime import timedelta

from ivr.dialog.events import Acted, Fault, Found, SourceFailed
from ivr.dialog.script import Act
from ivr.outbox import Outcome
from ivr.outbox.rows import key_of
from ivr.turn.commands import promise_of
from ivr.turn.context import TurnContext
from ivr.turn.lookups import LookedUp
from ivr.turn.scene import Scene

LOOK_UP_DEADLINE = timedelta(seconds=12)


def late_answer(context: TurnContext, scene: Scene, slot: str) -> LookedUp | None:
    """Return what a slow look-up has brought, or nothing while there is still time."""
    assert scene.last is not None
    if slot in scene.withdrawn:
        return LookedUp(Found(slot, None))
    answer = context.lookups.answer(slot, scene.call.sid, scene.call.turn - 1)
    if answer is None and scene.now - scene.last.at > LOOK_UP_DEADLINE:
        return LookedUp(SourceFailed(slot))
    return answer


def late_outcome(context: TurnContext, scene: Scene, slot: str) -> LookedUp | None:
    """Return what came of a command; past the caller's patience it is promised."""
    state, key = scene.state, key_of(scene.call.sid, scene.call.turn - 1, slot)
    assert state is not None
    form = context.script.forms.get(state.form)
    item = form.item(slot, state.slots) if form else None
    if not isinstance(item, Act):  # a newer script has none here: nobody can say what was done
        return LookedUp(Fault())
    match context.outcomes.ended(key):
        case Outcome("done" | "refused" as status, result):
            return LookedUp(Acted(slot, status, result))
        case Outcome():
            return LookedUp(Acted(slot, "failed"))
    if scene.last and scene.last.elapsed(scene.now) <= item.deadline:
        return None
    return LookedUp(Acted(slot, "promised"), (promise_of(context.script, state, item, key),))
