"""Go on with a call that code of before kept no answer of: what it said last stands for it."""

from dataclasses import replace

from ivr.dialog.draft import ANSWER
from ivr.dialog.instructions import Say
from ivr.dialog.script import Decision, Script
from ivr.dialog.state import CallState


def with_answer(script: Script, state: CallState) -> CallState:
    """Return the state with the slot `answer`, where a service has answered and none was kept."""
    if not state.served or ANSWER in state.slots:
        return state
    decisions = (item for form in script.forms.values() for item in form.items if isinstance(item, Decision))
    prompts = {move.prompt for item in decisions if item.serves for move in item.may if isinstance(move, Say)}
    says = [[prompt, dict(values)] for prompt, values in state.said if prompt in prompts]
    if not says:
        return state
    return replace(state, slots={**state.slots, ANSWER: {"language": state.language, "says": says}})
