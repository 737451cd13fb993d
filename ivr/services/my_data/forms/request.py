"""Take a request for a copy or an erasure: by a code to the number on file, and a number that is on file with it."""

from typing import Any

from ivr.callflow.identity import region_of
from ivr.dialog.costs import Costs
from ivr.dialog.instructions import Keys, Say
from ivr.dialog.script import Act, Clear, Decision, Field, Fill, Form, Goto, Identifier, LookUp, Moves
from ivr.dialog.values import Slots
from ivr.identifiers import Shape

STRANGERS_PHONE = Costs(wrong=1000.0)
"""A number that was misheard is a stranger's: what is spoken is always read back."""

TO_AGENT: Moves = (Say("data_by_agent"), Goto("agent"))
CODE_AGAIN = Clear(("data_coded", "data_code_told", "data_code", "data_code_taken"))
PROVE_AGAIN = Clear(("data_code", "data_code_taken", "data_number", "data_proved", "data_proof_told"))
CODED_MAY: Moves = (Say("data_code_sent"), *TO_AGENT)
PROVED_MAY: Moves = (Say("data_not_proved"), PROVE_AGAIN, Say("data_code_expired"), *TO_AGENT)
DONE_MAY: Moves = (
    *(Say(prompt) for prompt in ("data_number_is", "data_copy_comes", "data_erased_soon", "data_not_erased")),
    *TO_AGENT,
)


def check_texts(slots: Slots) -> Moves:
    """Leave it to an agent where no code can be sent."""
    return () if region_of(slots).get("sms") is True else TO_AGENT


def has_caller(slots: Slots) -> bool:
    """Tell whether the number called from is known."""
    return bool(slots.get("caller"))


def take_own(slots: Slots) -> Moves:
    """Take the number called from when the caller means it."""
    return (Fill("data_phone", slots["caller"]),) if slots["data_own"] else ()


def check_phone(slots: Slots) -> Moves:
    """Leave a number that gets no code to an agent."""
    to: Any = slots["data_to"]
    return TO_AGENT if to["why"] or not to["to"] else ()


def tell_coded(slots: Slots) -> Moves:
    """Say that a code is on its way."""
    to: Any = slots["data_to"]
    match slots["data_coded"]:
        case {"status": "done" | "promised"}:
            return (Say("data_code_sent", {"ending": str(to["to"])[-2:]}),)
    return TO_AGENT


def take_code(slots: Slots) -> Moves:
    """Send another code to who got none."""
    return (CODE_AGAIN,) if slots["data_code"] == "again" else ()


def needs_number(slots: Slots) -> bool:
    """Tell whether nothing was verified before in this call."""
    return not slots.get("identity")


def tell_proof(slots: Slots) -> Moves:
    """Ask both again when one is wrong."""
    match slots["data_proved"]:
        case {"status": "done"}:
            return ()
        case {"status": "refused", "reason": "wrong"}:
            return Say("data_not_proved"), PROVE_AGAIN
        case {"status": "refused", "reason": "expired"}:
            return Say("data_code_expired"), Goto("agent")
    return TO_AGENT


def wants_copy(slots: Slots) -> bool:
    """Tell whether a copy is wanted."""
    return slots.get("data_wish") == "copy"


def wants_erasure(slots: Slots) -> bool:
    """Tell whether all shall be erased."""
    return not wants_copy(slots)


def tell_requested(slots: Slots) -> Moves:
    """Say the request's number and what comes next."""
    match slots["data_requested"]:
        case {"status": "done", "result": {"number": number}}:
            then = Say("data_copy_comes") if wants_copy(slots) else Say("data_erased_soon")
            return Say("data_number_is", {"number": str(number)}), then
        case {"status": "declined"}:
            return (Say("data_not_erased"),)
        case {"status": "promised"}:
            return ()
    return TO_AGENT


REQUEST = Form(
    "data_request",
    (
        Decision("data_texts", check_texts, may=TO_AGENT),
        Field("data_own", ("builtin:boolean?y=1;n=2",), ("ask_data_own",), when=has_caller, help="ask_data_own"),
        Decision("data_own_taken", take_own, may=(Fill("data_phone", ""),), when=has_caller),
        Field(
            "data_phone",
            ("builtin:digits?minlength=7;maxlength=15",),
            ("ask_data_phone", "ask_data_phone_again"),
            read_back="confirm_data_phone",
            identifier=Identifier(Shape(least=7, most=15)),
            keys=Keys(15, "#"),
            timeout=8.0,
            complete_timeout=0.8,
            incomplete_timeout=2.5,
            interdigit_timeout=2.0,
            help="ask_data_phone_again",
            costs=STRANGERS_PHONE,
            sensitive=True,
        ),
        LookUp("data_to", "data_phone", using=("data_phone", "region")),
        Decision("data_reached", check_phone, may=TO_AGENT),
        Act("data_coded", "text_data_code", using=("data_to", "language"), matters=False),
        Decision("data_code_told", tell_coded, may=CODED_MAY),
        Field(
            "data_code",
            ("data_code",),
            ("ask_data_code", "ask_data_code_again"),
            help="ask_data_code_again",
            keys=Keys(6, "#"),
            timeout=20.0,
            incomplete_timeout=4.0,
            interdigit_timeout=4.0,
            sensitive=True,
        ),
        Decision("data_code_taken", take_code, may=(CODE_AGAIN,)),
        Field(
            "data_number",
            ("data_number",),
            ("ask_data_number", "ask_data_number_again"),
            when=needs_number,
            help="ask_data_number_again",
            keys=Keys(15, "#"),
            timeout=10.0,
            incomplete_timeout=2.5,
            interdigit_timeout=2.0,
            sensitive=True,
        ),
        Act(
            "data_proved",
            "prove_data",
            using=("data_to", "data_code", "data_number", "identity", "region"),
            matters=False,
        ),
        Decision("data_proof_told", tell_proof, may=PROVED_MAY),
        Act(
            "data_requested",
            "request_data",
            using=("data_wish", "data_to", "language"),
            matters=False,
            when=wants_copy,
        ),
        Act(
            "data_requested",
            "request_data",
            using=("data_wish", "data_to", "language"),
            confirm="key",
            ask="confirm_data_erase",
            when=wants_erasure,
        ),
        Decision("data_request_told", tell_requested, may=DONE_MAY, serves="my_data"),
    ),
    then="anything_else",
)
