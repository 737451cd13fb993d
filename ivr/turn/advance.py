"""Advance a call's dialog by an event, through what sources and commands bring: at once, or when it comes back."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from ivr.calls import Brought
from ivr.dialog.commands import Command
from ivr.dialog.events import Acted, Event, Fault, Found, SourceFailed
from ivr.dialog.instructions import Await, Instruction, LookUpRequest, Say
from ivr.dialog.interpreter import advance as step_on
from ivr.dialog.script import Act
from ivr.dialog.state import CallState
from ivr.outbox import Outcome
from ivr.outbox.rows import key_of
from ivr.turn.commands import promise_of
from ivr.turn.context import Scene, TurnContext
from ivr.turn.lookups import LookedUp
from ivr.turn.transport import Transport

LOOK_UP_DEADLINE = timedelta(seconds=12)


@dataclass(frozen=True)
class Explanation:
    """What was made of an input: the event, if there was one, why the call went on so, and all that was brought."""

    event: Event | None
    why: str
    brought: tuple[Brought, ...] = ()


@dataclass(frozen=True)
class Transition:
    """How a call goes on: its new state, what the caller hears, why, and the commands that are written with it.

    One that `goes_on` waits for more of the same answer; a `quiet` one needs no new document for it.
    """

    state: CallState
    instructions: tuple[Instruction, ...]
    explained: Explanation
    transport: Transport
    commands: tuple[Command, ...] = ()
    goes_on: bool = False
    quiet: bool = False

    @property
    def pending(self) -> str:
        """Return the slot whose look-up or command is under way, or nothing."""
        ending = self.instructions[-1]
        return ending.slot if isinstance(ending, LookUpRequest | Await) else ""


def advance(context: TurnContext, scene: Scene, *events: Event, because: str = "") -> Transition:
    """Return how the call goes on after events, and after all look-ups that answer at once."""
    state, reasons, commands = scene.known_state, [because], tuple[Command, ...]()
    brought = [each for event in events for each in _brought(event)]
    for event in events:
        step = step_on(context.script, state, event)
        state, reasons, commands = step.state, [*reasons, step.why], commands + step.commands
    said = step.instructions
    while isinstance(said[-1], LookUpRequest):
        answer = _ask(context, scene, said[-1])
        if answer is None:
            break
        step = step_on(context.script, step.state, answer.event)
        said, reasons = said[:-1] + step.instructions, [*reasons, step.why]
        commands, brought = commands + answer.commands + step.commands, [*brought, *_brought(answer.event)]
    why = "; ".join(reason for reason in reasons if reason)
    return Transition(step.state, said, Explanation(event, why, tuple(brought)), scene.transport, commands)


def come_back(context: TurnContext, scene: Scene, slot: str, unplayed: tuple[Say, ...]) -> Transition | None:
    """Tell what a slow look-up or a command has brought for a slot; None while there is still time for it."""
    is_act = scene.known_state.sent == slot
    brought = (_late_outcome if is_act else _late_answer)(context, scene, slot)
    if brought is None:
        return None
    decided = advance(context, scene, brought.event)
    commands, said = brought.commands + decided.commands, unplayed + decided.instructions
    return replace(decided, commands=commands, instructions=said)


def _brought(event: Event) -> Iterator[Brought]:
    match event:
        case Found(slot, value):
            yield Brought(slot, "found", value)
        case SourceFailed(slot):
            yield Brought(slot, "failed")
        case Acted(slot, status, result):
            yield Brought(slot, status, result)


def _ask(context: TurnContext, scene: Scene, request: LookUpRequest) -> LookedUp | None:
    if request.slot in scene.withdrawn:
        return LookedUp(Found(request.slot, None))
    return context.lookups.ask(request, scene.call.sid, scene.call.turn)


def _late_answer(context: TurnContext, scene: Scene, slot: str) -> LookedUp | None:
    if slot in scene.withdrawn:
        return LookedUp(Found(slot, None))
    answer = context.lookups.answer(slot, scene.call.sid, scene.call.turn - 1)
    assert scene.last is not None
    if answer is None and scene.now - scene.last.at > LOOK_UP_DEADLINE:
        return LookedUp(SourceFailed(slot))
    return answer


def _late_outcome(context: TurnContext, scene: Scene, slot: str) -> LookedUp | None:
    """Return what came of a command; past the caller's patience it is promised."""
    state, key = scene.known_state, key_of(scene.call.sid, scene.call.turn - 1, slot)
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
