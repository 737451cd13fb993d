"""Find the symptom: from the words that led here, in the caller's own words, or from a list by key."""

from typing import Any

from ivr.callflow.own_words import SAID, TO_SAFETY, is_danger, said_before
from ivr.callflow.paging import MORE, chosen, following, has_more, listed, page, place
from ivr.dialog.instructions import Say
from ivr.dialog.script import Clear, Decision, Field, Fill, Form, Goto, LookUp, Moves
from ivr.dialog.values import Slots

ASK = Clear(("fault_words", "fault_asked", "fault_found", "fault_decided", "fault_which", "fault_chosen"))
WISHES = {"list": "fault_list", "done": "anything_else"}
NAMED = tuple(f"symptom_{key}" for key in (1, 2, 3))
BEGUN_MAY: Moves = (Fill("fault_words", ""), Fill("fault_began", ""), Fill(SAID, ""), Fill("fault_offered", []))
ASKED_MAY: Moves = (*(Goto(form) for form in WISHES.values()), *TO_SAFETY)
DECIDED_MAY: Moves = (
    *(Fill("symptom", {}), Fill("fault_offered", []), Fill("fault_page", 0), Fill("fault_began", "")),
    *(Say("symptom_is"), Say("fault_unsure"), ASK, Goto("fault_list")),
)
CHOSEN_MAY: Moves = (Fill("symptom", {}), Goto("fault_phone"), Goto("fault_list"), *TO_SAFETY)
AGAIN = Clear(("listed_which", "listed_chosen"))
LISTED_MAY: Moves = (Fill("fault_offered", []), Fill("fault_page", 0), Goto("fault_ticket"))
LIST_CHOSEN_MAY: Moves = (
    *(Fill("symptom", {}), Goto("fault_phone"), Fill("fault_page", 0), Goto("fault_ticket"), AGAIN),
    *(Say("no_such_symptom"), *TO_SAFETY),
)


def begin(slots: Slots) -> Moves:
    """Take what the caller said at the main question for the symptom, once."""
    words = said_before(slots, "fault")
    fresh = Fill("fault_began", words), Fill(SAID, ""), Fill("fault_offered", [])
    return *((Fill("fault_words", words),) if words else ()), *fresh


def route(slots: Slots) -> Moves:
    """Go where a word leads that is no symptom."""
    words = slots["fault_words"]
    if is_danger(words):
        return TO_SAFETY
    return (Goto(WISHES[words]),) if isinstance(words, str) and words in WISHES else ()


def decide(slots: Slots) -> Moves:
    """Take the one symptom, offer the likely ones, or ask; who was asked before chooses from the list."""
    found: Any = slots["fault_found"]
    symptoms = found["symptoms"]
    if found["decision"] == "answer" and symptoms:
        named = () if symptoms[0]["danger"] else (Say("symptom_is", {"symptom": symptoms[0]["name"]}),)
        return *named, Fill("fault_offered", []), Fill("symptom", symptoms[0])
    if found["decision"] == "offer" and len(symptoms) > 1:
        return Fill("fault_offered", symptoms), Fill("fault_page", 0)
    if slots.get("fault_words") == slots.get("fault_began"):
        return Fill("fault_began", ""), ASK
    return Say("fault_unsure"), Goto("fault_list")


def is_offered(slots: Slots) -> bool:
    """Tell whether several symptoms are offered."""
    return len(listed(slots, "fault_offered")) > 1


def list_symptoms(slots: Slots) -> tuple[Say, ...]:
    """Name the symptoms, each before its key."""
    offered = enumerate(page(slots, "fault_offered", "fault_page"), start=1)
    return tuple(Say(f"symptom_{key}", {"symptom": each["name"]}) for key, each in offered)


def choose(slots: Slots) -> Moves:
    """Go on with the symptom that is meant; a dangerous one goes to an agent at once."""
    if is_danger(slots.get("fault_which")):
        return TO_SAFETY
    if not is_offered(slots):
        return _go_on(slots["symptom"])
    symptom = chosen(slots, "fault_which", "fault_offered", "fault_page")
    return _go_on(symptom) if symptom else (Goto("fault_list"),)


def _go_on(symptom: Any) -> Moves:
    return TO_SAFETY if symptom["danger"] else (Fill("symptom", symptom), Goto("fault_phone"))


def check_list(slots: Slots) -> Moves:
    """Keep what is offered; where nothing is known of symptoms a ticket is opened."""
    found: Any = slots["fault_listed"]
    symptoms = found["symptoms"]
    return (Fill("fault_offered", symptoms), Fill("fault_page", 0)) if symptoms else (Goto("fault_ticket"),)


def list_page(slots: Slots) -> tuple[Say, ...]:
    """Name three symptoms, each before its key; after the last page nothing of them may be it."""
    more = (Say("symptom_more"),) if has_more(slots, "fault_offered") else ()
    return *list_symptoms(slots), *more


def choose_listed(slots: Slots) -> Moves:
    """Go on with the symptom, or turn the page; after the last one a ticket tells an agent the rest."""
    if is_danger(slots.get("listed_which")):
        return TO_SAFETY
    if symptom := chosen(slots, "listed_which", "fault_offered", "fault_page"):
        return _go_on(symptom)
    if place(slots, "listed_which") != MORE:
        return Say("no_such_symptom"), AGAIN
    turned = following(slots, "fault_offered", "fault_page")
    return (Fill("fault_page", turned), AGAIN) if turned else (Goto("fault_ticket"),)


FAULT = Form(
    "fault",
    (
        Decision("fault_begun", begin, may=BEGUN_MAY),
        Field(
            "fault_words",
            ("fault_question", "own_words"),
            ("ask_fault", "ask_fault_again"),
            help="fault_help",
            timeout=8.0,
            complete_timeout=1.0,
        ),
        Decision("fault_asked", route, may=ASKED_MAY),
        LookUp("fault_found", "fault_search", using=("fault_words", "language")),
        Decision("fault_decided", decide, may=DECIDED_MAY),
        Field(
            "fault_which",
            ("which_one", "danger"),
            ("symptom_neither",),
            when=is_offered,
            before=list_symptoms,
            may_say=NAMED,
            misses=2,
            last_resort=(Goto("fault_list"),),
        ),
        Decision("fault_chosen", choose, may=CHOSEN_MAY),
    ),
    then="fault_phone",
)
FAULT_LIST = Form(
    "fault_list",
    (
        LookUp("fault_listed", "fault_symptoms", using=("language",)),
        Decision("list_checked", check_list, may=LISTED_MAY),
        Field(
            "listed_which",
            ("which_one", "danger"),
            ("choose_symptom",),
            before=list_page,
            may_say=(*NAMED, "symptom_more"),
        ),
        Decision("listed_chosen", choose_listed, may=LIST_CHOSEN_MAY),
    ),
    then="fault_phone",
)
