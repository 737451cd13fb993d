"""Read the numbers that name records from the columns of a file."""

from collections.abc import Callable

from ivr.identity.identifiers import IdentifierKind, normal

ADVICE = {
    "order": "give 4 to 20 letters and digits",
    "phone": "give a phone number, best with + and country code",
    "imei": "give 15 digits; the last one is a check digit and must fit",
}


def identifier(kind: IdentifierKind, region: str) -> Callable[[str], str]:
    """Return what reads numbers of this kind in the form they are stored in."""

    def read(text: str) -> str:
        value = normal(text, kind, region)
        if value is None:
            raise ValueError(ADVICE[kind])
        return value

    return read
