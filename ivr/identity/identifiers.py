"""Bring order numbers, phone numbers and IMEIs into the one form they are stored and sought in."""

import re
from typing import Literal

import phonenumbers
from stdnum import imei as imei_check

IdentifierKind = Literal["order", "phone", "imei"]

ORDER = re.compile(r"[A-Z0-9]{4,20}")


def normal(identifier: str, kind: IdentifierKind, region: str) -> str | None:
    """Return the stored form of an identifier, or None when it can't be one.

    A phone number comes out as E.164; `region` (ISO 3166) completes a national one.
    """
    match kind:
        case "order":
            order = re.sub(r"[^A-Z0-9]", "", identifier.upper())
            return order if ORDER.fullmatch(order) else None
        case "phone":
            return _e164(identifier, region)
        case "imei":
            digits = re.sub(r"\D", "", identifier)
            return digits if len(digits) == 15 and imei_check.is_valid(digits) else None


def last_four(number: str) -> str:
    """Return what a caller gives as second factor."""
    return number[-4:]


def _e164(text: str, region: str) -> str | None:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
