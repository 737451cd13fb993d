"""Read the numbers that name records from the columns of a file."""

import re
from collections.abc import Callable

from ivr.identity.identifiers import IdentifierKind, normal
from ivr.identity.imei import normal_imeis

ADVICE = {
    "order": "give 4 to 20 letters and digits",
    "phone": "give a phone number, best with + and country code",
    "imei": "give 15 digits, the last one a fitting check digit (14 and 16 digits, a MEID, and two of a phone with two "
    "SIM cards are taken too), or nothing when there is none",
}
AS_NUMBER = re.compile(r"[0-9.,]+E\+[0-9]+|[0-9]+[.,]0+", re.IGNORECASE)
CUT = "a spreadsheet has made a number of it and cut digits off; format the column as text there"


def identifier(kind: IdentifierKind, region: str) -> Callable[[str], str]:
    """Return what reads numbers of this kind in the form they are stored in."""

    def read(text: str) -> str:
        value = normal(_as_text(text), kind, region)
        if value is None:
            raise ValueError(ADVICE[kind])
        return value

    return read


def imeis(text: str) -> tuple[str, ...]:
    """Read the IMEIs of a device: none, one or two."""
    found = normal_imeis(_as_text(text))
    if found is None:
        raise ValueError(ADVICE["imei"])
    return found


def _as_text(text: str) -> str:
    if AS_NUMBER.fullmatch(text):
        raise ValueError(CUT)
    return text.removeprefix("'")
