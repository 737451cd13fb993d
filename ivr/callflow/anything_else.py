"""Ask whether there is anything else; the next wish may be said at once."""

from collections.abc import Sequence

from ivr.callflow.main_menu import topic_grammars
from ivr.callflow.topics import Topic
from ivr.dialog.script import Decision, Field, Form, Goto, Moves
from ivr.dialog.values import Slots


def decide(slots: Slots) -> Moves:
    """Go on with the main menu, or say goodbye. A topic said at once is already proposed to the menu."""
    return (Goto("main_menu"),) if slots["more"] else (Goto("goodbye"),)


def anything_else(topics: Sequence[Topic]) -> Form:
    """Return the form that takes one of these topics for a wish."""
    return Form(
        "anything_else",
        (
            Field(
                "more",
                ("anything_else", *topic_grammars(topics)),
                ("anything_else", "anything_else_again"),
                also=("topic", "number"),
                implied=True,
                read_back={"False": "confirm_goodbye"},
                help="anything_else_again",
            ),
            Decision("more_done", decide, may=(Goto("main_menu"), Goto("goodbye"))),
        ),
    )
