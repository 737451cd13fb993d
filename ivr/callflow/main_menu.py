"""Find out what the call is about: an open question first, a menu after a miss."""

from ivr.callflow.topics import READ_BACK
from ivr.dialog.script import Decision, Field, Form, Goto, Moves
from ivr.dialog.values import Slots


def route(slots: Slots) -> Moves:
    """Serve repairs ourselves, give everything else to an agent."""
    return (Goto("repair"),) if slots["topic"] == "repair" else (Goto("agent"),)


MAIN_MENU = Form(
    "main_menu",
    (
        Field(
            "topic",
            ("main_menu",),
            ("open_question", "menu", "menu_again"),
            also=("number",),
            read_back=READ_BACK,
            corrections=("main_menu",),
            help="menu_help",
        ),
        Decision("routed", route, may=(Goto("repair"), Goto("agent"))),
    ),
)
