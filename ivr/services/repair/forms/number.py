"""Tell what a number is that a caller gave to find a repair."""

from ivr.dialog.instructions import Say
from ivr.dialog.script import Clear, Fill, Identifier, Moves, Propose
from ivr.dialog.values import Slots
from ivr.identifiers import Shape

OWN = "own"
"""Meaning of "this phone" in the grammar repair_number: the number the caller calls from."""

IMEI_DIGITS = 15
PHONE_DIGITS = range(10, 15)

NUMBER = Identifier(Shape(least=4, most=IMEI_DIGITS, checked=IMEI_DIGITS))
"""What every number for a repair looks like: an order number, a phone number, or an IMEI with its check digit."""

LAST_FOUR = Identifier(Shape(least=4, most=4))


def identify(slots: Slots) -> Moves:
    """Fill `kind` with order, phone or imei.

    The number the caller calls from is only proposed: it may be somebody else's line.
    """
    number = str(slots["number"])
    if number == OWN:
        return _own_number(slots)
    return (Fill("kind", kind_of(number)),)


IDENTIFY_MAY: Moves = (Say("own_number_unknown"), Clear(("number", "kind")), Propose("number", ""))


def kind_of(number: str) -> str:
    """Return order, phone or imei, by the number's length."""
    if len(number) == IMEI_DIGITS:
        return "imei"
    return "phone" if number.startswith("+") or (len(number) in PHONE_DIGITS and number.isdigit()) else "order"


def _own_number(slots: Slots) -> Moves:
    caller, ask_again = slots.get("caller"), Clear(("number", "kind"))
    if not caller:
        return Say("own_number_unknown"), ask_again
    return Propose("number", caller), ask_again
