"""Ask for the number of a repair, and tell what kind of number it is."""

from collections.abc import Callable, Mapping

import phonenumbers

from ivr.callflow.identity import region_of
from ivr.callflow.ways import LEAD_MAY, lead
from ivr.dialog.costs import Costs
from ivr.dialog.instructions import Keys, Say
from ivr.dialog.script import Clear, Field, Fill, Goto, Identifier, Moves
from ivr.dialog.values import Json, Slots
from ivr.identifiers import Shape
from ivr.identity.imei import normal_imei

OWN, NONE, OTHER = "own", "none", "other"
"""Meanings in the grammars of numbers: "this phone", "I don't have it", and "no" to the phone called from."""

IMEI_DIGITS, MEID_DIGITS = 15, 18
PHONE_DIGITS = range(10, 15)

NUMBER = Identifier(Shape(least=4, most=MEID_DIGITS, checked=IMEI_DIGITS))
"""What every number for a repair looks like: an order number, a phone number, an IMEI with its check digit, an IMEISV
(16 digits), or a MEID in its decimal form."""

WHOLE_PHONE = Identifier(Shape(least=7, most=IMEI_DIGITS, checked=IMEI_DIGITS))
"""The phone number that the owner gave us; an IMEI does as well."""

OWN_ENDING, PHONE_ENDING = Identifier(Shape(least=4, most=IMEI_DIGITS, checked=IMEI_DIGITS)), 4
"""The last four digits of the number called from, which stand for all of it; any whole phone number does as well."""

LAST_SIX = Identifier(Shape(least=6, most=6))
"""The end of an IMEI: what differs between phones of one model."""

WRONG_NUMBER = Costs(wrong=9.0)
"""More than a wrong choice: both numbers are asked for again, and the caller has one try less."""

ASKED_AGAIN = Clear(("number", "kind"))
USUAL_DIGITS = (6, 10, 15)
"""Lengths of order numbers, phone numbers and IMEIs: who has said so many digits is done, unless they speak slowly."""

BETWEEN_DIGITS, BETWEEN_KEYS, BETWEEN_LAST_KEYS = 2.5, 2.0, 1.0
"""Seconds that a number which may go on is waited for; of keys another second is left for what comes late, unless the
number is as long as any usually is. The few last digits are typed in one go."""

ASKING: dict[str, object] = {
    "timeout": 8.0,
    "incomplete_timeout": BETWEEN_DIGITS,
    "interdigit_timeout": BETWEEN_KEYS,
    "costs": WRONG_NUMBER,
    "sensitive": True,
}
"""How the numbers are asked for that show a repair to be the caller's."""

PHONE_HELP, IMEI_HELP = "phone_help", "imei_help"
"""Where the numbers stand that callers are asked for."""

ENDING = 2
"""Digits of the caller's own number that are said: no more than the caller could know."""


def number(first: str, grammars: tuple[str, ...], **options: object) -> Field:
    """Return a question for the number, by its first prompt."""
    return Field(
        "number",
        grammars,
        (first, "ask_number_again", "ask_number_by_keys"),
        read_back="confirm_number",
        corrections=("repair_number_correction",),
        identifier=NUMBER,
        echo="number_echo",
        help="number_help",
        keys=Keys(MEID_DIGITS, "#"),
        timeout=8.0,
        complete_timeout=0.8,
        incomplete_timeout=BETWEEN_DIGITS,
        interdigit_timeout=BETWEEN_KEYS,
        usual_digits=USUAL_DIGITS,
        costs=WRONG_NUMBER,
        sensitive=True,
        **options,  # type: ignore[arg-type]
    )


def own_ending() -> Field:
    """Return the question for the second factor of who calls from the phone whose number we have: its last digits."""
    return Field(
        "factor",
        ("phone_ending", "number_amendment"),
        ("ask_ending", "ask_ending_again", "ask_ending_again"),
        read_back="confirm_factor",
        corrections=("phone_ending_correction",),
        identifier=OWN_ENDING,
        amends=("number",),
        when=lambda slots: needs_phone(slots) and not needs_whole(slots),
        help=PHONE_HELP,
        keys=Keys(IMEI_DIGITS, "#"),
        usual_digits=(PHONE_ENDING,),
        **ASKING | {"interdigit_timeout": BETWEEN_LAST_KEYS},  # type: ignore[arg-type]
    )


def whole_phone() -> Field:
    """Return the question for the second factor of who calls from another phone: the whole phone number."""
    return Field(
        "factor",
        ("repair_number", "number_amendment"),
        ("ask_phone", "ask_phone_again", "ask_factor_by_keys"),
        read_back="confirm_factor",
        corrections=("repair_number_correction",),
        identifier=WHOLE_PHONE,
        amends=("number",),
        when=lambda slots: needs_phone(slots) and needs_whole(slots),
        help=PHONE_HELP,
        keys=Keys(IMEI_DIGITS, "#"),
        usual_digits=(10,),
        **ASKING,  # type: ignore[arg-type]
    )


def imei_factor(slot: str, first: str, when: Callable[[Slots], bool]) -> Field:
    """Return the question for the last six digits of the IMEI."""
    return Field(
        slot,
        ("factor", "number_amendment") if slot == "factor" else ("factor",),
        (first, "ask_factor_phone_again", "ask_factor_by_keys"),
        read_back="confirm_factor",
        corrections=("factor_correction",),
        identifier=LAST_SIX,
        amends=("number",) if slot == "factor" else (),
        when=when,
        help=IMEI_HELP,
        keys=Keys(6, "#"),
        usual_digits=(6,),
        **ASKING,  # type: ignore[arg-type]
    )


