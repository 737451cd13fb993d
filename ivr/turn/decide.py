"""Decide what an input does to a call: advance its dialog, or leave it as it is."""

from dataclasses import dataclass, replace

from ivr.dialog.commands import Command
from ivr.dialog.events import (
    BackFromQueue,
    Event,
    Fault,
    Found,
    NoInput,
    NotHeard,
    Started,
    Universal,
)
from ivr.dialog.instructions import Await, Instruction, Listen, LookUpRequest, Say
from ivr.dialog.interpreter import advance
from ivr.dialog.languages import KEYS as LANGUAGE_KEYS
from ivr.dialog.state import CallState
from ivr.dialog.values import Json
from ivr.turn import inputs, keying, understand
from ivr.turn.context import TurnContext
from ivr.turn.late import late_answer, late_outcome
from ivr.turn.lookups import LookedUp
from ivr.turn.records import Explanation
from ivr.turn.scene import Scene
from ivr.turn.transport import Transport

AGENT_KEY = "0"
GUARD_SLACK = 0.3  # seconds by which the end of a prompt is estimated wrongly


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


class Listening:
    """Leave the call as it is and listen on in silence: the caller is speaking."""


class Unchanged:
    """Leave the call as it is and give it the same document again."""


def decide(context: TurnContext, scene: Scene, given: inputs.Input) -> Transition | Listening | Unchanged:
    """Return what this input, the first of its turn, does."""
    if scene.state is None:
        return _advance(context, replace(scene, state=CallState(language=scene.call.language)), Fault())
    scene = _before_notice(scene, scene.state, given)
    given = keying.with_typed(scene, given)
    match given:
        case inputs.Silence(ended) if scene.stream.is_speaking(scene.now) or (scene.may_answer_yet and not ended):
            return Listening()
        case inputs.Digits() if (listen := _listen(scene)) and keying.may_go_on(context, scene, listen, given):
            explained = Explanation(None, "keys so far: more may follow")
            return Transition(_state(scene), (keying.waiting(listen, given),), explained, scene.transport, goes_on=True)
        case inputs.Utterance(recognition) if (listen := _listen(scene)) and listen.typed:
            language = context.languages[_state(scene).language]
            said = understand.said(recognition, context.script.universals, language)
            events = keying.halves(listen, given, said)
            return _advance(context, scene, *events) if events else Unchanged()
        case inputs.Continue(unplayed) if scene.last and scene.last.pending:
            return _come_back(context, scene, scene.last.pending, unplayed or ())
        case inputs.Silence() | inputs.NotUnderstood() | inputs.Lost() if scene.last and scene.last.listen:
            return _not_heard(context, scene, scene.last.listen, given)
        case _:
            event = _event(context, scene, given)
            if event is None:
                return Unchanged()
            decided = _advance(context, scene, event)
            return _waits(context, scene, event, decided) if isinstance(given, inputs.Utterance) else decided


def _before_notice(scene: Scene, state: CallState, given: inputs.Input) -> Scene:
    """Keep no word of a caller who has not had the notice: a key or a fault cut it off, or there was none."""
    match given:
        case inputs.Digits(keys) if keys in LANGUAGE_KEYS:
            missed = False  # the opening is said again, in that language
        case inputs.Digits() | inputs.Broken() if scene.last:
            missed = _is_opening(scene)
        case inputs.QueueLeft() if scene.last:  # sent there by the document of last resort, nobody knows when
            missed = scene.last.guarded_seconds > 0
        case _:
            missed = scene.last is None and not isinstance(given, inputs.Ring)
    return replace(scene, state=replace(state, keypad_only=True)) if missed else scene


def _is_opening(scene: Scene) -> bool:
    """Return whether the notice is still being given."""
    return scene.last is not None and scene.last.guarded_left(scene.now) > GUARD_SLACK


def give_up(context: TurnContext, scene: Scene) -> Transition:
    """Apologise and hand over to an agent."""
    state = scene.state or CallState(language=scene.call.language)
    return _advance(context, replace(scene, state=state), Fault())


