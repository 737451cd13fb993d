"""Tell the caller which topic their own words were taken for, or offer the likeliest, each with its key.

A topic that a grammar or a key gave is a name. One that was found in the caller's own words is a list: of one, where
that is sure; else of those that are offered. Several wishes of one sentence are `one_by_one`: the first is gone on
with, the others wait until it is answered.
"""

from collections.abc import Iterable

from ivr.callflow.identity import unserved
from ivr.callflow.topics import ADVICE
from ivr.dialog.instructions import Say
from ivr.dialog.script import Field, Goto, Moves
from ivr.dialog.values import Json, Slots

MOST = 3
"""Topics that are offered."""


def choice(names: Iterable[str], otherwise: Goto) -> Field:
    """Return the field that lets the caller choose among the topics that are offered."""
    return Field(
        "offered",
        ("topic_choice",),
        ("offer_neither",),
        when=is_offered,
        before=_offers,
        may_say=("offer_topics", *(f"topic_{name}" for name in names), *(f"press_{key}" for key in range(1, MOST + 1))),
        misses=2,
        last_resort=(otherwise,),
    )


def is_offered(slots: Slots) -> bool:
    """Return whether several topics are offered."""
    return len(_found(slots)) > 1


def chosen(slots: Slots) -> str:
    """Return the topic that is meant; nothing where none of the offered ones is."""
    if not isinstance(slots["topic"], list | dict):
        return str(slots["topic"])
    found = _found(slots)
    if not is_offered(slots):
        return found[0] if found else ""
    return named(slots.get("offered"), found)


def waiting(slots: Slots) -> list[str]:
    """Return the topics of the further wishes in the caller's sentence."""
    return _one_by_one(slots)[1:]


def told(slots: Slots, topic: str) -> Moves:
    """Say which topic the caller's own words were taken for, and what must be told at once."""
    heard = (Say(f"topic_{topic}"),) if _found(slots) == [topic] else ()
    return *heard, *((Say(f"advice_{topic}"),) if topic in ADVICE else ())


def prompts(names: Iterable[str]) -> tuple[str, ...]:
    """Return all prompts that `told` may say."""
    return *(f"topic_{name}" for name in names), *(f"advice_{name}" for name in sorted(ADVICE))


def _found(slots: Slots) -> list[str]:
    """Return what was found in the caller's words; of several only what the region serves."""
    topic = slots.get("topic")
    found = [str(each) for each in topic] if isinstance(topic, list) else _one_by_one(slots)[:1]
    served = [name for name in found if name not in unserved(slots)] if len(found) > 1 else found
    return (served or found[:1])[:MOST]


def _one_by_one(slots: Slots) -> list[str]:
    topic = slots.get("topic")
    wishes = topic.get("one_by_one") if isinstance(topic, dict) else None
    return [str(each) for each in wishes] if isinstance(wishes, list) else []


def _offers(slots: Slots) -> tuple[Say, ...]:
    offered = enumerate(_found(slots), start=1)
    return Say("offer_topics"), *(say for key, name in offered for say in (Say(f"topic_{name}"), Say(f"press_{key}")))


def named(value: Json, found: list[str]) -> str:
    """Return what a choice means: the place of an offered topic, or a topic that was said instead.

    Where several topics may have been said, one counts that was offered; else none: any word may be taken for them.
    """
    if isinstance(value, dict):
        said = value.get("topic")
        if isinstance(said, dict):
            return next(iter(_one_by_one({"topic": said})), "")
        if isinstance(said, list) and len(said) != 1:
            return next((str(each) for each in said if each in found), "")
        return str(said[0] if isinstance(said, list) else said or "")
    place = value if isinstance(value, int) else 0
    return found[place - 1] if 0 < place <= len(found) else ""
