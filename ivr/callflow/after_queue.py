"""Keep the caller who comes back from the queue: say why, and offer to wait again, another service, or to end."""

from ivr.dialog.instructions import Hangup, Say
from ivr.dialog.script import Decision, Field, Form, Goto, Moves
from ivr.dialog.values import Slots

GONE = ("hangup",)
TALKED = ("bridged", "redirected-from-bridged")
"""Results of the queue (Twilio, <Enqueue>) after which the caller has talked to an agent."""
WISHES = {"wait": "agent", "menu": "main_menu", "goodbye": "goodbye"}
"""Meanings of the grammar after_queue, and the form each leads to."""


def explain(slots: Slots) -> Moves:
    """Tell what happened in the queue; after a talk with an agent go on as after any answer."""
    match slots["queue_result"]:
        case result if result in GONE:
            return (Hangup(),)
        case result if result in TALKED:
            return (Goto("anything_else"),)
        case "leave":
            return (Say("queue_left"),)
        case _:
            return (Say("nobody_answered"),)


def follow(slots: Slots) -> Moves:
    """Do what the caller wishes."""
    return (Goto(WISHES[str(slots["wish"])]),)


AFTER_QUEUE = Form(
    "after_queue",
    (
        Decision(
            "queue_explained",
            explain,
            may=(Hangup(), Goto("anything_else"), Say("queue_left"), Say("nobody_answered")),
        ),
        Field(
            "wish",
            ("after_queue",),
            ("queue_wish", "queue_wish_again"),
            read_back={"goodbye": "confirm_goodbye"},
            help="queue_wish_again",
        ),
        Decision("wish_done", follow, may=tuple(Goto(form) for form in WISHES.values())),
    ),
)
