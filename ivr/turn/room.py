"""Let a call go by keys while there is no room for its speech, and give speech back when there is.

Whether there is room the media gateways know: they measure what waits for their decoders. A call that begins while
there is none, that a gateway turned away, or whose words got lost twice, is told so; each later turn asks again.
"""

from dataclasses import replace

from ivr.dialog.instructions import Instruction, Listen, Say
from ivr.turn import inputs
from ivr.turn.advance import Transition
from ivr.turn.context import Scene, TurnContext


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
