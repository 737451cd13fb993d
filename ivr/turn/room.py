"""Let a call go by keys while there is no room for it: too many go on at once, or nobody can hear its speech.

When too many calls of its number, or of numbers that begin alike, go on at once, a call is answered all the same: it
hears why, and an agent is one key away. But it is not heard, asked or queued by itself: a machine that calls hundreds
of times takes no place of anybody else's.

Whether there is room for speech the media gateways know: they measure what waits for their decoders. A call that
begins while there is none, that a gateway turned away, or whose words got lost twice, is told so; each later turn asks
again.
"""

from dataclasses import replace
from datetime import timedelta

import structlog

from ivr import calls
from ivr.calls.caps import NO_CAPS
from ivr.dialog.instructions import Instruction, Listen, Say
from ivr.turn import inputs
from ivr.turn.advance import Transition
from ivr.turn.context import Scene, TurnContext

LONGEST_CALL = timedelta(hours=4)
"""Twilio ends a call after four hours: an older one is not going on, whatever our books say."""

log = structlog.get_logger(__name__)


def in_a_crowd(context: TurnContext, here: Scene, ring: inputs.Ring) -> tuple[Scene, inputs.Ring]:
    """Return the scene and the ring of a new call; too many at once begin at the form for that, by keys only."""
    if context.caps == NO_CAPS or here.state is None:
        return here, ring
    with context.database.reading_rows() as rows:
        live = calls.live_calls_like(rows, ring.caller, here.now - LONGEST_CALL)
    exceeded = context.caps.exceeded(live, ring.caller)
    if not exceeded:
        return here, ring
    log.warning("too many live calls", which=exceeded, number=live.number, prefix=live.prefix)
    by_keys = replace(here, state=replace(here.state, keypad_only=True))
    return by_keys, replace(ring, form=context.script.crowded)


def with_room(context: TurnContext, scene: Scene, given: inputs.Input) -> Scene:
    """Return the scene with speech paused, or resumed, as there is room for it now."""
    state, transport = scene.state, scene.transport
    if state is None or state.keypad_only:
        return scene
    if isinstance(given, inputs.Utterance):
        transport = replace(transport, lost_words=0)
    if scene.last is None and transport.mode == "stream" and not context.has_room():
        transport = transport.paused(scene.now)
    elif transport.may_resume(scene.now) and context.has_room():
        transport = transport.resumed()
    return replace(scene, transport=transport, state=replace(state, speech_paused=transport.is_paused))


def announced(context: TurnContext, scene: Scene, decided: Transition) -> Transition:
    """Return the transition with a word to the caller where speech is paused or resumed with it.

    Where nothing is asked, or more of the same answer is waited for, that is put off to a later turn.
    """
    was, paused = scene.last is not None and scene.last.transport.is_paused, decided.transport.is_paused
    if paused == was or decided.state.keypad_only:
        return decided
    if decided.goes_on or decided.quiet or not isinstance(decided.instructions[-1], Listen):
        before = scene.last.transport if scene.last else scene.transport
        return replace(decided, transport=before, state=replace(decided.state, speech_paused=was))
    lines = context.script.lines
    line = Say(lines.speech_paused if paused else lines.speech_back, easy=decided.state.easy)
    why = f"{decided.explained.why}; {'no room for speech: by keys' if paused else 'room for speech again'}"
    explained = replace(decided.explained, why=why.removeprefix("; "))
    return replace(decided, instructions=_after_opening(line, decided.instructions), explained=explained)


def _after_opening(line: Say, instructions: tuple[Instruction, ...]) -> tuple[Instruction, ...]:
    """Return the instructions with a line more, after all that is said whatever the caller does."""
    guarded = [at for at, said in enumerate(instructions, 1) if isinstance(said, Say) and not said.bargein]
    at = max(guarded, default=0)
    return (*instructions[:at], line, *instructions[at:])
