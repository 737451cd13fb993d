"""The hotline's own forms, one file each. They know the script's words only: not Twilio, Vosk or SQL."""

from ivr.callflow.after_queue import AFTER_QUEUE
from ivr.callflow.agent import AGENT
from ivr.callflow.anything_else import ANYTHING_ELSE
from ivr.callflow.goodbye import GOODBYE
from ivr.callflow.main_menu import MAIN_MENU
from ivr.callflow.welcome import WELCOME
from ivr.dialog.script import Script
from ivr.services.repair.forms.repair import REPAIR

FORMS = (WELCOME, MAIN_MENU, REPAIR, ANYTHING_ELSE, AGENT, AFTER_QUEUE, GOODBYE)

HOTLINE = Script(
    {form.name: form for form in FORMS},
    first=WELCOME.name,
    universals=("everywhere",),
    yes_no=("builtin:boolean?y=1;n=2",),
)
"""The whole call flow."""

__all__ = ["FORMS", "HOTLINE"]
