"""The compiled form of a grammar: what the chart walks, the same for every document it came from."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ivr.speech.grammar.errors import Place
from ivr.speech.grammar.words import folded

ANY = "\0any word"


class NoValue(Exception):
    """Raised by a rule's `finish` when the words fit but the value cannot be, such as a wrong check digit."""


@dataclass(eq=False, slots=True)
class Node:
    """What can stand first (`first`), and whether nothing at all will do (`nullable`)."""

    first: frozenset[str] = field(default=frozenset(), init=False)
    nullable: bool = field(default=False, init=False)


@dataclass(eq=False, slots=True)
class Words(Node):
    """One token: a word, or several in a fixed row; `folded` is what they are compared by."""

    words: tuple[str, ...]
    folded: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Fold the words once."""
        self.folded = folded(self.words)


@dataclass(eq=False, slots=True)
class Series(Node):
    """Parts one after the other."""

    parts: tuple[Node, ...]


@dataclass(eq=False, slots=True)
class Choice(Node):
    """Alternatives with the logarithm of their weights, found by the next word."""

    options: tuple[tuple[float, Node], ...]
    by_word: dict[str, list[tuple[float, Node]]] = field(default_factory=dict, init=False)
    always: list[tuple[float, Node]] = field(default_factory=list, init=False)

    def index(self) -> None:
        """Sort the options by their first words, keeping the author's order."""
        self.always = [(score, node) for score, node in self.options if node.nullable or ANY in node.first]
        self.by_word = {word: [] for word in folded(self.first - {ANY})}
        for option in self.options:
            everywhere = option[1].nullable or ANY in option[1].first
            for word in self.by_word if everywhere else {*folded(option[1].first)}:
                self.by_word[word].append(option)


@dataclass(eq=False, slots=True)
class Loop(Node):
    """A part said `low` to `high` times; `more` is the log probability of each time beyond `low`."""

    part: Node
    low: int
    high: float
    more: float = 0.0


@dataclass(eq=False, slots=True)
class Mark(Node):
    """A semantic tag."""

    text: str


@dataclass(eq=False, slots=True)
class Garbage(Node):
    """Any words, also none."""


@dataclass(eq=False, slots=True)
class Void(Node):
    """Nothing can be said that matches."""


@dataclass(eq=False, slots=True)
class RuleNode:
    """A rule with what its tags mean and what must be true of its value."""

    name: str
    place: Place
    tag_format: str = ""
    globals: tuple[str, ...] = ()
    body: Node = field(default_factory=lambda: Void(), repr=False)  # rules share rules: printing all would not end
    finish: Callable[[Any], Any] | None = None
    ready: bool = False
    examples: tuple[str, ...] = ()


@dataclass(eq=False, slots=True)
class Call(Node):
    """A reference to a rule."""

    rule: RuleNode


def log_weight(weight: float | None) -> float:
    """Return the score of a weight; 1 is neutral, 0 is never."""
    if weight is None:
        return 0.0
    return math.log(weight) if weight > 0 else -math.inf
