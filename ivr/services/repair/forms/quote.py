"""Let callers approve or decline the quote of a repair: read back, confirmed by key, kept as evidence."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ivr.callflow import texting
from ivr.callflow.identity import page_of
from ivr.dialog.instructions import Say
from ivr.dialog.script import Act, Clear, Decision, Field, Fill, Form, Goto, Moves
from ivr.dialog.values import Json, Slots
from ivr.services.repair.forms.wishes import chosen_repair, needs_repair

LATER = "later"
"""Meaning of "later" in the grammar quote_answer; the others are approve and decline."""

REASONS = ("answered", "changed", "late")
READ_MAY: Moves = (
    *(Say(prompt) for prompt in ("no_quote", "quote_is", "quote_until", "quote_decline_costs", "quote_decline_free")),
    *(Fill("quote", {}), Goto("anything_else"), Goto("agent"), Say("quote_by_agent")),
)
TEXTED_MAY: Moves = (
    *(Say("text_off"), Clear(("quote_answer", "quote_texted"))),
    *(page_of("repair", ""), Goto(texting.FORM)),
)
TOLD_MAY: Moves = (
    *(Say(prompt) for prompt in ("quote_approved", "quote_declined", "quote_kept")),
    *(Say(f"quote_refused_{reason}") for reason in REASONS),
    *(Say("request_refused"), Goto("agent")),
)


def read_quote(slots: Slots) -> Moves:
    """Say the amount, until when it stands, and what declining costs; one without an amount goes to an agent."""
    repair = chosen_repair(slots) or {}
    if not repair.get("quote_pending"):
        return Say("no_quote"), Goto("anything_else")
    if repair["cost"] is None:
        return Say("quote_by_agent"), Goto("agent")
    quote = {"order": repair["order"], "amount": repair["cost"], "currency": repair["currency"]}
    quote |= {"deadline": repair.get("quote_deadline"), "decline_cost": repair.get("decline_cost")}
    says = [Say("quote_is", {"model": repair["model"], "order": repair["order"], "cost": _money(quote, "amount")})]
    if quote["deadline"]:
        says.append(Say("quote_until", {"deadline": quote["deadline"]}))
    return (*says, *_declining(quote), Fill("quote", quote))


def text_quote(slots: Slots) -> Moves:
    """Hand the quote to the form that sends what was told; the answer can wait."""
    if not texting.can_text(slots):
        return Say("text_off"), Clear(("quote_answer", "quote_texted"))
    quote: Any = slots["quote"]
    return page_of("repair", quote["order"]), Goto(texting.FORM)


def answer_is(answer: str) -> Any:
    """Return whether the caller gave this answer."""
    return lambda slots: slots.get("quote_answer") == answer


def is_answered(slots: Slots) -> bool:
    """Tell whether the caller answered the quote, and not "later"."""
    return slots.get("quote_answer") != LATER


def amount(slots: Slots) -> Mapping[str, Json]:
    """Return what is confirmed: the amount, and what declining costs."""
    quote: Any = slots["quote"]
    declining = quote["decline_cost"] or "0"
    return {
        "cost": _money(quote, "amount"),
        "decline_cost": {"amount": declining, "currency": quote["currency"]},
    }


def tell_answer(slots: Slots) -> Moves:
    """Say what came of the answer."""
    answer = str(slots["quote_answer"])
    sent: Any = slots.get(f"quote_{answer}_sent")
    match sent:
        case {"status": "done", "result": {"number": number}}:
            return (Say("quote_approved" if answer == "approve" else "quote_declined", {"number": str(number)}),)
        case {"status": "refused", "reason": reason} if reason in REASONS:
            return (Say(f"quote_refused_{reason}"),)
        case {"status": "refused"}:
            return Say("request_refused"), Goto("agent")
        case {"status": "declined"}:
            return (Say("quote_kept"),)
    return ()


def _declining(quote: Mapping[str, Any]) -> tuple[Say, ...]:
    cost = quote["decline_cost"]
    if cost is None:
        return ()
    return (
        (Say("quote_decline_costs", {"cost": _money(quote, "decline_cost")}),)
        if Decimal(cost)
        else (Say("quote_decline_free"),)
    )


def _money(quote: Mapping[str, Any], name: str) -> Json:
    return {"amount": quote[name], "currency": quote["currency"]}


def _send(answer: str) -> Act:
    return Act(
        f"quote_{answer}_sent",
        "answer_quote",
        using=("quote", "quote_answer"),
        confirm="key",
        ask=f"confirm_quote_{answer}",
        values=amount,
        sms=f"sms_quote_{answer}",
        when=answer_is(answer),
    )


QUOTE = Form(
    "quote",
    (
        needs_repair("quote"),
        Decision("quote_read", read_quote, may=READ_MAY, serves="repair"),
        Field(
            "quote_answer", ("quote_answer", "quote_text"), ("ask_quote_answer", "ask_quote_again"), help="quote_help"
        ),
        Decision("quote_texted", text_quote, may=TEXTED_MAY, when=answer_is(texting.TEXT)),
        _send("approve"),
        _send("decline"),
        Decision("quote_told", tell_answer, may=TOLD_MAY, when=is_answered, serves="repair"),
        Decision("quote_waits", lambda _: (Say("quote_later"),), may=(Say("quote_later"),), when=answer_is(LATER)),
    ),
    then="anything_else",
)
