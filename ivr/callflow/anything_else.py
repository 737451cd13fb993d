"""Go on with the next wish of the caller's sentence, else ask whether there is anything else."""

from collections.abc import Sequence

from ivr.callflow import texting
from ivr.callflow.after_queue import TALKED
from ivr.callflow.agent import OUT_OF_HOURS
from ivr.callflow.identity import region_of, unserved
from ivr.callflow.main_menu import brought, topic_grammars
from ivr.callflow.own_words import SAID
from ivr.callflow.topics import Topic
from ivr.dialog.costs import Costs
from ivr.dialog.script import Decision, Field, Fill, Form, Goto, Moves, Propose
from ivr.dialog.values import Slots

NOTHING_ELSE = Costs(wrong=4.7, missed=2.4)
"""Most callers have nothing else, so a wrong "no" is rarer here than its sound says."""


MORE_MAY: Moves = (
    Fill(texting.OFFERED, True),
    *(Goto(form) for form in ("main_menu", "survey", "goodbye", texting.FORM)),
)


def decide(slots: Slots) -> Moves:
    """Go on with the main menu, send the answer, or say goodbye; a topic said at once is proposed already."""
    if slots["more"] == texting.TEXT:
        return (Goto(texting.FORM),)
    leaving = "survey" if asks_survey(slots) else "goodbye"
    offered = (Fill(texting.OFFERED, True),) if texting.offer_text(slots) else ()
    return *offered, Goto("main_menu" if slots["more"] else leaving)


def asks_survey(slots: Slots) -> bool:
    """Tell whether to ask how the call was: where the region does, and a service has answered or an agent talked."""
    wanted = region_of(slots).get("survey") is True and "survey" not in unserved(slots)
    was_helped = bool(slots.get(texting.SERVED)) or slots.get("queue_result") in TALKED
    return wanted and was_helped and "survey_helped" not in slots


def next_wish(slots: Slots) -> Moves:
    """Go on with what the caller said in the same breath as the wish that is answered now."""
    wishes = slots.get("wishes")
    if not isinstance(wishes, list) or not wishes:
        return ()
    return Fill("wishes", wishes[1:]), Propose("topic", [wishes[0]]), Goto("main_menu")


def anything_else(topics: Sequence[Topic]) -> Form:
    """Return the form that takes one of these topics for a wish."""
    return _form("anything_else", topics)


def out_of_hours(topics: Sequence[Topic]) -> Form:
    """Return the same for a caller who asked for an agent when none works: who says nothing then is not sent to one."""
    return _form(OUT_OF_HOURS, topics, last_resort=(Goto("goodbye"),))


def _form(name: str, topics: Sequence[Topic], last_resort: Moves = ()) -> Form:
    more = Field(
        "more",
        ("anything_else", *topic_grammars(topics)),
        ("anything_else", "anything_else_again"),
        also=("topic", "number", *brought(topics)),
        keeps=SAID,
        implied=True,
        read_back={"False": "confirm_goodbye", texting.TEXT: "confirm_text"},
        before=texting.offer_text,
        may_say=("text_offer",),
        costs=NOTHING_ELSE,
        help="anything_else_again",
        last_resort=last_resort,
    )
    return Form(
        name,
        (
            Decision("next_wish", next_wish, may=(Fill("wishes", []), Propose("topic", ""), Goto("main_menu"))),
            more,
            Decision("more_done", decide, may=MORE_MAY),
        ),
    )
