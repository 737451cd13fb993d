"""Find out what the call is about: an open question first, a menu after a miss."""

from collections.abc import Sequence

from ivr.callflow.topics import Topic
from ivr.dialog.script import Decision, Field, Form, Goto, Moves
from ivr.dialog.values import Slots


def main_menu(topics: Sequence[Topic]) -> Form:
    """Return the form that leads to these topics."""
    forms = {topic.name: topic.form for topic in topics}

    def route(slots: Slots) -> Moves:
        """Go to the form of the topic; one that we don't know any more goes to an agent."""
        return (Goto(forms.get(str(slots["topic"]), "agent")),)

    return Form(
        "main_menu",
        (
            Field(
                "topic",
                ("main_menu",),
                ("open_question", "menu", "menu_again"),
                also=("number",),
                read_back={topic.name: topic.read_back for topic in topics},
                corrections=("main_menu",),
                help="menu_help",
            ),
            Decision("routed", route, may=tuple(Goto(form) for form in dict.fromkeys(forms.values()))),
        ),
    )
