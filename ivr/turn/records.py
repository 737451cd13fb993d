"""Write a turn down for the supervisor: what was asked, what came in, what was made of it."""

from dataclasses import dataclass, replace

from ivr.calls import TurnRecord
from ivr.dialog.events import Event, Filled, Universal
from ivr.speech import Recognition
from ivr.storage import Json
from ivr.turn import inputs
from ivr.turn.scene import Scene


@dataclass(frozen=True)
class Explanation:
    """What was made of an input: the event, if there was one, and why the call went on as it did."""

    event: Event | None
    why: str


def record(scene: Scene, given: inputs.Input | None, explained: Explanation, latency_ms: int) -> TurnRecord:
    """Return the record of a turn; None as input is the caller hanging up."""
    listen = scene.last.listen if scene.last else None
    base = TurnRecord(
        at=scene.now,
        input="hangup",
        form=scene.state.form if scene.state else "",
        field=(listen.field if listen else "") or (scene.state.awaits if scene.state else ""),
        prompt=scene.last.prompt if scene.last else "",
        meaning=_meaning(explained.event),
        branch=explained.why,
        latency_ms=latency_ms,
        sensitive=listen.sensitive if listen else False,
    )
    return base if given is None else _with_input(base, given)


def _with_input(base: TurnRecord, given: inputs.Input) -> TurnRecord:
    match given:
        case inputs.Ring():
            return replace(base, input="start")
        case inputs.Digits(keys):
            return replace(base, input="keys", heard=keys)
        case inputs.Utterance(recognition, id=utterance):
            return _with_speech(base, recognition, utterance)
        case inputs.Silence():
            return replace(base, input="silence")
        case inputs.NotUnderstood() | inputs.Lost():
            return replace(base, input="speech")
        case inputs.Continue(unplayed):
            return replace(base, input="continue", prompt=base.prompt if unplayed is None else "")
        case inputs.QueueLeft(result):
            return replace(base, input="queue", heard=result)
        case inputs.Broken(why):
            return replace(base, input="fault", heard=why)


def _with_speech(base: TurnRecord, recognition: Recognition, utterance: int | None) -> TurnRecord:
    return replace(
        base,
        input="speech",
        heard=recognition.text,
        grammar=recognition.grammar,
        confidence=recognition.confidence,
        decision=recognition.decision,
        utterance_id=utterance,
    )


def _meaning(event: Event | None) -> Json:
    match event:
        case Filled(meaning):
            return meaning
        case Universal(name):
            return name
        case _:
            return None
