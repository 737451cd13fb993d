"""The frame of every call: welcome, main menu, anything else, agent, queue, goodbye. The services stand inside it.

One form a file. They know the script's words only: not Twilio, Vosk or SQL.
"""

from collections.abc import Sequence

from ivr.callflow.after_queue import AFTER_QUEUE
from ivr.callflow.agent import AGENT
from ivr.callflow.anything_else import anything_else
from ivr.callflow.goodbye import GOODBYE
from ivr.callflow.main_menu import menus
from ivr.callflow.topics import Topic
from ivr.callflow.welcome import WELCOME
from ivr.dialog.script import Form, Script


def hotline(forms: Sequence[Form], topics: Sequence[Topic]) -> Script:
    """Return the call flow with the forms of the services, and all topics of a call."""
    every = (WELCOME, *menus(topics), *forms, anything_else(topics), AGENT, AFTER_QUEUE, GOODBYE)
    return Script(
        {form.name: form for form in every},
        first=WELCOME.name,
        universals=("everywhere",),
        yes_no=("builtin:boolean?y=1;n=2",),
    )


__all__ = ["hotline"]
