"""Find the article that answers a question in the caller's own words; the words that led here are searched first."""

from typing import Any

from ivr.callflow.own_words import SAID, TO_SAFETY, is_danger, said_before
from ivr.callflow.paging import chosen, listed, page, place
from ivr.dialog.instructions import Say
from ivr.dialog.script import Clear, Decision, Field, Fill, Form, Goto, LookUp, Moves
from ivr.dialog.values import Slots

ASK = Clear(("help_words", "help_asked", "help_found", "help_decided", "help_which", "help_chosen"))
WISHES = {"common": "help_common", "guide": "help_guide", "done": "anything_else"}
"""Where words lead that are no question."""

BEGUN_MAY: Moves = (Fill("help_words", ""), Fill("help_began", ""), Fill(SAID, ""))
ASKED_MAY: Moves = (*(Goto(form) for form in WISHES.values()), *TO_SAFETY)
DECIDED_MAY: Moves = (
    *(Fill("article", {}), Fill("help_offered", []), Fill("help_page", 0), Fill("help_began", "")),
    *(ASK, Goto("help_unsure")),
)
CHOSEN_MAY: Moves = (Fill("article", {}), Goto("help_answer"), Goto("help_unsure"), *TO_SAFETY)
MOST_UNSURE = 2
"""Questions that are not answered before an agent gets the caller."""

UNSURE_MAY: Moves = (Fill("help_unsures", 0), Say("help_unsure"), Say("help_no_articles"), Goto("agent"))
WISH_MAY: Moves = (Goto("help"), Goto("help_common"), Goto("agent"), *TO_SAFETY)


def begin(slots: Slots) -> Moves:
    """Take what the caller said at the main question for the question, once."""
    words = said_before(slots, "help")
    return *((Fill("help_words", words),) if words else ()), Fill("help_began", words), Fill(SAID, "")


def route(slots: Slots) -> Moves:
    """Go where a word leads that is no question."""
    words = slots["help_words"]
    if is_danger(words):
        return TO_SAFETY
    return (Goto(WISHES[words]),) if isinstance(words, str) and words in WISHES else ()


def decide(slots: Slots) -> Moves:
    """Take the one article, offer two, or say that nothing is sure; of words that asked for help only, ask more."""
    found: Any = slots["help_found"]
    articles = found["articles"]
    if found["decision"] == "answer" and articles:
        return Fill("help_offered", []), Fill("article", articles[0])
    if found["decision"] == "offer" and len(articles) > 1:
        return Fill("help_offered", articles), Fill("help_page", 0)
    if found["decision"] == "unsure" and slots.get("help_words") == slots.get("help_began"):
        return Fill("help_began", ""), ASK
    return (Goto("help_unsure"),)


def is_offered(slots: Slots) -> bool:
    """Tell whether two articles are offered."""
    return len(listed(slots, "help_offered")) > 1


def list_articles(slots: Slots) -> tuple[Say, ...]:
    """Name the articles, each before its key."""
    offered = enumerate(page(slots, "help_offered", "help_page"), start=1)
    return tuple(Say(f"help_article_{key}", {"title": each["title"]}) for key, each in offered)


def choose(slots: Slots) -> Moves:
    """Go on with the article that is meant."""
    if is_danger(slots.get("help_which")):
        return TO_SAFETY
    if not is_offered(slots):
        return (Goto("help_answer"),)
    article = chosen(slots, "help_which", "help_offered", "help_page")
    return (Fill("article", article), Goto("help_answer")) if article else (Goto("help_unsure"),)


def say_unsure(slots: Slots) -> Moves:
    """Say honestly that the answer is not known; who heard that before gets an agent."""
    times = place(slots, "help_unsures") + 1
    found: Any = slots.get("help_found") or {}
    told = Say("help_no_articles" if found.get("decision") == "none" else "help_unsure")
    return Fill("help_unsures", times), told, *((Goto("agent"),) if times > MOST_UNSURE else ())


def follow(slots: Slots) -> Moves:
    """Let the caller ask in other words, choose among the commonest, or speak to an agent."""
    match slots["unsure_wish"]:
        case "again":
            return (Goto("help"),)
        case "common":
            return (Goto("help_common"),)
        case "danger":
            return TO_SAFETY
    return (Goto("agent"),)


HELP = Form(
    "help",
    (
        Decision("help_begun", begin, may=BEGUN_MAY),
        Field(
            "help_words",
            ("help_question", "own_words"),
            ("ask_help", "ask_help_again"),
            help="help_help",
            timeout=8.0,
            complete_timeout=1.0,
        ),
        Decision("help_asked", route, may=ASKED_MAY),
        LookUp("help_found", "help_articles", using=("help_words", "language")),
        Decision("help_decided", decide, may=DECIDED_MAY),
        Field(
            "help_which",
            ("which_one", "danger"),
            ("help_neither",),
            when=is_offered,
            before=list_articles,
            may_say=tuple(f"help_article_{key}" for key in (1, 2, 3)),
            misses=2,
            last_resort=(Goto("help_unsure"),),
        ),
        Decision("help_chosen", choose, may=CHOSEN_MAY),
    ),
    then="help_answer",
)
HELP_UNSURE = Form(
    "help_unsure",
    (
        Decision("unsure_said", say_unsure, may=UNSURE_MAY),
        Field(
            "unsure_wish",
            ("unsure_wish", "danger"),
            (("offer_again", "offer_common", "offer_agent"),),
            misses=2,
            last_resort=(Goto("anything_else"),),
        ),
        Decision("unsure_followed", follow, may=WISH_MAY),
    ),
    then="anything_else",
)
