"""What the slots of faults hold."""

from ivr.callflow.which_model import NOT_KNOWN
from ivr.dialog.kinds import DIGITS, FIRST, FLAG, NAMES, TEXT, Kind, Like, ListOf, OneOf, Record

SYMPTOM = Record({"id": TEXT, "name": NAMES, "danger": FLAG})
SLOTS: dict[str, Kind] = {
    "fault_words": Like(TEXT, ("it does not charge", "list", "done", "danger")),
    "fault_began": TEXT,
    "fault_found": Record({"decision": Like(TEXT, ("answer", "offer", "unsure")), "symptoms": ListOf(SYMPTOM)}),
    "fault_offered": ListOf(SYMPTOM),
    "fault_page": FIRST,
    "fault_which": OneOf((1, 2, 3, 4, "danger")),
    "symptom": SYMPTOM,
    "fault_listed": Record({"symptoms": ListOf(SYMPTOM)}),
    "listed_which": OneOf((1, 2, 3, 4, "danger")),
    "fault_version": Like(TEXT, ("14", NOT_KNOWN)),
    "fault_remedies": Record({"steps": ListOf(NAMES)}),
    "fault_index": FIRST,
    "fault_tried": ListOf(NAMES),
    "step_result": OneOf(("next", "worked", "give_up", "danger")),
    "ticket": DIGITS,
    "fault_way": OneOf(("centre", "send_in", "agent")),
}
