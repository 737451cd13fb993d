"""Check that no phrase of the main question belongs to two topics: which of them a caller meant nobody could tell."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from ivr.callflow.topics import Topic
from ivr.dialog.check import Problem
from ivr.languages import LANGUAGES
from ivr.speech.grammar import Grammar, GrammarError, Meaning, load, union

MOST = 30
"""Sentences that are tried of one grammar."""


def topic_overlaps(topics: Iterable[Topic], languages: Iterable[str], grammars: Path) -> Iterator[Problem]:
    """Yield phrases that the grammars of two topics take; `grammars` holds a folder a language."""
    owners = {topic.grammar: topic for topic in topics if topic.grammar}
    for language in languages:
        there = {name: each for name in ("main_menu", *owners) if (each := _loaded(name, grammars / language))}
        if not there:
            continue
        every = union([*there.values()])
        for name in sorted(owners.keys() & there.keys()):
            grammar = there[name]
            for said in dict.fromkeys((*grammar.covering()[:MOST], *grammar.sentences(MOST))):
                found = [each for each in every.meanings(said) if _topic(each)]
                if len({_topic(each) for each in found}) > 1:
                    other = next(each for each in found if each.grammar != name)
                    what = (
                        f"{said!r} means the topic {_topic(other)!r} too, in the grammar {other.grammar} ({language})"
                    )
                    yield Problem(
                        owners[name].form, what, "Take it out of one of them.", place=_place(grammar, grammars)
                    )
                    break


def _loaded(name: str, folder: Path) -> Grammar | None:
    try:
        return load(name, folder=folder, language=LANGUAGES[folder.name])
    except GrammarError:
        return None


def _topic(meaning: Meaning) -> str:
    return str(meaning.value.get("topic", "")) if isinstance(meaning.value, dict) else ""


def _place(grammar: Grammar, grammars: Path) -> str:
    root = grammar.members[0].root.place
    return f"{Path(root.file).relative_to(grammars.parent)}, line {root.line}"
