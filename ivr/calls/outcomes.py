"""Name what may become of a call, as supervisors read it."""

from collections.abc import Mapping

OUTCOMES: Mapping[str, str] = {
    "answered": "answered by us",
    "transferred": "transferred and answered",
    "gave_up_waiting": "gave up in the queue",
    "not_taken": "no agent took the call",
    "out_of_hours": "wanted an agent out of hours",
    "gave_up_at_question": "gave up at a question",
    "said_nothing": "refused to speak",
    "hung_up_during_prompt": "hung up during a prompt",
    "hung_up_at_question": "hung up at a question",
    "fault": "ended by a fault",
    "ended": "ended",
}
"""Outcomes by the name that is stored."""
