"""Tell what a device's warranty is: one that was verified before, or one by its IMEI or serial number."""

from collections.abc import Mapping

from ivr.callflow.identity import device
from ivr.dialog.costs import OFFER
from ivr.dialog.instructions import Keys, Say
from ivr.dialog.script import Clear, Decision, Field, Fill, Form, Goto, Identifier, LookUp, Moves
from ivr.dialog.values import Json, Slots
from ivr.identifiers import Shape
from ivr.services.warranty.forms.country import (
    ASKED,
    COUNTRY_MAY,
    PLACE_MAY,
    is_ambiguous,
    list_countries,
    place_country,
    tell_country,
)
from ivr.services.warranty.forms.extension import EXTENSION_MAY, may_go_on, tell_extension
from ivr.services.warranty.forms.terms import TERMS_MAY, tell_terms

ASKED_AGAIN = ("device_number", "warranty", "warranty_found")
IMEI_OR_SERIAL = Identifier(Shape(least=6, most=15, checked=15))


def is_known(slots: Slots) -> bool:
    """Tell whether a device was verified before in this call."""
    return device(slots) is not None


def known_device(slots: Slots) -> Mapping[str, Json]:
    """Return the model of the device that was verified before."""
    known = device(slots) or {}
    return {"model": known.get("model", "")}


def use_device(slots: Slots) -> Moves:
    """Take the verified device when the caller means it."""
    known = device(slots)
    return (Fill("device_number", known["imei"]),) if known and slots.get("same_device") else ()


def check_found(slots: Slots) -> Moves:
    """Ask for the number again when nothing was found."""
    return () if slots["warranty"] else (Say("warranty_not_found"), Clear(ASKED_AGAIN))


WARRANTY = Form(
    "warranty",
    (
        Field(
            "same_device",
            ("builtin:boolean?y=1;n=2",),
            ("same_device",),
            when=is_known,
            values=known_device,
            help="same_device",
        ),
        Decision("device_taken", use_device, may=(Fill("device_number", ""),), when=is_known),
        Field(
            "device_number",
            ("device_number",),
            ("ask_device", "ask_device_again", "ask_device_by_keys"),
            read_back="confirm_device",
            corrections=("device_number_correction",),
            identifier=IMEI_OR_SERIAL,
            help="device_help",
            keys=Keys(15, "#"),
            timeout=8.0,
            complete_timeout=0.8,
            sensitive=True,
        ),
        LookUp("warranty", "warranties", using=("device_number",)),
        Decision("warranty_found", check_found, may=(Say("warranty_not_found"), Clear(ASKED_AGAIN))),
        LookUp("extension", "care_extensions", using=("device_number", "region"), when=may_go_on),
        Decision("warranty_told", tell_terms, may=TERMS_MAY, serves="warranty"),
        Decision("extension_told", tell_extension, may=EXTENSION_MAY, when=may_go_on, serves="warranty"),
        Field(
            "country",
            ("country",),
            ("ask_country", "ask_country_again"),
            costs=OFFER,
            keys=Keys(4, "#"),
            keeps=ASKED,
            misses=2,
            last_resort=(Goto("anything_else"),),
            help="country_help",
        ),
        Decision("countries", place_country, may=PLACE_MAY),
        Field(
            "which_country",
            ("which_country",),
            ("choose_country",),
            when=is_ambiguous,
            before=list_countries,
            may_say=("country_1", "country_2", "country_3"),
        ),
        Decision("country_told", tell_country, may=COUNTRY_MAY, serves="warranty"),
    ),
    then="anything_else",
)
