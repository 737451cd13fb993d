"""Tell which numbers can't be sent a text message, before anybody pays for the try."""

from collections.abc import Collection

import phonenumbers
from phonenumbers import PhoneNumberType

FIXED = frozenset({PhoneNumberType.FIXED_LINE, PhoneNumberType.UAN, PhoneNumberType.TOLL_FREE})
COSTLY = frozenset({PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST})


def cannot_reach(number: str, countries: Collection[str]) -> str:
    """Return why an E.164 number gets no message: invalid, country or landline; "" when it may.

    In countries whose landlines and mobiles share their numbers (the US, say) a landline is known only once Twilio has
    refused it.
    """
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return "invalid"
    if not phonenumbers.is_valid_number(parsed):
        return "invalid"
    kind = phonenumbers.number_type(parsed)
    if phonenumbers.region_code_for_number(parsed) not in countries or kind in COSTLY:
        return "country"
    return "landline" if kind in FIXED else ""
