"""Find out which phone is sent in, and whether it may be: a device of this call, or one by its IMEI."""

from collections.abc import Mapping
from typing import Any

from ivr.callflow.identity import device, region_of, unserved
from ivr.dialog.instructions import Keys, Say
from ivr.dialog.script import Clear, Decision, Field, Fill, Goto, Identifier, LookUp, Moves
from ivr.dialog.values import Json, Slots
from ivr.identifiers import Shape

IMEI_DIGITS = 15
EVERYWHERE = "*"
ASK_IMEI = Clear(("send_imei", "send_terms", "send_checked"))
CHECKED_MAY: Moves = (
    *(Say(prompt) for prompt in ("send_unknown", "send_not_here", "send_not_model")),
    *(ASK_IMEI, Goto("centres"), Goto("agent"), Fill("device", {})),
)
OFFER_MAY: Moves = tuple(Say(prompt) for prompt in ("send_free", "send_costs", "send_price_unknown"))


def is_known(slots: Slots) -> bool:
    """Tell whether a device was named before in this call, and none since."""
    return device(slots) is not None and not slots.get("send_imei")


def known_device(slots: Slots) -> Mapping[str, Json]:
    """Return the model of that device."""
    return {"model": (device(slots) or {}).get("model", "")}


def use_device(slots: Slots) -> Moves:
    """Take the device when the caller means it."""
    known = device(slots)
    return (Fill("send_imei", known["imei"]),) if known and slots.get("send_same") else ()


def check_terms(slots: Slots) -> Moves:
    """Keep the device for the call; where it can't be sent in, say why and look for a centre."""
    terms: Any = slots["send_terms"]
    if not terms:
        return Say("send_unknown"), ASK_IMEI
    if terms["accepts"] == "yes":
        named = terms["model"]
        model = named.get("en") or next(iter(named.values()))
        return (Fill("device", {"imei": slots["send_imei"], "model": model}),)
    instead = Goto("agent") if "centres" in unserved(slots) else Goto("centres")
    if terms["accepts"] == "region":
        return Say("send_not_here"), instead
    return Say("send_not_model", {"model": terms["model"]}), instead


def tell_offer(slots: Slots) -> Moves:
    """Say that it may be sent in, and what that costs."""
    terms: Any = slots["send_terms"]
    told = {"model": terms["model"]}
    if is_covered(slots):
        return (Say("send_free", told),)
    if terms["price"]:
        return (Say("send_costs", {**told, "price": terms["price"]}),)
    return (Say("send_price_unknown", told),)


def is_covered(slots: Slots) -> bool:
    """Tell whether the warranty of the device counts today, and in the country of the call."""
    warranty: Any = slots.get("send_warranty")
    if not warranty or warranty["is_over"]:
        return False
    return bool({EVERYWHERE, region_of(slots).get("country")} & set(warranty["countries"]))


DEVICE_ITEMS = (
    Field(
        "send_same",
        ("builtin:boolean?y=1;n=2",),
        ("send_same",),
        when=is_known,
        values=known_device,
        help="send_same",
    ),
    Decision("send_taken", use_device, may=(Fill("send_imei", ""),), when=is_known),
    Field(
        "send_imei",
        ("send_number",),
        ("ask_send_imei", "ask_send_imei_again", "ask_send_imei_again"),
        read_back="confirm_send_number",
        corrections=("send_number_correction",),
        identifier=Identifier(Shape(least=IMEI_DIGITS, most=IMEI_DIGITS, checked=IMEI_DIGITS)),
        help="send_imei_help",
        keys=Keys(IMEI_DIGITS, "#"),
        timeout=8.0,
        incomplete_timeout=2.5,
        interdigit_timeout=2.0,
        usual_digits=(IMEI_DIGITS,),
        sensitive=True,
    ),
    LookUp("send_terms", "send_in_terms", using=("send_imei", "region")),
    Decision("send_checked", check_terms, may=CHECKED_MAY),
    LookUp("send_warranty", "warranties", using=("device",), tries=1000),
    Decision("send_offered", tell_offer, may=OFFER_MAY, serves="send_in"),
)
