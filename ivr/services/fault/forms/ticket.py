"""Open a ticket with all that was told and tried, then lead to a centre, to a repair by post, or to an agent."""

from ivr.callflow.identity import unserved
from ivr.dialog.instructions import Say
from ivr.dialog.script import Act, Decision, Field, Fill, Form, Goto, Moves, Propose
from ivr.dialog.values import Slots

TOLD_MAY: Moves = (Say("fault_ticket"), Say("fault_no_ticket"), Fill("ticket", ""))
WAYS = {"centre": "centre", "send_in": "send_in"}
WENT_MAY: Moves = (Propose("topic", []), Goto("main_menu"), Goto("agent"))


def tell_ticket(slots: Slots) -> Moves:
    """Say the number; an agent hears it too. Without one the caller is helped all the same."""
    match slots["ticket_sent"]:
        case {"status": "done", "result": {"number": number}}:
            return Say("fault_ticket", {"number": str(number)}), Fill("ticket", str(number))
    return (Say("fault_no_ticket"),)


def leave_out(slots: Slots) -> tuple[str, ...]:
    """Return the ways that the call's region does not offer."""
    return ("offer_centre",) if "centres" in unserved(slots) else ()


def follow(slots: Slots) -> Moves:
    """Lead on; the topic of another service is chosen at the main menu."""
    topic = WAYS.get(str(slots["fault_way"]))
    return (Propose("topic", [topic]), Goto("main_menu")) if topic else (Goto("agent"),)


FAULT_TICKET = Form(
    "fault_ticket",
    (
        Act(
            "ticket_sent",
            "open_ticket",
            using=("symptom", "model", "fault_version", "fault_tried", "fault_words", "caller", "device"),
            matters=False,
        ),
        Decision("ticket_told", tell_ticket, may=TOLD_MAY, serves="fault"),
        Field(
            "fault_way",
            ("fault_way",),
            (("offer_centre", "offer_send_in", "offer_fault_agent"),),
            leaves_out=leave_out,
            misses=2,
            last_resort=(Goto("anything_else"),),
        ),
        Decision("fault_went", follow, may=WENT_MAY),
    ),
    then="anything_else",
)
