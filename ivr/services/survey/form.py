"""The form of the survey: pure, it knows the words of a script only."""

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


SURVEY = Form(
    "survey",
    (
        Field(
            "survey_helped",
            ("builtin:boolean?y=1;n=2",),
            ("survey_helped",),
            help="survey_help",
            misses=1,
            last_resort=(Goto("goodbye"),),
        ),
        Field(
            "survey_rating",
            ("rating",),
            ("survey_rating",),
            help="survey_help",
            keys=Keys(1),
            misses=1,
            last_resort=(Fill("survey_rating", 0),),
        ),
        Decision("survey_kept", keep, may=KEPT_MAY),
    ),
    then="goodbye",
)
"""Who says nothing is not asked again: at the first question the call ends, at the second the first answer counts."""
