"""Take a past call through the real turns of a version, its sound decoded anew."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from ivr import calls
from ivr.calls import NewCall, Turn
from ivr.hotline.replay.past import PastCall, state_of
from ivr.hotline.replay.recorded import MOMENT, Moment
from ivr.hotline.replay.side import Side
from ivr.intents import labels
from ivr.review.walks import Step, Walk
from ivr.speech import Recognition
from ivr.speech.mulaw import seconds_of
from ivr.storage import Json
from ivr.turn import Reply, inputs, listening, note_stream, take

SOON = timedelta(seconds=1)
MOST_WAITS = 60


class Walker:
    """Take one call through one version; to be used once. `digest` tells nothing of a text without a key."""

    def __init__(self, side: Side, past: PastCall, digest: Callable[[str], bytes]) -> None:
        self._side, self._past, self._keyed = side, past, digest
        self._sid, self._moment = past.call.sid, Moment(past)
        self._sound = 0.0
        self._ring = inputs.Ring(past.call.from_, past.call.to, past.call.direction)

    async def walk(self) -> Walk:
        """Return how far its inputs lead, and where."""
        token = MOMENT.set(self._moment)
        try:
            steps, followed = await self._steps()
        finally:
            MOMENT.reset(token)
        return Walk(self._sid, self._past.seconds, round(self._sound, 1), tuple(steps), followed)

    async def _steps(self) -> tuple[list[Step], bool]:
        self._begin()
        steps: list[Step] = []
        reply: Reply | None = None
        for turn in self._past.turns:
            self._moment.turn, self._moment.now = turn.number, max(turn.at, self._moment.now)
            if turn.input in ("continue", "hangup", "dial"):
                continue
            if reply and turn.input in ("keys", "speech", "silence") and _asked(reply) != turn.field:
                return steps, False
            given = await self._given(turn, reply)
            reply = self._takes(given)
            steps.append(self._step(turn, given, reply))
        return steps, True

    def _begin(self) -> None:
        call, state = self._past.call, state_of(self._past.call)
        with self._side.context.database.writing_rows() as rows:
            switched = any(turn.meaning == "language" for turn in self._past.turns)
            language = state.languages[0] if switched and state.languages else call.language
            begun = NewCall(call.sid, call.direction, call.from_, call.to, language, call.started_at, call.region)
            calls.begin(rows, begun)

    async def _given(self, turn: Turn, reply: Reply | None) -> inputs.Input:
        match turn.input:
            case "start":
                return self._ring
            case "keys":
                return inputs.Digits(turn.heard, ended=not turn.branch.startswith("keys so far"))
            case "silence":
                return inputs.Silence(ended=True)
            case "queue":
                return inputs.QueueLeft(turn.heard)
            case "fault":
                return inputs.Broken(turn.heard)
        return await self._said(turn, reply)

    async def _said(self, turn: Turn, reply: Reply | None) -> inputs.Input:
        """Return what the caller is heard to say now; as it was heard then where no sound was kept."""
        clip, ask = self._past.clip(turn), listening(reply, turn.at) if reply else None
        recogniser = self._side.recognisers.get(ask.language) if ask else None
        if not turn.decision:
            return inputs.Lost()
        if not clip or ask is None or recogniser is None:
            return inputs.Utterance(_as_then(turn))
        self._sound += seconds_of(clip)
        ask = replace(ask, bargein="speech", prompt_left=0.0)
        return inputs.Utterance(await recogniser.decide(await recogniser.hear(clip, ask), ask))

    def _takes(self, given: inputs.Input) -> Reply:
        reply = take(self._side.context, self._sid, None, given, self._ring)
        for _ in range(MOST_WAITS):
            if not reply.pending:
                break
            self._moment.now += SOON
            reply = take(self._side.context, self._sid, None, inputs.Continue(), self._ring)
        with self._side.context.database.reading_rows() as rows:
            call = calls.load(rows, self._sid)
        if call and call.stream_name:
            note_stream(self._side.context, self._sid, call.stream_name, "open")
        return reply

    def _step(self, turn: Turn, given: inputs.Input, reply: Reply) -> Step:
        with self._side.context.database.reading() as session:
            new = calls.last_turn(session, self._sid) or turn
            call = calls.load(session, self._sid)
        then = ".".join(part for part in (_form(call), _asked(reply)) if part)
        way = [new.input, new.decision, new.meaning, then]
        sure = given.recognition if isinstance(given, inputs.Utterance) else None
        heard = [sure.text, round(sure.confidence, 6), sure.nbest, sure.grammar] if sure else []
        return Step(
            turn=turn.number,
            asked=".".join(part for part in (turn.form, turn.field) if part),
            heard=new.heard_redacted or "",
            decision=new.decision,
            then=then,
            way=self._digest(way),
            whole=self._digest([way, heard, reply.prompt]),
            right=self._is_right(turn, new.meaning if new.decision != "reject" else None),
        )

    def _is_right(self, turn: Turn, meaning: Json) -> bool | None:
        """Tell whether words were taken for what the caller meant; None where nobody knows."""
        if turn.input != "speech":
            return None
        truth = self._past.meant(turn)
        if truth is None:
            return None
        return meaning is not None and bool(_names(meaning) & _names(truth))

    def _digest(self, known: Json) -> str:
        text = json.dumps(known, ensure_ascii=False, sort_keys=True, default=str)
        return self._keyed(text).hex()


def _asked(reply: Reply) -> str:
    return reply.listen.field if reply.listen else ""


def _form(call: calls.Call | None) -> str:
    return state_of(call).form if call else ""


def _names(meaning: Json) -> set[str]:
    """Return what a meaning names: topics by all their labels, all else as it is."""
    if isinstance(meaning, dict) and "topic" in meaning:
        return _names(meaning["topic"])
    if isinstance(meaning, list):
        return {name for each in meaning[:1] for name in _names(each)}
    return {str(meaning), *labels(str(meaning))} if isinstance(meaning, str) else {json.dumps(meaning, sort_keys=True)}


def _as_then(turn: Turn) -> Recognition:
    decision = turn.decision if turn.decision in ("accept", "confirm") else "reject"
    return Recognition(
        text=turn.heard,
        interpretation=turn.meaning,
        confidence=turn.confidence or 0.0,
        decision=decision,  # type: ignore[arg-type]
        grammar=turn.grammar,
    )
