"""Greet the caller and give notice, before the first word is kept."""

from ivr.dialog.instructions import Say
from ivr.dialog.script import Decision, Fill, Form, Moves
from ivr.dialog.values import Slots

NOTICE = "2026-11"
"""Version of the notice; it is kept with the call in the slot `noticed`. Change it with the words."""


def greet(_slots: Slots) -> Moves:
    """Welcome the caller; speech is not kept until the notice has been heard."""
    return Say("welcome", bargein=False), Say("notice", bargein=False), Fill("noticed", NOTICE)


WELCOME = Form("welcome", (Decision("noticed", greet, may=(Say("welcome"), Say("notice"))),), then="main_menu")
