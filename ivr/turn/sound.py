"""Tell whether sound of a call may be kept."""

from ivr import calls
from ivr.privacy.wishes import is_do_not_record
from ivr.storage import Rows
from ivr.turn.context import TurnContext

AGREED = "recorded"
"""The slot of the answer to whether recordings may be kept."""


def may_keep_sound(context: TurnContext, rows: Rows, call: calls.Call | None) -> bool:
    """Return whether the region's policy, the caller's answers in this call and their wish let sound be kept."""
    if call and keeps_no_sound(context, rows, call):
        return False
    policy = context.regions.of_name(call.region if call else "").recording
    slots = call.state.get("slots") if call and isinstance(call.state, dict) else None
    agreed = slots.get(AGREED) if isinstance(slots, dict) else None
    return (policy == "notice" and agreed is not False) or (policy == "opt-in" and agreed is True)


def keeps_no_sound(context: TurnContext, rows: Rows, call: calls.Call) -> bool:
    """Tell whether no sound of a call is kept, whatever is answered in it: by its region, or by the caller's wish."""
    return context.regions.of_name(call.region).recording == "off" or wants_none(rows, call)


def wants_none(rows: Rows, call: calls.Call) -> bool:
    """Tell whether the owner of the number wants no sound of any call kept."""
    return is_do_not_record(rows, call.from_ if call.direction == "inbound" else call.to)
