"""Send what was just said as a text message: to the phone of the call, or to a number that the caller gives."""

from typing import Any

from ivr.callflow.texting import ANSWER, OFFERED, can_text
from ivr.dialog.costs import Costs
from ivr.dialog.instructions import Keys, Say
from ivr.dialog.script import Act, Clear, Decision, Field, Fill, Form, Goto, Identifier, LookUp, Moves
from ivr.dialog.values import Json, Slots
from ivr.identifiers import Shape

NUMBER = Identifier(Shape(least=7, most=15))
STRANGERS_PHONE = Costs(wrong=1000.0)
"""A number that was misheard is a stranger's: what is spoken is always read back."""

OWN_REASONS = ("landline", "country", "invalid", "opted_out")
CHECKED_MAY: Moves = (Say("text_off"), Say("text_nothing"), Goto("anything_else"), Fill(OFFERED, True))
OWN_MAY: Moves = (*(Say(f"text_own_{why}") for why in OWN_REASONS), Fill("text_to", ""), Goto("anything_else"))
NEW_NUMBER = Clear(("text_number", "text_other", "text_chosen", "text_sent", "text_told"))
OTHER_MAY: Moves = (Fill("text_to", ""), Say("text_number_wrong"), Clear(("text_number", "text_other", "text_chosen")))
TOLD_MAY: Moves = (
    *(Say(prompt) for prompt in ("text_sent", "text_limit", "text_refused", "text_own_opted_out", "text_own_landline")),
    *(Fill("text_reach", {}), NEW_NUMBER),
)


def check_answer(slots: Slots) -> Moves:
    """Go on where texts are sent and there is an answer to send; who has it need not be offered it."""
    if not can_text(slots):
        return Say("text_off"), Goto("anything_else")
    return (Fill(OFFERED, True),) if slots.get(ANSWER) else (Say("text_nothing"), Goto("anything_else"))


def has_caller(slots: Slots) -> bool:
    """Tell whether the number called from is known."""
    return bool(slots.get("caller"))


def take_own(slots: Slots) -> Moves:
    """Take the number called from, or say why it won't do; who wants no messages gets none elsewhere either."""
    reach: Any = slots["text_reach"]
    if reach["to"]:
        return (Fill("text_to", reach["to"]),)
    why = reach["why"] if reach["why"] in OWN_REASONS else "invalid"
    return (Say(f"text_own_{why}"), *((Goto("anything_else"),) if why == "opted_out" else ()))


def needs_number(slots: Slots) -> bool:
    """Tell whether another number must be asked for."""
    reach: Any = slots.get("text_reach")
    return not (isinstance(reach, dict) and reach["to"])


def take_other(slots: Slots) -> Moves:
    """Take the number that was given, or ask for another one."""
    other: Any = slots["text_other"]
    if other:
        return (Fill("text_to", other["to"]),)
    return Say("text_number_wrong"), Clear(("text_number", "text_other", "text_chosen"))


def tell_sent(slots: Slots) -> Moves:
    """Say what came of it."""
    match slots["text_sent"]:
        case {"status": "done"}:
            return (Say("text_sent", {"ending": str(slots["text_to"])[-2:]}),)
        case {"status": "refused", "reason": "landline"}:
            nowhere: dict[str, Json] = {"to": "", "why": "landline"}
            return Say("text_own_landline"), Fill("text_reach", nowhere), NEW_NUMBER
        case {"status": "refused", "reason": "limit"}:
            return (Say("text_limit"),)
        case {"status": "refused", "reason": "opted_out"}:
            return (Say("text_own_opted_out"),)
        case {"status": "refused"}:
            return (Say("text_refused"),)
    return ()


TEXT_ANSWER = Form(
    "text_answer",
    (
        Decision("text_kept", check_answer, may=CHECKED_MAY),
        LookUp("text_reach", "text_reach", using=("caller", "region"), when=has_caller),
        Decision("text_own", take_own, may=OWN_MAY, when=has_caller),
        Field(
            "text_number",
            ("builtin:digits?minlength=7;maxlength=15",),
            ("ask_text_number", "ask_text_number_again"),
            read_back="confirm_text_number",
            identifier=NUMBER,
            when=needs_number,
            keys=Keys(15, "#"),
            timeout=8.0,
            complete_timeout=0.8,
            incomplete_timeout=2.5,
            interdigit_timeout=2.0,
            costs=STRANGERS_PHONE,
            sensitive=True,
        ),
        LookUp(
            "text_other",
            "text_number",
            using=("text_number", "region"),
            tries=2,
            when=needs_number,
            last_resort=(Say("text_number_wrong"), Goto("anything_else")),
        ),
        Decision("text_chosen", take_other, may=OTHER_MAY, when=needs_number),
        Act("text_sent", "sms", using=("text_to", ANSWER, "web_page", "identity", "served"), matters=False),
        Decision("text_told", tell_sent, may=TOLD_MAY),
    ),
    then="anything_else",
)
