"""Decide what an input does to a call: advance its dialog, or leave it as it is."""

from dataclasses import replace

from ivr.dialog.events import BackFromQueue, Event, Fault, NoInput, NotHeard, Universal
from ivr.dialog.instructions import Listen
from ivr.turn import inputs, opening, understanding
from ivr.turn.advance import Explanation, Transition, advance, come_back
from ivr.turn.context import Scene, TurnContext
from ivr.turn.transport import Transport

AGENT_KEY = "0"


class ListenOn:
    """Leave the call as it is and listen on in silence: the caller is speaking."""


class Unchanged:
    """Leave the call as it is and give it the same document again."""


def decide(context: TurnContext, scene: Scene, given: inputs.Input) -> Transition | ListenOn | Unchanged:
    """Return what this input, the first of its turn, does."""
    if scene.state is None:
        return give_up(context, scene)
    scene = opening.before_notice(opening.with_hours(context, scene, scene.state), given)
    given, listen = understanding.with_typed(scene, given), scene.listen
    match given:
        case inputs.Silence(ended) if scene.stream.is_speaking(scene.now) or (scene.may_answer_yet and not ended):
            return ListenOn()
        case inputs.Digits() if listen and understanding.may_go_on(context, scene, listen, given):
            waiting, explained = understanding.waiting(listen, given), Explanation(None, "keys so far: more may follow")
            return Transition(scene.known_state, (waiting,), explained, scene.transport, goes_on=True)
        case inputs.Utterance() if listen and listen.typed:
            events = understanding.halves(listen.typed, _said(context, scene, given), early=given.early)
            return advance(context, scene, *events) if events else Unchanged()
        case inputs.Continue(unplayed) if scene.last and scene.last.pending:
            return come_back(context, scene, scene.last.pending, unplayed or ()) or Unchanged()
        case inputs.NotUnderstood() if listen and listen.message:
            return advance(context, scene, NoInput(), because="the message was not kept")
        case inputs.Silence() | inputs.NotUnderstood() | inputs.Lost() if listen:
            return _not_heard(context, scene, listen, given)
        case inputs.Utterance() if listen:
            return _waits(context, scene, _said(context, scene, given))
    event = _event(context, scene, given)
    return advance(context, scene, event) if event else Unchanged()


def give_up(context: TurnContext, scene: Scene) -> Transition:
    """Apologise and hand over to an agent, where one works."""
    state = scene.state or opening.anew(context, scene)
    return advance(context, opening.with_hours(context, scene, state), Fault())


def _said(context: TurnContext, scene: Scene, given: inputs.Utterance) -> Event:
    language = context.languages[scene.known_state.language]
    return understanding.said(given.recognition, context.script.universals, language)


def _event(context: TurnContext, scene: Scene, given: inputs.Input) -> Event | None:
    """Return the event that an input other than speech is for the dialog, or None when it is nothing at this point."""
    match given:
        case inputs.Ring() if scene.last is None:
            return opening.started(context, scene, given)
        case inputs.Digits(keys) if scene.listen:
            universals, language = context.script.universals, scene.known_state.language
            event = understanding.pressed(keys, scene.listen, universals, context.keypad, language)
            return replace(event, from_start=opening.is_opening(scene)) if isinstance(event, Universal) else event
        case inputs.Digits(keys) if keys == AGENT_KEY:
            return Universal("agent")
        case inputs.QueueLeft(result):
            return BackFromQueue(result)
        case inputs.Broken() if not (scene.last and scene.last.is_final):
            return Fault()
    return None


def _not_heard(context: TurnContext, scene: Scene, listen: Listen, given: inputs.Input) -> Transition:
    """Count a miss only where it is the caller's: speech that we lost is asked for again, by a surer way."""
    match given:
        case inputs.NotUnderstood():
            scene = replace(scene, transport=Transport("keys", scene.transport.losses))
        case inputs.Lost():
            transport = scene.transport.after_lost_speech(scene.now)
            state = replace(scene.known_state, speech_paused=transport.is_paused)
            scene = replace(scene, transport=transport, state=state)
    if not scene.lost_speech:
        return advance(context, scene, NoInput())
    match scene.transport.mode:
        case "stream":
            return advance(context, scene, NotHeard(), because="speech was lost: asked again")
        case "record":
            explained = Explanation(None, "the stream was lost again: recording")
            return Transition(scene.known_state, (listen,), explained, scene.transport)
        case "keys" if scene.transport.is_paused:
            return advance(context, scene, NotHeard())
        case "keys":
            return advance(context, scene, Universal("keypad"), because="speech can't be heard")


def _waits(context: TurnContext, scene: Scene, event: Event) -> Transition:
    """Disturb nobody who may go on speaking or typing; who speaks into recordings must be told to go on."""
    decided = advance(context, scene, event)
    if not isinstance(decided.instructions[0], Listen):
        return decided
    if scene.transport.mode == "stream":
        return replace(decided, quiet=True)
    return advance(context, scene, event, NoInput())
