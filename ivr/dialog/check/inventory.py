"""Describe what a script is checked against: the prompts, grammars, queues and sources that there are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol


class Grammar(Protocol):
    """What the check needs to know of a grammar."""

    def takes_words(self, words: str) -> bool:
        """Tell whether these words, all of them, mean something."""
        ...

    def takes_keys(self, keys: str) -> bool:
        """Tell whether these keys, all of them, mean something."""
        ...

    @property
    def has_keys(self) -> bool:
        """Tell whether it can be answered by keys at all."""
        ...


@dataclass(frozen=True)
class BrokenGrammar:
    """A grammar that is there and can't be read: file and line, and what is wrong."""

    place: str
    what: str


@dataclass(frozen=True)
class Wording:
    """What one wording of a prompt needs and offers."""

    values: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Inventory:
    """The things outside a script. `prompts` maps language, id and wording.

    `grammar(ref, language)` is None where there is none.
    `elsewhere` are prompts that are said outside the script (in the queue, say), with the values they are given.
    `commands` are the kinds that somebody does. `said_as(prompt, language)` are the placeholders of each wording, by
    name and say-as.
    """

    prompts: Mapping[str, Mapping[str, Mapping[str, Wording]]]
    grammar: Callable[[str, str], Grammar | BrokenGrammar | None]
    queues: frozenset[str]
    sources: frozenset[str]
    elsewhere: Mapping[str, frozenset[str]] = field(default_factory=dict)
    commands: frozenset[str] = frozenset()
    said_as: Callable[[str, str], Mapping[str, frozenset[tuple[str, str]]]] = lambda _prompt, _language: {}


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, where (form.slot), and what to do; `prompt` is the one it is about, if any.

    `named` is what is missing, as the code names it; `place` tells file and line where that is known already.
    """

    where: str
    what: str
    advice: str = field(default="", compare=False)
    prompt: str = field(default="", compare=False)
    language: str = field(default="", compare=False)
    named: str = field(default="", compare=False)
    place: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"
