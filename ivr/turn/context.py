"""What a turn works with: what is handed in once a process, and where the call stands when an input comes in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from ivr.calls import Call, Caps
from ivr.calls.caps import NO_CAPS
from ivr.codec import Unreadable
from ivr.dialog.instructions import Listen
from ivr.dialog.script import Script
from ivr.dialog.state import CallState, UnreadableState
from ivr.languages.language import Languages
from ivr.logs import about_call
from ivr.prompts import Speaker
from ivr.redaction import Redactors
from ivr.regions import Regions
from ivr.speech.keypad import Keypad
from ivr.storage import Database
from ivr.storage.journal import Journal
from ivr.turn.commands import Commands, Outcomes
from ivr.turn.lookups import LookUps
from ivr.turn.reply import Render, Reply
from ivr.turn.transport import Stream, Transport

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class TurnContext:
    """What `take` works with.

    `hears` is False where there is no speech model at all, or speech is off: all calls then go by keys.
    `without_model` are the languages without a model while speech is on, `names` those of each service's forms
    and topics. The `journal` takes what the database can't. `has_room` tells whether one more caller can be heard now.
    """

    database: Database
    script: Script
    speak: Speaker
    keypad: Keypad
    lookups: LookUps
    commands: Commands
    outcomes: Outcomes
    render: Render
    clock: Callable[[], datetime]
    regions: Regions
    languages: Languages
    names: Mapping[str, tuple[str, ...]]
    journal: Journal
    redactors: Redactors
    hears: bool = True
    without_model: frozenset[str] = frozenset()
    has_room: Callable[[], bool] = lambda: True
    caps: Caps = NO_CAPS


@dataclass(frozen=True)
class Scene:
    """A call, its last reply, its dialog's state and its stream, at one moment.

    `state` is None when what is stored can't be read, it or the reply; `transport` has taken account of what became
    of the stream. Of the slots that are `withdrawn` a source's answer may not be told: it counts as nothing found.
    """

    call: Call
    last: Reply | None
    state: CallState | None
    stream: Stream
    transport: Transport
    now: datetime
    withdrawn: frozenset[str] = frozenset()

    @property
    def known_state(self) -> CallState:
        """Return the state where it can be read."""
        assert self.state is not None
        return self.state

    @property
    def listen(self) -> Listen | None:
        """Return what the caller is being asked, or None."""
        return self.last.listen if self.last else None

    @property
    def typed(self) -> str:
        """Return the keys of an answer that is not over yet."""
        return self.listen.typed if self.listen else ""

    @property
    def lost_speech(self) -> bool:
        """Return whether speech was lost since the last reply, so the caller may have spoken without effect."""
        return self.last is not None and self.transport != self.last.transport

    @property
    def may_answer_yet(self) -> bool:
        """Return whether the time for an answer by several keys is not over: Gather looks in more often than that."""
        listen = self.listen
        if self.last is None or listen is None or not listen.keys.several or self.transport.mode == "record":
            return False
        return self.last.elapsed(self.now) < self.last.seconds + listen.timeout


def scene(call: Call, now: datetime, *, hears: bool) -> Scene:
    """Return the scene of a stored call; without speech the call goes by keys from the start."""
    about_call(call.sid, call.turn)
    last = last_reply(call)
    stream = Stream(call.stream_name, call.stream_status, call.stream_at)
    before = last.transport if last else Transport("stream" if hears else "keys")
    transport = before.after(stream, now)
    state = None if last is None and call.reply is not None else _state(call, transport)
    return Scene(call, last, state, stream, transport, now)


def last_reply(call: Call) -> Reply | None:
    """Return what a call was answered last, or None when there is nothing, or nothing that can be read."""
    try:
        return None if call.reply is None else Reply.from_json(call.reply)
    except Unreadable as error:
        log.error("the reply can't be read", error=str(error))
        return None


def _state(call: Call, transport: Transport) -> CallState | None:
    try:
        state = CallState(language=call.language) if call.state is None else CallState.from_json(call.state)
    except UnreadableState:
        log.error("the call's state can't be read")
        return None
    return replace(state, keypad_only=True) if transport.mode == "keys" and call.state is None else state
