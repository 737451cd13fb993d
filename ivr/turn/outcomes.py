"""Say what became of a call: one outcome and the reason, from what its forms declared and how its queue went.

Who hung up before they were asked how it was is asked by a text message.
"""

from dataclasses import dataclass
from datetime import datetime

import structlog

from ivr import calls, routing
from ivr.callflow.agent import OUT_OF_HOURS
from ivr.calls import Call
from ivr.calls.outcomes import OUTCOMES
from ivr.calls.verified import verified_by
from ivr.dialog.state import CallState, UnreadableState
from ivr.outbound import is_do_not_call
from ivr.outbox import enqueue
from ivr.routing import Visit
from ivr.storage import Rows
from ivr.turn.context import TurnContext, last_reply
from ivr.turn.reply import Reply

TALKED = frozenset({"bridged", "redirected-from-bridged"})
HUNG_UP = frozenset({"", "hangup"})
WERE_ASKED = frozenset({"survey", "goodbye"})
"""Forms at which a caller has been asked, or has said that all is well."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Conclusion:
    """What became of a call, one of `OUTCOMES`, and the reason in a few words, without anything personal."""

    outcome: str
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse an outcome that supervisors can't filter by."""
        assert self.outcome in OUTCOMES, self.outcome


def conclude(rows: Rows, call: Call, at: datetime) -> None:
    """Write down what became of a call that is over; may be repeated when more is known."""
    concluded = outcome_of(call, routing.last_visit(rows, call.sid), at)
    calls.set_outcome(rows, call.sid, concluded.outcome, concluded.reason, verified_by(call.state))
    log.info("what became of a call", outcome=concluded.outcome, reason=concluded.reason)


def outcome_of(call: Call, visit: Visit | None, at: datetime) -> Conclusion:
    """Return what became of a call that ended at this time."""
    try:
        state = CallState() if call.state is None else CallState.from_json(call.state)
    except UnreadableState:
        return Conclusion("fault", "its state could not be read")
    if visit and visit.result in TALKED:
        return Conclusion("transferred", f"waited {_waited(visit, at)} s")
    if visit and visit.result in HUNG_UP:
        return Conclusion("gave_up_waiting", f"after {_waited(visit, at)} s in the queue")
    if state.served:
        return Conclusion("answered", ", ".join(dict.fromkeys(state.served)))
    if state.faults:
        return Conclusion("fault", f"in {state.form or 'no form'}")
    if state.slots.get(OUT_OF_HOURS):
        topic = state.slots.get("topic")
        return Conclusion("out_of_hours", f"topic: {topic}" if isinstance(topic, str) else "")
    if visit:
        return Conclusion("not_taken", f"left the queue: {visit.result}")
    return _given_up(state, last_reply(call), at)


def _given_up(state: CallState, reply: Reply | None, at: datetime) -> Conclusion:
    asked = state.awaits or state.form
    misses = state.noinput + state.nomatch
    if state.nomatch or (misses and state.back):
        return Conclusion("gave_up_at_question", f"{asked}, after {_times(misses, 'miss', 'misses')}")
    if misses:
        return Conclusion("said_nothing", f"{asked}, asked {_times(misses, 'time', 'times')}")
    if reply and reply.prompt_left(at):
        return Conclusion("hung_up_during_prompt", asked)
    return Conclusion("hung_up_at_question", asked) if reply and reply.listen else Conclusion("ended", asked)


def _times(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _waited(visit: Visit, at: datetime) -> int:
    ended = visit.left_at or at
    return (
        visit.waited_seconds if visit.waited_seconds is not None else round((ended - visit.joined_at).total_seconds())
    )


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
