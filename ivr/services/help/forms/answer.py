"""Tell an article's answer, then send its steps, take another question, or say that it was the wrong one."""

from typing import Any

from ivr.callflow import texting
from ivr.callflow.own_words import TO_SAFETY
from ivr.callflow.paging import listed
from ivr.dialog.costs import OFFER
from ivr.dialog.instructions import Say
from ivr.dialog.script import Decision, Field, Fill, Form, Goto, LookUp, Moves, Send
from ivr.dialog.values import Json, Slots

TOLD_MAY: Moves = (
    *(Say("help_title"), Say("help_answer"), Say("help_answer_cut")),
    Send("count_article", ("article", "language")),
)
FOLLOWED_MAY: Moves = (
    *(Goto(form) for form in ("help_steps", "help", "help_unsure", "anything_else")),
    *(Say("text_off"), *TO_SAFETY),
)
STEPS_MAY: Moves = (Fill(texting.ANSWER, {}), Goto(texting.FORM), Say("help_steps_gone"), Goto("anything_else"))


def tell(slots: Slots) -> Moves:
    """Say the answer, after its title where that was not chosen; one that nobody wrote by hand is told so."""
    article: Any = slots["article"]
    prompt = "help_answer_cut" if article["cut"] else "help_answer"
    title = () if listed(slots, "help_offered") else (Say("help_title", {"title": article["title"]}),)
    return *title, Say(prompt, {"answer": article["answer"]}), Send("count_article", ("article", "language"))


def leave_out(slots: Slots) -> tuple[str, ...]:
    """Offer the steps only where text messages are sent."""
    return () if texting.can_text(slots) else ("offer_steps",)


def follow(slots: Slots) -> Moves:
    """Do what the caller wishes."""
    match slots["help_wish"]:
        case "steps":
            return (Goto("help_steps"),) if texting.can_text(slots) else (Say("text_off"), Goto("anything_else"))
        case "another":
            return (Goto("help"),)
        case "wrong":
            return (Goto("help_unsure"),)
        case "danger":
            return TO_SAFETY
    return (Goto("anything_else"),)


def send_steps(slots: Slots) -> Moves:
    """Hand the steps to the form that sends what was told."""
    steps, article = slots["help_steps"], slots["article"]
    text = steps.get("text") if isinstance(steps, dict) else ""
    if not (text and isinstance(article, dict)):
        return Say("help_steps_gone"), Goto("anything_else")
    says: list[Json] = [["sms_help_steps", {"title": article["title"], "steps": text}]]
    return Fill(texting.ANSWER, {"language": slots["language"], "says": says}), Goto(texting.FORM)


HELP_ANSWER = Form(
    "help_answer",
    (
        Decision("help_told", tell, may=TOLD_MAY, serves="help"),
        Field(
            "help_wish",
            ("help_wish", "danger"),
            (("offer_steps", "offer_another", "offer_wrong"),),
            costs=OFFER,
            leaves_out=leave_out,
            misses=2,
            last_resort=(Goto("anything_else"),),
            help="help_wish_help",
        ),
        Decision("help_followed", follow, may=FOLLOWED_MAY),
    ),
    then="anything_else",
)
HELP_STEPS = Form(
    "help_steps",
    (
        LookUp("help_steps", "help_steps", using=("article", "language")),
        Decision("steps_given", send_steps, may=STEPS_MAY),
    ),
    then="anything_else",
)
