"""Read what stands for a device in radio networks: IMEI, IMEISV, MEID. Two forms of one number come out the same.

3GPP TS 23.003, 6.2: the check digit is no part of what a phone sends, and an IMEISV has the same first 14 digits.
3GPP2 X.S0008: a MEID is 14 hexadecimal digits, the first A to F (99 is an IMEI as well), or 18 decimal ones.
"""

import re

from ivr.identifiers import luhn

BODY, CHECKED, WITH_VERSION = 14, 15, 16
HEX = re.compile(r"([A-F][0-9A-F]{7})([0-9A-F]{6})[0-9A-F]?")
DECIMAL = re.compile(r"([0-9]{10})([0-9]{8})")
MOST_MAKER, MOST_SERIAL = 0xFFFFFFFF, 0xFFFFFF
FIRST_MEID = 0xA0000000
PRINTED = re.compile(r"[0-9A-F .:/_-]+")


def normal_imei(text: str) -> str | None:
    """Return an IMEI as 15 digits, a MEID as 18, or None.

    15 digits must end in the right check digit: a wrong one is a mistake in writing.
    """
    written = text.strip().upper()
    version = re.fullmatch(r"(.*[0-9]) */ *[0-9]{2}", written)  # as phones show it: IMEI / software version
    for each in (version[1], written) if version else (written,):
        if PRINTED.fullmatch(each) and (found := _normal(re.sub(r"[^0-9A-F]", "", each))):
            return found
    return None


def _normal(digits: str) -> str | None:
    if not digits.strip("0"):
        return None
    if digits.isdecimal() and len(digits) in (BODY, WITH_VERSION):
        return with_check_digit(digits[:BODY])
    if digits.isdecimal() and len(digits) == CHECKED:
        return digits if luhn(digits) else None
    if made := HEX.fullmatch(digits):
        return f"{int(made[1], 16):010}{int(made[2], 16):08}"
    made = DECIMAL.fullmatch(digits)
    return digits if made and FIRST_MEID <= int(made[1]) <= MOST_MAKER and int(made[2]) <= MOST_SERIAL else None


def with_check_digit(body: str) -> str:
    """Return 14 digits with the one that makes them an IMEI."""
    return next(body + digit for digit in "0123456789" if luhn(body + digit))


def normal_imeis(text: str) -> tuple[str, ...] | None:
    """Return the one or two IMEIs of a device (a phone for two SIM cards has two), () for none, or None when wrong."""
    if not text.strip():
        return ()
    if one := normal_imei(text):
        return (one,)
    for separator in (r"[/,;|&+]", r"\s+"):
        both = [normal_imei(part) for part in re.split(separator, text.strip()) if part.strip()]
        if len(both) == 2 and all(both):
            return tuple(dict.fromkeys(str(each) for each in both))
    return None
