"""Bring serial numbers into one form, and into the keys that type them."""

import re

from ivr.identifiers.keypad import KEYS

SERIAL = re.compile(r"[A-Z0-9]{6,14}")


def normal_serial(text: str) -> str | None:
    """Return the stored form of a serial number, or None when it can't be one."""
    serial = re.sub(r"[^A-Z0-9]", "", text.upper())
    return serial if SERIAL.fullmatch(serial) else None


def as_keys(serial: str) -> str:
    """Return a serial number as it is typed: each letter by the key that it stands on."""
    return "".join(KEYS.get(character.lower(), character) for character in serial)
