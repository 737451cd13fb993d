"""Find out what the call is about: an open question first, a menu after a miss."""

from collections.abc import Sequence

from ivr.callflow import offering
from ivr.callflow.identity import unserved
from ivr.callflow.own_words import SAID
from ivr.callflow.pages import pages
from ivr.callflow.topics import ADVICE, FIRST_KEYS, IN_OWN_WORDS, MORE_KEYS, Topic
from ivr.dialog.instructions import Say
from ivr.dialog.script import Decision, Field, Fill, Form, Goto, Moves
from ivr.dialog.values import Slots

OTHER = "other"
MORE = "more_topics"


def menus(topics: Sequence[Topic]) -> tuple[Form, ...]:
    """Return the forms that lead to these topics: the main menu, one with the next three, and pages with the rest."""
    offers = (*_offers(topics, FIRST_KEYS), "menu_other")
    more = _offers(topics, MORE_KEYS)
    further = pages(topics)
    after = further[0].name if further else "agent"
    main = _menu("main_menu", topics, ("open_question", offers), (offers,), MORE if more else after)
    if not more:
        return (main, *further)
    return main, _menu(MORE, topics, ((*more, "menu_other"),), (), after), *further


def topic_grammars(topics: Sequence[Topic]) -> tuple[str, ...]:
    """Return the grammars of the topics that have their own."""
    return tuple(dict.fromkeys(topic.grammar for topic in topics if topic.grammar))


def brought(topics: Sequence[Topic]) -> tuple[str, ...]:
    """Return the slots that a sentence which names a topic may fill beside it."""
    return tuple(dict.fromkeys(slot for topic in topics for slot in topic.brings))


def _offers(topics: Sequence[Topic], keys: str) -> tuple[str, ...]:
    offered = [topic for topic in topics if topic.key and topic.key in keys]
    return tuple(topic.menu for topic in sorted(offered, key=lambda topic: topic.key))


def _menu(
    name: str,
    topics: Sequence[Topic],
    prompts: tuple[str | tuple[str, ...], ...],
    by_keys: tuple[tuple[str, ...], ...],
    other: str,
) -> Form:
    forms = {topic.name: topic.form for topic in topics} | {OTHER: other}

    def route(slots: Slots) -> Moves:
        """Go to the form of the topic; one that this region does not offer, or nobody knows any more, to an agent."""
        topic = offering.chosen(slots) or OTHER
        form = forms.get(topic, "agent")
        if form in unserved(slots):
            advice = offering.told(slots, topic) if topic in ADVICE else ()
            return *advice, Fill("topic", topic), Goto("agent")
        later = Fill("wishes", list(offering.waiting(slots)))
        return *offering.told(slots, topic), later, Fill("topic", topic), Goto(form)

    def left_out(slots: Slots) -> tuple[str, ...]:
        """Return the offers of what this region does not serve."""
        return tuple(topic.menu for topic in topics if topic.form in unserved(slots))

    field = Field(
        "topic",
        ("main_menu", *topic_grammars(topics)),
        prompts,
        by_keys=by_keys,
        also=("number", *brought(topics)),
        keeps=SAID,
        read_back={topic.name: topic.read_back for topic in topics},
        corrections=("main_menu", *topic_grammars(topics)),
        help="menu_help",
        leaves_out=left_out,
    )
    targets = tuple(Goto(form) for form in dict.fromkeys((*forms.values(), "agent")))
    names = tuple(dict.fromkeys((*forms, *IN_OWN_WORDS)))
    said = tuple(Say(prompt) for prompt in offering.prompts(names))
    routed = Decision("routed", route, may=(*said, Fill("wishes", []), Fill("topic", ""), *targets))
    return Form(name, (field, offering.choice(names, Goto(other)), routed))
