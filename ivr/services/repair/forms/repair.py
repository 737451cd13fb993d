"""Tell callers how far their repair is, once they have shown that it is theirs."""

from ivr.callflow.identity import identified
from ivr.callflow.ways import LEAD_MAY, lead
from ivr.dialog.costs import Costs
from ivr.dialog.instructions import Say
from ivr.dialog.script import Clear, Decision, Field, Fill, Form, LookUp, Moves
from ivr.dialog.values import Slots
from ivr.services.repair.forms.again import (
    AGAIN_MAY,
    KNOWN,
    MINE_MAY,
    has_one,
    has_own,
    is_known,
    own_repair,
    pick_own,
    use_own,
)
from ivr.services.repair.forms.choice import CHOICE_MAY, chosen, list_repairs, several
from ivr.services.repair.forms.number import (
    FACTOR_MAY,
    FACTORS,
    FURTHER,
    IDENTIFY_MAY,
    OTHER,
    QUESTIONS,
    check_factor,
    identify,
)
from ivr.services.repair.forms.progress import PROGRESS_MAY, tell_progress
from ivr.services.repair.forms.wishes import GO_ON_MAY, go_on

NUMBERS = ("number", "kind", "factor", "caller", "region")
ASKED_AGAIN = ("number", "kind", "mine", "factor", "factor_given", "guarded", "further", "repairs", "found")

WRONG_CHOICE = Costs(wrong=4.5)
"""Less than another wrong choice: the caller hears of another repair of theirs, and may choose again."""


def check_found(slots: Slots) -> Moves:
    """Ask for both numbers again when nothing was found; wrong and locked sound just the same.

    Who is not found a second time may not have sent anything in yet.
    """
    if not slots["repairs"]:
        told = Say("not_found", {"number": slots["number"]})
        if slots.get("missed"):
            return told, *lead("repair", "send_in", "agent")
        return told, Fill("missed", True), Fill("otherwise", OTHER), Clear(ASKED_AGAIN)
    if slots["factor"] == KNOWN:
        return (Fill("page", 0),)
    number, kind, factor = (str(slots[name]) for name in ("number", "kind", "factor"))
    return Fill("page", 0), Fill("own", {"repairs": []}), identified("repair", number, kind, factor)


FOUND_MAY: Moves = (
    *(Say("not_found"), Fill("missed", True), Fill("otherwise", OTHER), Clear(ASKED_AGAIN), *LEAD_MAY),
    *(Fill("page", 0), Fill("own", {})),
    identified("repair", "", "", ""),
)


REPAIR = Form(
    "repair",
    (
        LookUp("own", "own_repairs", using=("identity", "region"), when=is_known),
        Field(
            "same",
            ("builtin:boolean?y=1;n=2",),
            ("same_repair",),
            when=has_one,
            values=own_repair,
            help="same_repair",
        ),
        Decision("again", use_own, may=AGAIN_MAY, when=has_own),
        *QUESTIONS,
        Decision("kind", identify, may=IDENTIFY_MAY),
        Decision("mine", pick_own, may=MINE_MAY, when=has_own),
        *FACTORS,
        Decision("factor_given", check_factor, may=FACTOR_MAY),
        LookUp("guarded", "repair_tries", using=NUMBERS, when=lambda slots: slots.get("factor") != KNOWN),
        *FURTHER,
        LookUp("repairs", "repairs", using=(*NUMBERS, "further")),
        Decision("found", check_found, may=FOUND_MAY),
        Field(
            "choice",
            ("repair_choice",),
            ("choose_repair",),
            when=several,
            before=list_repairs,
            may_say=("choice_1", "choice_2", "choice_3", "choice_more", "choice_another"),
            costs=WRONG_CHOICE,
        ),
        Decision("chosen", chosen, may=CHOICE_MAY),
        Decision("told", tell_progress, may=PROGRESS_MAY, serves="repair"),
        Decision("gone_on", go_on, may=GO_ON_MAY),
    ),
    then="anything_else",
)
