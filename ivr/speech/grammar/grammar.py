"""The compiled grammar: one thing that says what may be heard and what it means."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ivr.languages.language import Language
from ivr.speech.grammar import phrases, sentences
from ivr.speech.grammar.chart import Chart, Match
from ivr.speech.grammar.meaning import Meaning, value_of
from ivr.speech.grammar.model import Mode
from ivr.speech.grammar.nodes import NoValue, RuleNode
from ivr.speech.grammar.words import GARBAGE, split


@dataclass(frozen=True)
class Continuation:
    """Say for endpointing whether the words so far are a whole answer, and whether more words could follow."""

    complete: bool
    can_continue: bool
    next_words: frozenset[str] = frozenset()

    @property
    def possible(self) -> bool:
        """Tell whether the words so far are an answer or the beginning of one."""
        return self.complete or self.can_continue


@dataclass(frozen=True)
class Member:
    """One grammar of those that are active together."""

    name: str
    root: RuleNode

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        """Return the phrases for Vosk; finding them takes longest, and the universals are active at every question."""
        return tuple(phrases.phrases(self.root))


def _no_twin() -> "Grammar | None":
    return None


@dataclass(frozen=True)
class Grammar:
    """What callers may say (or press) and what it means; several grammars active together are one as well."""

    members: tuple[Member, ...]
    language: Language
    mode: Mode = "voice"
    twin: Callable[[], "Grammar | None"] = _no_twin
    wordings: Callable[[], "Grammar | None"] = _no_twin

    @property
    def name(self) -> str:
        """Return the reference it was loaded by; several are joined by ' + '."""
        return " + ".join(member.name for member in self.members)

    def meanings(self, words: Sequence[str] | str) -> list[Meaning]:
        """Return what the words mean, best first; an empty list is a nomatch.

        A word the grammar does not know makes the whole utterance a nomatch, unless the grammar itself has
        `$GARBAGE` there: a wrong repair number is worse than a second question. Two or more meanings say that the
        words are ambiguous; the weights tell how much.
        """
        said = split(words, self.mode)
        chart = Chart(said)
        found: dict[str, tuple[float, Meaning]] = {}
        for member in self.members if said else ():
            for score, match in chart.matches(member.root):
                _add(found, member, score, match, said)
        total = sum(weight for weight, _ in found.values())
        ranked = sorted(found.values(), key=lambda each: -each[0])
        return [_weighted(meaning, weight / total) for weight, meaning in ranked]

    def expects(self, words: Sequence[str] | str) -> Continuation:
        """Return whether the words are a whole answer and what could still follow."""
        said = split(words, self.mode)
        chart = Chart(said)
        complete = [bool(chart.matches(member.root)) for member in self.members]
        return Continuation(any(complete), bool(chart.next_words), frozenset(chart.next_words))

    def phrases(self) -> list[str]:
        """Return the phrases for Vosk: whole sentences where they are few, else word pairs; last the garbage word."""
        return list(self._phrases)

    @cached_property
    def _phrases(self) -> list[str]:
        listed = [phrase for member in self.members for phrase in member.phrases]
        return [*dict.fromkeys(phrase for phrase in listed if phrase != GARBAGE), GARBAGE]

    def words(self) -> frozenset[str]:
        """Return every word that can be said, without the garbage word."""
        return frozenset().union(*(phrases.vocabulary(member.root) for member in self.members)) - {GARBAGE}

    def sentences(self, limit: int = 100, *, seed: int | None = None) -> list[str]:
        """Return up to `limit` different sentences: the first ones in order, or drawn at random by a seed."""
        return sentences.sentences([member.root for member in self.members], limit, seed)

    def covering(self) -> list[str]:
        """Return few sentences that together go through each alternative that has a meaning of its own."""
        return sentences.covering([member.root for member in self.members])

    def dtmf(self) -> "Grammar | None":
        """Return the grammar of keys that means the same, or None where there is none."""
        return self if self.mode == "dtmf" else self.twin()

    def free(self) -> "Grammar | None":
        """Return the grammar of free wordings that mean the same, for text; None where there is none."""
        return self.wordings()


def union(grammars: Sequence[Grammar]) -> Grammar:
    """Return one active grammar out of several (a field's and the universals); meanings tell which one matched."""
    members = tuple(member for grammar in grammars for member in grammar.members)
    first = grammars[0]

    def twin() -> Grammar | None:
        return _together(grammar.dtmf() for grammar in grammars)

    def wordings() -> Grammar | None:
        return _together(grammar.free() for grammar in grammars)

    return Grammar(members, first.language, first.mode, twin, wordings)


def _together(grammars: Iterable[Grammar | None]) -> Grammar | None:
    """Return the union of those that there are, None where there is none."""
    there = [grammar for grammar in grammars if grammar]
    return union(there) if there else None


def _add(
    found: dict[str, tuple[float, Meaning]], member: Member, score: float, match: Match, words: tuple[str, ...]
) -> None:
    try:
        value: Any = value_of(match, words)
    except NoValue:
        return
    key = f"{member.name} {value!r}"
    weight = math.exp(score)
    if key in found:
        weight, meaning = max(weight, found[key][0]), found[key][1]
    else:
        meaning = Meaning(value, member.name, match.rule.name, 1.0, " ".join(words))
    found[key] = weight, meaning


def _weighted(meaning: Meaning, weight: float) -> Meaning:
    return Meaning(meaning.value, meaning.grammar, meaning.rule, round(weight, 6), meaning.text)
