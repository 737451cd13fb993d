"""Offer the questions that are asked most, three on a page, by key."""

from ivr.callflow.own_words import TO_SAFETY, is_danger
from ivr.callflow.paging import MORE, chosen, following, has_more, page, place
from ivr.dialog.instructions import Say
from ivr.dialog.script import Clear, Decision, Field, Fill, Form, Goto, LookUp, Moves
from ivr.dialog.values import Slots

AGAIN = Clear(("common_which", "common_chosen"))
FOUND_MAY: Moves = (Fill("help_offered", []), Fill("help_page", 0), Say("help_no_articles"), Goto("agent"))
CHOSEN_MAY: Moves = (
    *(Fill("article", {}), Goto("help_answer"), Fill("help_page", 0), Say("no_such_article"), AGAIN),
    *TO_SAFETY,
)


def check_common(slots: Slots) -> Moves:
    """Keep what is offered; without any article an agent helps."""
    found = slots["common_found"]
    articles = found["articles"] if isinstance(found, dict) else []
    return (
        (Fill("help_offered", articles), Fill("help_page", 0)) if articles else (Say("help_no_articles"), Goto("agent"))
    )


def list_common(slots: Slots) -> tuple[Say, ...]:
    """Name three questions, each before its key."""
    offered = enumerate(page(slots, "help_offered", "help_page"), start=1)
    named = tuple(Say(f"help_article_{key}", {"title": each["title"]}) for key, each in offered)
    return (*named, Say("help_more")) if has_more(slots, "help_offered") else named


def choose_common(slots: Slots) -> Moves:
    """Go on with the article, or turn the page."""
    if is_danger(slots.get("common_which")):
        return TO_SAFETY
    if article := chosen(slots, "common_which", "help_offered", "help_page"):
        return Fill("article", article), Goto("help_answer")
    if place(slots, "common_which") == MORE and has_more(slots, "help_offered"):
        return Fill("help_page", following(slots, "help_offered", "help_page")), AGAIN
    return Say("no_such_article"), AGAIN


HELP_COMMON = Form(
    "help_common",
    (
        LookUp("common_found", "help_common", using=("language",)),
        Decision("common_checked", check_common, may=FOUND_MAY),
        Field(
            "common_which",
            ("which_one", "danger"),
            ("choose_article",),
            before=list_common,
            may_say=(*(f"help_article_{key}" for key in (1, 2, 3)), "help_more"),
        ),
        Decision("common_chosen", choose_common, may=CHOSEN_MAY),
    ),
    then="help_answer",
)
