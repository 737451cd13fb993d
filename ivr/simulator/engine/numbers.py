"""Telephone numbers as Twilio writes them: E.164."""

import re

_PUNCTUATION = re.compile(r"[\s().\-/\u00a0]")


def e164(text: str) -> str:
    """Return a number in E.164; one without a country is of the US, what is no full number stays as it is.

    `(202) 555-0143`, `12025550143` and `+1 202 555 0143` are all +12025550143; a short code such as
    40404, and an address such as `client:ann`, stay.
    """
    digits = _PUNCTUATION.sub("", text)
    if not re.fullmatch(r"\+?\d+", digits):
        return text.strip()
    if digits.startswith("+"):
        return digits
    if digits.startswith("011") and len(digits) > 11:
        return f"+{digits[3:]}"
    if len(digits) == 10:
        return f"+1{digits}"
    return f"+{digits}" if len(digits) == 11 and digits.startswith("1") else digits


def is_e164(text: str) -> bool:
    """Say whether a text is a full number in E.164."""
    return bool(re.fullmatch(r"\+[1-9]\d{7,14}", text))
