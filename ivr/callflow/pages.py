"""Offer the topics that have no key of their own, three on a page; the key of each is its place there."""

from collections.abc import Sequence
from functools import partial

from ivr.callflow import offering
from ivr.callflow.identity import region_of, unserved
from ivr.callflow.topics import COMMONEST, IN_OWN_WORDS, Topic
from ivr.dialog.instructions import Say
from ivr.dialog.script import Decision, Field, Form, Goto, Moves, Propose
from ivr.dialog.values import Slots

PAGE = "topics_page_{}"
AGENT = "agent"


def pages(topics: Sequence[Topic]) -> tuple[Form, ...]:
    """Return a form for each three topics without a key; "neither" leads to the next one, after the last to an agent.

    The commonest come first, or those that the region names first; those that are mostly asked for in the caller's own
    words last. What is chosen is proposed to the main menu, which leads to its form.
    """
    offered = sorted((topic for topic in topics if not topic.key and topic.form != AGENT), key=_rank)
    firsts = range(0, len(offered), offering.MOST)
    names = [*(PAGE.format(number) for number in range(1, len(firsts) + 1)), AGENT]
    return tuple(map(partial(_page, offered), firsts, names, names[1:]))


def _rank(topic: Topic) -> tuple[bool, int]:
    place = COMMONEST.index(topic.name) if topic.name in COMMONEST else len(COMMONEST)
    return topic.name in IN_OWN_WORDS, place


def _page(topics: Sequence[Topic], first: int, name: str, following: str) -> Form:
    def served(slots: Slots) -> list[str]:
        """Return what the call's region offers of this page."""
        left_out, order = unserved(slots), region_of(slots).get("order") or []
        offered = [topic for topic in topics if topic.form not in left_out]
        ordered = sorted(offered, key=lambda topic: order.index(topic.form) if topic.form in order else len(order))
        return [topic.name for topic in ordered][first : first + offering.MOST]

    def offers(slots: Slots) -> tuple[Say, ...]:
        """Name the topics, each before its key."""
        named = enumerate(served(slots), start=1)
        return tuple(say for key, topic in named for say in (Say(f"topic_{topic}"), Say(f"press_{key}")))

    def follow(slots: Slots) -> Moves:
        """Go on with what was chosen here, or said instead; turn the page where it is none of these."""
        topic = offering.named(slots.get("picked"), served(slots))
        return (Propose("topic", [topic]), Goto("main_menu")) if topic else (Goto(following),)

    keys = tuple(f"press_{key}" for key in range(1, offering.MOST + 1))
    picked = Field(
        "picked",
        ("topic_choice",),
        ("offer_neither",),
        when=lambda slots: bool(served(slots)),
        before=offers,
        may_say=(*(f"topic_{topic.name}" for topic in topics), *keys),
        misses=2,
        last_resort=(Goto(following),),
    )
    targets = (Goto("main_menu"), Goto(following))
    return Form(name, (picked, Decision("picked_done", follow, may=(Propose("topic", []), *targets))))
