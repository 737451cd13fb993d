"""Thank the caller and end the call."""

from ivr.dialog.instructions import Hangup, Say
from ivr.dialog.script import Decision, Form, Moves
from ivr.dialog.values import Slots


def say_goodbye(_slots: Slots) -> Moves:
    """Say goodbye and hang up."""
    return Say("goodbye"), Hangup()


GOODBYE = Form("goodbye", (Decision("said_goodbye", say_goodbye, may=(Say("goodbye"), Hangup())),))
