"""Keep with a call what its caller was told, and let a no to recording count at once and for good."""

from collections.abc import Mapping
from dataclasses import replace

from ivr import calls
from ivr.calls.consents import Recording, note_notice, note_recording
from ivr.dialog.events import Universal
from ivr.dialog.instructions import Say
from ivr.dialog.values import Json
from ivr.storage import Rows
from ivr.turn import inputs
from ivr.turn.advance import Transition
from ivr.turn.context import Scene, TurnContext
from ivr.turn.opening import is_opening
from ivr.turn.sound import AGREED, wants_none

NOTICE, VERSION = "notice", "noticed"
"""The prompt, and the slot of its version."""
KEYS_ONLY = "keypad"


def apply_refusal(here: Scene, given: inputs.Input, decided: Transition) -> Transition:
    """Return the transition with a refusal written into its state: who wants keys only is not recorded any more."""
    if not _refuses(here, given, decided):
        return decided
    state = decided.state
    return replace(decided, state=replace(state, slots={**state.slots, AGREED: False}))


def note(context: TurnContext, rows: Rows, here: Scene, decided: Transition) -> None:
    """Write down a notice that is given in this turn, and what changed about keeping sound."""
    sid, slots = here.call.sid, decided.state.slots
    before: Mapping[str, Json] = here.state.slots if here.state else {}
    told = next((each for each in decided.instructions if isinstance(each, Say) and each.prompt == NOTICE), None)
    if told is not None:
        spoken = context.speak(told, decided.state.language).spoken.text
        now = _at_first(context, rows, here.call)
        note_notice(rows, sid, str(slots.get(VERSION) or ""), decided.state.language, spoken, now, here.now)
    if slots.get(AGREED) is not None and slots.get(AGREED) != before.get(AGREED):
        note_recording(rows, sid, "agreed" if slots[AGREED] else "refused", here.now)
    elif told is None and _is_cut_off(here, decided):
        note_recording(rows, sid, "cut off", here.now)


def _at_first(context: TurnContext, rows: Rows, call: calls.Call) -> Recording:
    """Return whether sound may be kept when the notice is given."""
    policy = context.regions.of_name(call.region).recording
    if policy == "off":
        return "off"
    return "refused" if wants_none(rows, call) else "asked" if policy == "opt-in" else "told"


def _refuses(here: Scene, given: inputs.Input, decided: Transition) -> bool:
    """Tell whether the caller, by key or voice, wants keys only; that we can't hear speech is no refusal."""
    by_caller = isinstance(given, inputs.Digits | inputs.Utterance)
    event = decided.explained.event
    asked = isinstance(event, Universal) and event.name == KEYS_ONLY
    confirmed = here.state is not None and here.state.leaving == KEYS_ONLY
    return by_caller and decided.state.keypad_only and (asked or confirmed)


def _is_cut_off(here: Scene, decided: Transition) -> bool:
    return is_opening(here) and decided.state.keypad_only and not (here.state and here.state.keypad_only)
