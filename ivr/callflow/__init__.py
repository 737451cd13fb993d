"""The frame of every call: welcome, main menu, anything else, agent, queue, goodbye. The services stand inside it.

One form a file. They know the script's words only: not Twilio, Vosk or SQL.
"""

from collections.abc import Mapping, Sequence

from ivr.callflow import texting
from ivr.callflow.after_queue import AFTER_QUEUE, GONE, TALKED, WISHES
from ivr.callflow.agent import AGENT, OUT_OF_HOURS
from ivr.callflow.anything_else import anything_else, out_of_hours
from ivr.callflow.crowded import CROWDED
from ivr.callflow.goodbye import GOODBYE
from ivr.callflow.identity import SHARED
from ivr.callflow.main_menu import menus
from ivr.callflow.own_words import SAID
from ivr.callflow.topics import Topic
from ivr.callflow.ways import OFFERED, can_be_offered, ways
from ivr.callflow.welcome import WELCOME
from ivr.callflow.which_model import MODEL_SLOTS
from ivr.dialog.kinds import FLAG, LANGUAGE, PHONE, TEXT, Kind, Like, ListOf, Maybe, OneOf, Record
from ivr.dialog.languages import BY_KEYS, OTHERS
from ivr.dialog.script import Form, Script

FRAME: dict[str, Kind] = {
    **MODEL_SLOTS,
    "caller": Maybe(PHONE),
    "language": LANGUAGE,
    OTHERS: ListOf(LANGUAGE),
    BY_KEYS: FLAG,
    SAID: TEXT,
    "noticed": TEXT,
    "recorded": FLAG,
    "topic": TEXT,
    "offered": OneOf((1, 2, 3, 0)),
    "picked": OneOf((1, 2, 3, 0)),
    "wishes": ListOf(TEXT),
    OFFERED: ListOf(TEXT),
    "way": OneOf((1, 2, 3, 0)),
    "wants_agent": FLAG,
    "more": OneOf((True, False, texting.TEXT)),
    "served": ListOf(TEXT),
    texting.OFFERED: FLAG,
    texting.ANSWER: Like(Record({"language": LANGUAGE}), ({"language": "en", "says": [["cost_nothing", {}]]},)),
    OUT_OF_HOURS: FLAG,
    "wish": OneOf(tuple(WISHES)),
    "queue_result": OneOf((*GONE, *TALKED, "leave", "queue-full", "error")),
}
"""The slots of the frame, and what they hold."""


OUTBOUND = "repair_news"
"""The form at which a call that we make begins."""


def hotline(forms: Sequence[Form], topics: Sequence[Topic], kinds: Mapping[str, Kind] | None = None) -> Script:
    """Return the call flow with the forms of the services and what their slots hold, and all topics of a call."""
    ends = (anything_else(topics), AGENT, out_of_hours(topics), AFTER_QUEUE, CROWDED, GOODBYE)
    every = (WELCOME, *menus(topics), *forms, ways(tuple(topics)), *ends)
    return Script(
        {form.name: form for form in every},
        first=WELCOME.name,
        crowded=CROWDED.name,
        outbound=OUTBOUND if any(form.name == OUTBOUND for form in forms) else "",
        universals=("everywhere",),
        yes_no=("builtin:boolean?y=1;n=2",),
        kinds={**FRAME, **SHARED, OFFERED: can_be_offered(topics), **(kinds or {})},
    )


__all__ = ["hotline"]
