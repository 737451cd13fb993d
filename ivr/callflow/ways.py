"""Offer the services that follow from an answer, each before its key: a centre, say, after a refused warranty."""

from collections.abc import Iterable

from ivr.callflow import offering
from ivr.callflow.identity import unserved
from ivr.callflow.paging import listed
from ivr.callflow.topics import Topic
from ivr.dialog.costs import OFFER
from ivr.dialog.instructions import Say
from ivr.dialog.kinds import Kind, Like, ListOf, OneOf
from ivr.dialog.script import Decision, Field, Fill, Form, Goto, Moves, Propose
from ivr.dialog.values import Slots

FORM, OFFERED = "ways", "ways"
"""The form, and the slot with the topics that it offers."""

AGENT = "agent"
"""The topic, and the form, of who wants a person: that one hears what the call was about before."""

ON, TO_AGENT = Goto("anything_else"), Goto(AGENT)
LEAD_MAY: Moves = (Fill(OFFERED, []), Goto(FORM))


def lead(*topics: str) -> Moves:
    """Return the moves that offer up to three topics; those that the call's region does not serve are left out."""
    return Fill(OFFERED, [*topics]), Goto(FORM)


def can_be_offered(topics: Iterable[Topic]) -> Kind:
    """Return what `lead` may name: topics that there are, and "agent"."""
    names = (*(topic.name for topic in topics), AGENT)
    return Like(ListOf(OneOf(names)), ([names[0]], [*names[:2]], []))


def ways(topics: tuple[Topic, ...]) -> Form:
    """Return the form that offers what a service named with `lead`; "neither" goes on as after any answer."""
    forms = {topic.name: topic.form for topic in topics}

    def served(slots: Slots) -> list[str]:
        """Return the topics that can be had in this call."""
        named = [str(each) for each in listed(slots, OFFERED)]
        served = [name for name in named if forms.get(name) not in (None, AGENT, *unserved(slots)) or name == AGENT]
        return served[: offering.MOST]

    def offers(slots: Slots) -> tuple[Say, ...]:
        """Name the topics, each before its key."""
        named = enumerate(served(slots), start=1)
        return Say("ways"), *(say for key, name in named for say in (Say(f"topic_{name}"), Say(f"press_{key}")))

    def follow(slots: Slots) -> Moves:
        """Go on with what was chosen here, or said instead."""
        topic = offering.named(slots.get("way"), served(slots))
        if topic == AGENT:
            return (TO_AGENT,)
        return (Propose("topic", [topic]), Goto("main_menu")) if topic else (ON,)

    keys = tuple(f"press_{key}" for key in range(1, offering.MOST + 1))
    way = Field(
        "way",
        ("topic_choice",),
        ("ways_neither",),
        costs=OFFER,
        when=lambda slots: bool(served(slots)),
        before=offers,
        may_say=("ways", *(f"topic_{name}" for name in (*forms, AGENT)), *keys),
        misses=2,
        last_resort=(ON,),
    )
    return Form(FORM, (way, Decision("way_taken", follow, may=(Propose("topic", []), Goto("main_menu"), ON, TO_AGENT))))
