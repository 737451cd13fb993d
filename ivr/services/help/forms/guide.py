"""Send the guide for parents: what to set up before a child gets a phone."""

from ivr.callflow import texting
from ivr.dialog.instructions import Say
from ivr.dialog.script import Decision, Fill, Form, Goto, Moves
from ivr.dialog.values import Slots

GIVEN_MAY: Moves = (Say("guide_sent"), Say("guide_told"), Fill(texting.ANSWER, {}), Goto(texting.FORM))


def give(slots: Slots) -> Moves:
    """Hand the guide to the form that sends texts; where there are none its first advice is said."""
    if not texting.can_text(slots):
        return (Say("guide_told"),)
    says = [["sms_parents_guide", {}]]
    return Say("guide_sent"), Fill(texting.ANSWER, {"language": slots["language"], "says": says}), Goto(texting.FORM)


HELP_GUIDE = Form("help_guide", (Decision("guide_given", give, may=GIVEN_MAY, serves="help"),), then="anything_else")