def further_order() -> Field:
    """Return the question for the order number, after too many wrong tries for a phone number or an IMEI."""
    return Field(
        "further",
        ("repair_number",),
        ("ask_further_order", "ask_further_order", "ask_factor_by_keys"),
        read_back="confirm_factor",
        corrections=("repair_number_correction",),
        identifier=NUMBER,
        when=lambda slots: asks_more(slots) and slots.get("kind") != "order",
        help="number_help",
        keys=Keys(MEID_DIGITS, "#"),
        usual_digits=USUAL_DIGITS,
        **ASKING,  # type: ignore[arg-type]
    )


def needs_phone(slots: Slots) -> bool:
    """Tell whether the second number is the phone number: the first one was an order number or an IMEI."""
    return slots.get("kind") in ("order", "imei")


def needs_whole(slots: Slots) -> bool:
    """Tell whether the phone number is needed whole: it is not the one called from, as far as anybody knows."""
    return not slots.get("caller") or "elsewhere" in slots


def asks_more(slots: Slots) -> bool:
    """Tell whether a further number is needed: too many tries were wrong, whoever made them."""
    return slots.get("guarded") == {"further": True}


def offers_own(slots: Slots) -> bool:
    """Tell whether to offer the number called from: whenever it is shown, so nobody learns which ones are known."""
    return bool(slots.get("caller")) and "otherwise" not in slots


def asks_order(slots: Slots) -> bool:
    """Tell whether to ask for the order number alone."""
    return not slots.get("caller") and "otherwise" not in slots


def ending(slots: Slots) -> Mapping[str, Json]:
    """Return the last digits of the number called from."""
    return {"ending": str(slots["caller"])[-ENDING:]}


FACTORS = (
    own_ending(),
    whole_phone(),
    imei_factor("factor", "ask_factor_phone", lambda slots: slots.get("kind") == "phone"),
)
FURTHER = (
    imei_factor("further", "ask_further_imei", lambda slots: asks_more(slots) and slots.get("kind") == "order"),
    further_order(),
)

QUESTIONS = (
    number("offer_own", ("own_offer", "repair_number"), when=offers_own, values=ending),
    number("ask_number", ("repair_number",), when=asks_order),
    number("ask_number", ("repair_number",), when=lambda slots: slots.get("otherwise") == OTHER),
    number("number_otherwise", ("repair_number",), when=lambda slots: slots.get("otherwise") == NONE),
)


def identify(slots: Slots) -> Moves:
    """Fill `kind` with order, phone or imei; ask otherwise for a number that the caller has not got."""
    number = str(slots["number"])
    if number == OWN:
        return _own_number(slots)
    if number == NONE and slots.get("otherwise") == NONE:
        return Say("no_number"), *lead("send_in", "centre", "agent")
    if number in (NONE, OTHER):
        return Fill("otherwise", number), ASKED_AGAIN
    return (Fill("kind", kind_of(number, str(region_of(slots).get("country", "")))),)


IDENTIFY_MAY: Moves = (
    *(Say(prompt) for prompt in ("own_number_unknown", "own_is", "no_number")),
    *(Fill("otherwise", NONE), Fill("number", ""), Fill("kind", ""), ASKED_AGAIN, *LEAD_MAY),
)


def check_factor(slots: Slots) -> Moves:
    """Take the number called from, where it is chosen; help who has not got the factor, and then give them an agent.

    Who says its last digits has chosen it. Other four digits open nothing and are no try: the whole number is needed.
    """
    factor, caller = str(slots["factor"]), str(slots.get("caller") or "")
    is_ending = needs_phone(slots) and len(factor) == PHONE_ENDING and factor.isdigit()
    if caller and (factor == OWN or (is_ending and caller.endswith(factor))):
        return (Fill("factor", caller),)
    if is_ending:
        return Say("phone_elsewhere"), Fill("elsewhere", True), Clear(("factor", "factor_given"))
    if factor not in (OWN, NONE):
        return ()
    if "factor_help" in slots:
        return (Goto("agent"),)
    help_ = PHONE_HELP if needs_phone(slots) else IMEI_HELP
    return Say(help_), Fill("factor_help", True), Clear(("factor", "factor_given"))


FACTOR_MAY: Moves = (
    *(Say("phone_elsewhere"), Fill("elsewhere", True), Fill("factor", ""), Clear(("factor", "factor_given"))),
    *(Say(PHONE_HELP), Say(IMEI_HELP), Fill("factor_help", True), Goto("agent")),
)


def kind_of(number: str, country: str = "") -> str:
    """Return order, phone or imei: what a number looks like. The source finds it as well if it is of another kind.

    Without a country every number of a phone number's length is taken for one.
    """
    if len(number) == IMEI_DIGITS or (len(number) > IMEI_DIGITS and normal_imei(number)):
        return "imei"
    is_long = number.startswith("+") or (len(number) in PHONE_DIGITS and number.isdigit())
    return "phone" if is_long and (not country or _is_phone(number, country)) else "order"


def _is_phone(number: str, country: str) -> bool:
    """Tell whether a phone of this country, or of the world when the + was left out, can have this number."""
    for written, region in ((number, country), (f"+{number.lstrip('+')}", None)):
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(written, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False


def _own_number(slots: Slots) -> Moves:
    """Take the number called from, which the caller has chosen; alone it opens nothing."""
    caller = slots.get("caller")
    if not caller:
        return Say("own_number_unknown"), ASKED_AGAIN
    return Say("own_is", ending(slots)), Fill("number", caller), Fill("kind", "phone")
