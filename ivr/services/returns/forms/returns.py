"""Tell whether something may still be returned or exchanged, what to bring, and open a case."""

from typing import Any

from ivr.callflow.ways import LEAD_MAY, lead
from ivr.dialog.instructions import Keys, Say
from ivr.dialog.kinds import COUNTRY, DAY, DIGITS, FLAG, Kind, Like, Maybe, OneOf, Record
from ivr.dialog.script import Act, Clear, Decision, Field, Form, Goto, LookUp, Moves
from ivr.dialog.values import Slots

WISHES = {"return": "returns", "exchange": "exchanges"}
PERIOD: dict[str, Kind] = {"returns": Maybe(DAY), "exchanges": Maybe(DAY), "returns_open": FLAG, "exchanges_open": FLAG}
SLOTS: dict[str, Kind] = {
    "bought": Like(DIGITS, ("20261101", "????1101", "202611??")),
    "return_period": Record({"day": Maybe(DAY), "future": FLAG, "known": FLAG, "country": COUNTRY, **PERIOD}),
    "return_wish": OneOf(tuple(WISHES)),
}
"""What the slots hold; of a day that is none only `day`, `future` and `known` count."""

AGAIN = Clear(("bought", "return_period", "return_told"))
TOLD_MAY: Moves = (
    *(Say(prompt) for prompt in ("bought_no_day", "bought_in_future", "bought_on", "return_rule_unknown")),
    *(Say(prompt) for prompt in ("return_until", "exchange_until", "return_over", "exchange_over", "return_all_over")),
    *(AGAIN, Goto("agent"), *LEAD_MAY),
)
OPENED_MAY: Moves = (*(Say(prompt) for prompt in ("return_opened", "return_bring", "return_not_opened")), Goto("agent"))
OFFERS = ("offer_return", "offer_exchange")


def tell_period(slots: Slots) -> Moves:
    """Say until when; ask again for a day that is none, or still to come."""
    period: Any = slots["return_period"]
    if not period["day"]:
        return Say("bought_no_day"), AGAIN
    if period["future"]:
        return Say("bought_in_future", {"day": period["day"]}), AGAIN
    if not period["known"]:
        return Say("return_rule_unknown"), Goto("agent")
    bought = Say("bought_on", {"day": period["day"]})
    if not period["returns_open"] and not period["exchanges_open"]:
        return bought, Say("return_all_over"), *lead("warranty", "send_in", "centre")
    return bought, *(_told(wish, period[each], is_open=period[f"{each}_open"]) for wish, each in WISHES.items())


def is_open(slots: Slots) -> bool:
    """Tell whether one of both is still possible."""
    period: Any = slots.get("return_period") or {}
    return bool(period.get("returns_open") or period.get("exchanges_open"))


def leave_out(slots: Slots) -> tuple[str, ...]:
    """Return the offer that is over."""
    period: Any = slots.get("return_period") or {}
    return tuple(f"offer_{wish}" for wish, each in WISHES.items() if not period.get(f"{each}_open"))


def check_wish(slots: Slots) -> Moves:
    """Take no wish that is over."""
    if f"offer_{slots['return_wish']}" in leave_out(slots):
        return Say(f"{slots['return_wish']}_over"), Clear(("return_wish", "return_wish_open"))
    return ()


def tell_opened(slots: Slots) -> Moves:
    """Say the case's number and what to bring, and let an agent do the rest with all that is known."""
    match slots["return_opened"]:
        case {"status": "done", "result": {"number": number}}:
            return Say("return_opened", {"number": str(number)}), Say("return_bring"), Goto("agent")
        case {"status": "declined"}:
            return (Say("return_not_opened"),)
        case {"status": "refused"}:
            return (Goto("agent"),)
    return ()


def _told(wish: str, until: Any, *, is_open: bool) -> Say:
    return Say(f"{wish}_until", {"until": until}) if is_open and until else Say(f"{wish}_over")


RETURNS = Form(
    "returns",
    (
        Field(
            "bought",
            ("bought",),
            ("ask_bought", "ask_bought_again"),
            keys=Keys(8, "#"),
            timeout=8.0,
            help="ask_bought_again",
        ),
        LookUp("return_period", "return_period", using=("bought", "region")),
        Decision("return_told", tell_period, may=TOLD_MAY, serves="returns"),
        Field(
            "return_wish",
            ("return_wish",),
            (OFFERS,),
            when=is_open,
            leaves_out=leave_out,
            misses=2,
            last_resort=(Goto("anything_else"),),
            help="return_help",
        ),
        Decision(
            "return_wish_open",
            check_wish,
            may=(*(Say(f"{wish}_over") for wish in WISHES), Clear(("return_wish", "return_wish_open"))),
            when=is_open,
        ),
        Act(
            "return_opened",
            "open_return",
            using=("return_wish", "return_period", "caller"),
            confirm="twice",
            ask="confirm_return_case",
            sms="sms_return",
            when=is_open,
        ),
        Decision("return_done", tell_opened, may=OPENED_MAY, when=is_open, serves="returns"),
    ),
    then="anything_else",
)
