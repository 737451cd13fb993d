"""The form of the survey: pure, it knows the words of a script only."""

from collections.abc import Callable

from ivr.dialog.instructions import Keys, Say
from ivr.dialog.kinds import FLAG, Kind, OneOf
from ivr.dialog.script import Decision, Field, Fill, Form, Goto, Moves, Send
from ivr.dialog.values import Slots

SLOTS: dict[str, Kind] = {"survey_helped": FLAG, "survey_rating": OneOf((5, 4, 3, 2, 1, 0))}
KEPT_MAY: Moves = (
    Send("keep_survey", ("survey_helped", "survey_rating", "served", "queue_result")),
    Say("survey_thanks"),
)


def keep(_slots: Slots) -> Moves:
    """Keep the answers, and thank the caller."""
    return KEPT_MAY


def is_about_repair(slots: Slots) -> bool:
    """Tell whether the questions are about a repair, as in calls that we make, and not about the call."""
    return slots.get("survey_about") == "repair"


def is_about_call(slots: Slots) -> bool:
    """Tell whether the questions are about the call."""
    return not is_about_repair(slots)


def _questions(helped: str, rating: str, when: Callable[[Slots], bool]) -> tuple[Field, Field]:
    """Return the two questions in these prompts."""
    return (
        Field(
            "survey_helped",
            ("builtin:boolean?y=1;n=2",),
            (helped,),
            help="survey_help",
            misses=1,
            last_resort=(Goto("goodbye"),),
            when=when,
        ),
        Field(
            "survey_rating",
            ("rating",),
            (rating,),
            help="survey_help",
            keys=Keys(1),
            misses=1,
            last_resort=(Fill("survey_rating", 0),),
            when=when,
        ),
    )


SURVEY = Form(
    "survey",
    (
        *_questions("survey_helped", "survey_rating", is_about_call),
        *_questions("survey_repair_helped", "survey_repair_rating", is_about_repair),
        Decision("survey_kept", keep, may=KEPT_MAY),
    ),
    then="goodbye",
)
"""Who says nothing is not asked again: at the first question the call ends, at the second the first answer counts."""
