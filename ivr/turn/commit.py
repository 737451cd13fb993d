"""Commit a turn: its state, its reply, its record for the supervisor, its commands, its place in the queue."""

from dataclasses import replace

from ivr import calls, codec, routing
from ivr.calls import Evidence, TurnRecord
from ivr.dialog.events import Event, Filled, Universal
from ivr.dialog.instructions import Listen, Transfer
from ivr.redaction import MASK
from ivr.speech import Recognition
from ivr.storage import Json, Rows
from ivr.turn import consent, inputs
from ivr.turn.advance import Explanation, Transition
from ivr.turn.answer import over
from ivr.turn.context import Scene, TurnContext, last_reply
from ivr.turn.outcomes import conclude
from ivr.turn.reply import Reply
from ivr.turn.transport import Change


def commit(
    context: TurnContext, here: Scene, given: inputs.Input, decided: Transition, reply: Reply, stream: Change
) -> Reply:
    """Write all of a turn in one transaction, if this input is its first; return the reply that the turn now has.

    Raises SlotWithdrawn and DatabaseBusy: nothing was written.
    """
    sid, latency = here.call.sid, round((context.clock() - here.now).total_seconds() * 1000)
    written = with_copies(context, here, record(here, given, decided.explained, latency))
    decided = consent.apply_refusal(here, given, decided)
    state = decided.state.to_json()
    with context.database.writing_rows() as rows:
        won = calls.save_turn(rows, sid, here.call.turn, state=state, reply=reply.to_json(), record=written)
        if won:
            if stream.note:
                calls.set_stream(rows, sid, *stream.note, here.now)
            consent.note(context, rows, here, decided)
            _keep_queue(rows, here, given, decided)
            context.commands.write(rows, decided.commands, sid, here.call.turn, here.now)
    return reply if won else stored(context, sid) or over(context, here)


def too_late(context: TurnContext, here: Scene, given: inputs.Input) -> Reply:
    """Answer for a call that is over; how it left the queue may come in only now."""
    if isinstance(given, inputs.QueueLeft):
        with context.database.writing_rows() as rows:
            routing.leave(rows, here.call.sid, given.result, given.seconds, here.now)
            conclude(rows, here.call, here.call.ended_at or here.now)
    return over(context, here)


def stored(context: TurnContext, call_sid: str) -> Reply | None:
    """Return the current reply of a call, or None when there is none."""
    with context.database.reading_rows() as rows:
        call = calls.load(rows, call_sid)
    return None if call is None or call.ended_at else last_reply(call)


def with_copies(context: TurnContext, here: Scene, written: TurnRecord) -> TurnRecord:
    """Return a record with the redacted copies of what was heard and said; a sensitive answer is masked whole."""
    redactor = context.redactors.of(here.state.language if here.state else here.call.language)
    heard = MASK if written.sensitive and written.heard else redactor.redact(written.heard)
    return replace(written, heard_redacted=heard, prompt_redacted=redactor.own.redact(written.prompt))


def record(scene: Scene, given: inputs.Input | None, explained: Explanation, latency_ms: int) -> TurnRecord:
    """Return the record of a turn; None as input is the caller hanging up."""
    listen = scene.listen
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
        answer_ms=latency_ms,
        evidence=_evidence(listen, given, explained) if listen or explained.brought else None,
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
        answer_ms=base.latency_ms + round(recognition.latency * 1000),
    )


def _evidence(listen: Listen | None, given: inputs.Input | None, explained: Explanation) -> Json:
    """Return what this input was decided by under the question that was asked, and what sources brought."""
    asked = Evidence(brought=explained.brought)
    if listen:
        asked = replace(asked, grammars=listen.grammars, accept=listen.accept, confirm=listen.confirm)
    match given:
        case inputs.Utterance(recognition):
            asked = replace(asked, nbest=recognition.nbest, free=recognition.free)
    return codec.dump(asked)


def _meaning(event: Event | None) -> Json:
    match event:
        case Filled(meaning):
            return meaning
        case Universal(name):
            return name
        case _:
            return None


def _keep_queue(rows: Rows, here: Scene, given: inputs.Input, decided: Transition) -> None:
    if isinstance(given, inputs.QueueLeft):
        routing.leave(rows, here.call.sid, given.result, given.seconds, here.now)
    match decided.instructions[-1]:
        case Transfer(queue, topic, priority):
            routing.join(rows, here.call.sid, routing.lane(queue, priority), topic, here.now)
