"""Ask by a text message how a call was, when the caller hung up before they were asked."""

from datetime import datetime

from ivr import routing
from ivr.calls import Call
from ivr.dialog.state import CallState
from ivr.outbound import is_do_not_call
from ivr.outbox import enqueue
from ivr.storage import Rows
from ivr.turn.context import TurnContext
from ivr.turn.outcomes import TALKED

WERE_ASKED = frozenset({"survey", "goodbye"})
"""Forms at which a caller has been asked, or has said that all is well."""


def ask_later(context: TurnContext, rows: Rows, call: Call, state: CallState | None, at: datetime) -> None:
    """Have the caller sent a link to the two questions, once a call, where the region asks and they let us."""
    region = context.regions.of_name(call.region)
    if state is None or not (region.survey and region.survey_by_text and region.sms):
        return
    caller, visit = state.slots.get("caller"), routing.last_visit(rows, call.sid)
    served = [*state.served, *(["agent"] if visit and visit.result in TALKED else [])]
    if not isinstance(caller, str) or not served or state.form in WERE_ASKED or "survey_helped" in state.slots:
        return
    if is_do_not_call(rows, caller):
        return
    link = {"purpose": "survey", "thing": call.sid, "identity": {"served": list(dict.fromkeys(served))}}
    payload = {"to": caller, "language": state.language, "says": [["sms_survey", {}]], "link": link}
    enqueue(rows, f"{call.sid}:survey:ask", "sms", payload, at, call_sid=call.sid)
