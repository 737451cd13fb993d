"""Tell what a number is that a caller gave to find a repair."""

from ivr.dialog.instructions import Say
from ivr.dialog.script import Clear, Fill, Moves, Propose
from ivr.dialog.values import Slots

OWN = "own"
"""Meaning of "this phone" in the grammar repair_number: the number the caller calls from."""

IMEI_DIGITS = 15
PHONE_DIGITS = range(10, 15)


def identify(slots: Slots) -> Moves:
    """Fill `kind` with order, phone or imei; ask again for an IMEI with a wrong check digit.

    The number the caller calls from is only proposed: it may be somebody else's line.
    """
    number = str(slots["number"])
    if number == OWN:
        return _own_number(slots)
    if len(number) == IMEI_DIGITS and not luhn(number):
        return Say("imei_wrong"), Clear(("number", "kind"))
    return (Fill("kind", kind_of(number)),)


IDENTIFY_MAY: Moves = (Say("own_number_unknown"), Say("imei_wrong"), Clear(("number", "kind")), Propose("number", ""))


def kind_of(number: str) -> str:
    """Return order, phone or imei, by the number's length."""
    if len(number) == IMEI_DIGITS:
        return "imei"
    return "phone" if number.startswith("+") or (len(number) in PHONE_DIGITS and number.isdigit()) else "order"


def luhn(digits: str) -> bool:
    """Tell whether the check digit is right (ISO/IEC 7812-1, annex B)."""
    doubled = [int(digit) * (1 + i % 2) for i, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def _own_number(slots: Slots) -> Moves:
    caller, ask_again = slots.get("caller"), Clear(("number", "kind"))
    if not caller:
        return Say("own_number_unknown"), ask_again
    return Propose("number", caller), ask_again
