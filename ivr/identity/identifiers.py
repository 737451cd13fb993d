"""Bring order numbers, phone numbers and IMEIs into the one form they are stored and sought in."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, get_args

import phonenumbers

from ivr.identity.imei import CHECKED, normal_imei

IdentifierKind = Literal["order", "phone", "imei"]

ORDER = re.compile(r"[A-Z0-9]{4,20}")
SEPARATORS = re.compile(r"[\s#'._/-]")
LEAST_DIGITS, MOST_DIGITS = 4, 18
"""How many digits of an order number callers can give."""

ENDING = 6


def normal(identifier: str, kind: IdentifierKind, region: str) -> str | None:
    """Return the stored form of an identifier, or None when it can't be one.

    A phone number comes out as E.164; `region` (ISO 3166) completes a national one.
    """
    match kind:
        case "order":
            order = SEPARATORS.sub("", unicodedata.normalize("NFKC", identifier).upper())
            return order if ORDER.fullmatch(order) else None
        case "phone":
            return _e164(identifier, region)
        case "imei":
            return normal_imei(identifier)


def readings(identifier: str, kind: IdentifierKind, region: str) -> Iterator[tuple[IdentifierKind, str]]:
    """Yield what a number that a caller gave may be, in its stored form: first what it looks like, then all else.

    An order number may have as many digits as a phone number or an IMEI.
    """
    for each in (kind, *(other for other in get_args(IdentifierKind) if other != kind)):
        if value := normal(identifier, each, region):
            yield each, value


def order_digits(order: str) -> str:
    """Return the digits of an order number, which are what callers give of it."""
    return re.sub(r"[^0-9]", "", order)


def factor_of(digits: str, region: str) -> str:
    """Return a second factor in the form it is compared in: a phone number as E.164, or the end of an IMEI, or "".

    An IMEI may be given whole. `region` (ISO 3166) completes a national phone number.
    """
    if len(digits) == ENDING and digits.isascii() and digits.isdecimal():
        return digits
    if len(digits) == CHECKED and (imei := normal_imei(digits)):
        return ending(imei)
    return normal(digits, "phone", region) or ""


def ending(imei: str) -> str:
    """Return what a caller gives of an IMEI as second factor: the digits that differ between phones of one model."""
    return imei[-ENDING:]


def _e164(text: str, region: str) -> str | None:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
