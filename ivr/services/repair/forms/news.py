"""The form of a call that we make: who calls, why, and how to get no such calls any more.

No detail is told before the person wants to hear it; a machine gets none at all.
"""

from typing import Any

from ivr.callflow.identity import unserved
from ivr.callflow.welcome import CONSENT, NOTICE
from ivr.dialog.instructions import Say
from ivr.dialog.languages import BY_KEYS, OTHERS, offers
from ivr.dialog.script import Clear, Decision, Field, Fill, Form, Goto, LookUp, Moves, Send
from ivr.dialog.values import Slots
from ivr.outbound.words import DO_NOT_CALL

REASONS = ("ready", "quote", "delay", "satisfaction")
WANTED = ("hear", "really", "stop", "wrong")


def greet(slots: Slots) -> Moves:
    """Say who calls; speech is not kept until the notice has been heard."""
    by_keys = (Say("language_by_keys", bargein=False),) if slots.get(BY_KEYS) else ()
    opening = (Say("news_greeting", bargein=False), *offers(slots.get(OTHERS)), *by_keys)
    return *opening, Say("notice", bargein=False), Fill("noticed", NOTICE)


def is_any(slots: Slots) -> Moves:
    """Let who is called for nothing any more go, with an excuse."""
    return () if slots["news"] else (Say("news_nothing"), Goto("goodbye"))


def answer(slots: Slots) -> Moves:
    """Tell the news, or do what the person wants instead."""
    match slots["news_wanted"]:
        case "hear":
            return tell(slots)
        case "really":
            return Say("news_really"), Clear(("news_wanted", "news_told"))
        case _:
            return Say("news_stopped"), Send(DO_NOT_CALL, ("caller", "news_wanted")), Goto("goodbye")


def tell(slots: Slots) -> Moves:
    """Tell why we call."""
    news: Any = slots["news"]
    match news["reason"]:
        case "quote":
            return Say("news_quote", {"model": news["model"]}), Goto("quote")
        case "ready":
            centre = (Say("of_centre", {"centre": news["centre"]}),) if news["centre"] else ()
            return Say("news_ready", {"model": news["model"]}), *centre, Goto("anything_else")
        case "delay":
            return Say("news_delay", {"model": news["model"]}), Goto("anything_else")
        case _:
            asked = Goto("anything_else" if "survey" in unserved(slots) else "survey")
            return Say("news_satisfaction"), Fill("survey_about", "repair"), asked


TELLING: Moves = (
    *(Say("news_quote"), Say("news_ready"), Say("news_delay"), Say("news_satisfaction"), Say("of_centre")),
    Fill("survey_about", "repair"),
    *(Goto(form) for form in ("quote", "anything_else", "survey")),
)
STOPPING: Moves = (Say("news_stopped"), Send(DO_NOT_CALL, ("caller", "news_wanted")), Goto("goodbye"))

REPAIR_NEWS = Form(
    "repair_news",
    (
        Decision(
            "noticed",
            greet,
            may=(
                *(Say(prompt) for prompt in ("news_greeting", "language_offer", "language_by_keys", "notice")),
                Fill("noticed", NOTICE),
            ),
        ),
        CONSENT,
        LookUp("news", "repair_news", using=("caller",), tries=9),
        Decision("news_any", is_any, may=(Say("news_nothing"), Goto("goodbye"))),
        Field(
            "news_wanted",
            ("news_wanted",),
            (("ask_news", "ask_news_stop"),),
            read_back={"stop": "confirm_news_stop", "wrong": "confirm_news_stop"},
            help="news_really",
            misses=2,
            last_resort=(Goto("goodbye"),),
        ),
        Decision(
            "news_told",
            answer,
            may=(*TELLING, Say("news_really"), Clear(("news_wanted", "news_told")), *STOPPING),
            serves="repair",
        ),
    ),
    then="anything_else",
)