def _not_heard(context: TurnContext, scene: Scene, listen: Listen, given: inputs.Input) -> Transition:
    """Count a miss only where it is the caller's: speech that we lost is asked for again, by a surer way."""
    match given:
        case inputs.NotUnderstood():
            scene = replace(scene, transport=Transport("keys", scene.transport.losses))
        case inputs.Lost():
            scene = replace(scene, transport=scene.transport.after_lost_speech())
    if not scene.lost_speech:
        return _advance(context, scene, NoInput())
    match scene.transport.mode:
        case "stream":
            return _advance(context, scene, NotHeard(), because="speech was lost: asked again")
        case "record":
            explained = Explanation(None, "the stream was lost again: recording")
            return Transition(_state(scene), (listen,), explained, scene.transport)
        case "keys":
            return _advance(context, scene, Universal("keypad"), because="speech can't be heard")


def _event(context: TurnContext, scene: Scene, given: inputs.Input) -> Event | None:
    universals, last = context.script.universals, scene.last
    match given:
        case inputs.Ring(caller, form=form) if last is None:
            return replace(_started(context, scene, caller), form=form)
        case inputs.Digits(keys) if last and last.listen:
            event = understand.pressed(keys, last.listen, universals, context.keypad, _state(scene).language)
            return replace(event, from_start=_is_opening(scene)) if isinstance(event, Universal) else event
        case inputs.Digits(keys) if keys == AGENT_KEY:
            return Universal("agent")
        case inputs.Utterance(recognition) if last and last.listen:
            return understand.said(recognition, universals, context.languages[_state(scene).language])
        case inputs.QueueLeft(result):
            return BackFromQueue(result)
        case inputs.Broken() if not (last and last.is_final):
            return Fault()
    return None


def _started(context: TurnContext, scene: Scene, caller: str) -> Started:
    region = context.regions.of_name(scene.call.region)
    by_keys = tuple(language for language in region.languages if language in context.without_model)
    unserved = [name for service, names in context.names.items() if not region.offers(service) for name in names]
    opens = region.opens(scene.now)
    told: dict[str, Json] = {
        "country": region.country,
        "currency": region.currency,
        "opens": opens.isoformat() if opens else None,
        "recording": region.recording,
        "sms": region.sms,
        "unserved": list(unserved),
    }
    return Started(caller if caller.startswith("+") else None, region.languages, by_keys, told)


def _waits(context: TurnContext, scene: Scene, event: Event, decided: Transition) -> Transition:
    """Disturb nobody who may go on speaking or typing; who speaks into recordings must be told to go on."""
    if not isinstance(decided.instructions[0], Listen):
        return decided
    if scene.transport.mode == "stream":
        return replace(decided, quiet=True)
    return _advance(context, scene, event, NoInput())


def _come_back(context: TurnContext, scene: Scene, slot: str, unplayed: tuple[Say, ...]) -> Transition | Unchanged:
    """Tell what a slow look-up or a command has brought, or wait on."""
    is_act = _state(scene).sent == slot
    brought = (late_outcome if is_act else late_answer)(context, scene, slot)
    if brought is None:
        return Unchanged()
    decided = _advance(context, scene, brought.event)
    commands, said = brought.commands + decided.commands, unplayed + decided.instructions
    return replace(decided, commands=commands, instructions=said)


def _ask(context: TurnContext, scene: Scene, request: LookUpRequest) -> LookedUp | None:
    if request.slot in scene.withdrawn:
        return LookedUp(Found(request.slot, None))
    return context.lookups.ask(request, scene.call.sid, scene.call.turn)


def _advance(context: TurnContext, scene: Scene, *events: Event, because: str = "") -> Transition:
    """Advance the dialog, through all look-ups that answer at once."""
    state, reasons, commands = _state(scene), [because], tuple[Command, ...]()
    for event in events:
        step = advance(context.script, state, event)
        state, reasons, commands = step.state, [*reasons, step.why], commands + step.commands
    said = step.instructions
    while isinstance(said[-1], LookUpRequest):
        answer = _ask(context, scene, said[-1])
        if answer is None:
            break
        step = advance(context.script, step.state, answer.event)
        said, reasons = said[:-1] + step.instructions, [*reasons, step.why]
        commands += answer.commands + step.commands
    why = "; ".join(reason for reason in reasons if reason)
    return Transition(step.state, said, Explanation(event, why), scene.transport, commands)


def _listen(scene: Scene) -> Listen | None:
    return scene.last.listen if scene.last else None


def _state(scene: Scene) -> CallState:
    assert scene.state is not None
    return scene.state
