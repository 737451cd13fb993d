"""Name what a call can be about."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """A thing that callers ask for at the main question, and the form that serves it.

    `name` is its meaning; `read_back` the prompt that asks a doubtful one back. `menu` is the prompt that offers it by
    its `key`: 1 and 2 stand in the main menu, 4 to 6 under "something else". One without a key stands on a page after
    those, and its key is its place there; the prompt `topic_` and its name offers it. What callers say and press for it
    stands in `grammar`, or in the grammar main_menu; `brings` are slots of its form that the same sentence may fill,
    in free wording by the grammar with its name and `.named`.
    """

    name: str
    form: str
    read_back: str
    key: str = ""
    menu: str = ""
    grammar: str = ""
    brings: tuple[str, ...] = ()


FOR_AGENTS = (
    "send_in",
    "warranty",
    "screen",
    "return",
    "centre",
    "fault",
    "help",
    "my_data",
    "other",
)
"""Meanings of the grammar main_menu that no service serves yet: they go to an agent, who is told the topic."""

IN_OWN_WORDS = (
    "agent",
    "complaint",
    "safety",
    "not_fixed",
    "lost",
    "really_you",
    "account",
    "order",
    "wrong_brand",
    "language",
)
"""Topics that are found in the caller's own words only; they go to an agent too, who is told the topic."""

COMMONEST = ("fault", "help", "return", "send_in", "screen", "part_price", "appointment", "my_data", "course")
"""Topics without a key as the wishes of 269 owners of phones rank them; those not named follow."""

SAFETY = "safety"
"""The topic of dangers: callers are told what to do, and an agent takes them first."""

ADVICE = frozenset((SAFETY, "wrong_brand", "really_you", "lost"))
"""Topics that are told something at once: the prompt `advice_` and their name."""

FIRST_KEYS, MORE_KEYS = "12", "456"
"""Keys of the main menu, and of the one under "something else"; 3 is something else itself."""


def all_topics(of_services: Iterable[Topic]) -> tuple[Topic, ...]:
    """Return the topics of the services, then those that go to an agent."""
    served = tuple(of_services)
    names = {topic.name for topic in served}
    unserved = (Topic(name, "agent", f"confirm_{name}") for name in FOR_AGENTS if name not in names)
    return (*served, *unserved)
