"""Check that all that a grammar can mean is something that its slot may hold, and at the main question a topic."""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from ivr.callflow.topics import IN_OWN_WORDS, Topic, all_topics
from ivr.dialog.answers import split
from ivr.dialog.check import Problem
from ivr.dialog.check.walk import items
from ivr.dialog.script import Field, Script
from ivr.dialog.values import Json
from ivr.languages import LANGUAGES
from ivr.speech.grammar import Grammar, GrammarError, load
from ivr.speech.grammar.words import split_keys

ALL = 2000
"""Sentences of the grammar that is active at every question: more than it has."""
OWN = ("cancel", "back", "repeat")
"""Universals whose words a question may give a meaning of its own: "cancel" an appointment."""
MOST = 60
"""Sentences that are tried of one grammar: long lists (of places, say) are not gone through to their end."""


def meanings(script: Script, topics: Iterable[Topic], grammars: Path) -> Iterator[Problem]:
    """Yield what grammars mean that no slot holds, one problem a line; `grammars` holds a folder a language.

    Numbers and other builtins are left alone, as are grammars that can't be read and what is put right of other slots.
    """
    known = {*(topic.name for topic in all_topics(topics)), *IN_OWN_WORDS}
    seen: set[tuple[str, str, str]] = set()
    told: set[str] = set()
    for where, item in items(script):
        if not isinstance(item, Field) or item.slot not in script.kinds:
            continue
        for language in script.languages:
            for name in item.grammars:
                if not name.startswith("builtin:") and (name, language, item.slot) not in seen:
                    seen.add((name, language, item.slot))
                    for problem in _of_grammar(script, where, item, name, grammars / language, known):
                        if problem.place not in told:
                            told.add(problem.place)
                            yield problem


def _of_grammar(
    script: Script, where: str, field: Field, name: str, folder: Path, known: Collection[str]
) -> Iterator[Problem]:
    try:
        grammar = load(name, folder=folder, language=LANGUAGES[folder.name])
        both = [each for each in (grammar, grammar.dtmf()) if each]
    except GrammarError:
        return
    everywhere = _everywhere(folder)
    for each in both:
        for said in each.covering()[:MOST]:
            if each.mode == "dtmf" and field.keys.max_digits and len(split_keys(said)) > field.keys.max_digits:
                what = f"the keys {said} are more than it waits for"
                yield Problem(where, what, "Write keys=Keys(...) with as many, and the key that ends them.")
            if each.mode == "voice" and said in everywhere and _universal(said, folder) not in OWN:
                what = f"{said!r} is what callers may say everywhere, and here it means something else"
                yield Problem(where, what, "Take it out of the grammar.", place=_place(each, said, folder))
            for meaning in each.meanings(said)[:1]:
                if (wrong := _wrong(script, field, meaning.value, known)) is not None:
                    what = f"{said!r} means {wrong!r}, which the slot {field.slot} does not hold"
                    advice = "Mend the tag, or declare what the slot holds."
                    yield Problem(where, what, advice, place=_place(each, wrong, folder))


@lru_cache
def _everywhere(folder: Path) -> frozenset[str]:
    """Return what may be said at every question of a language."""
    return frozenset(load("everywhere", folder=folder, language=LANGUAGES[folder.name]).sentences(ALL))


def _universal(said: str, folder: Path) -> Json:
    """Return what words mean at every question."""
    grammar = load("everywhere", folder=folder, language=LANGUAGES[folder.name])
    return next((meaning.value for meaning in grammar.meanings(said)), None)


def _wrong(script: Script, field: Field, meaning: Json, known: Collection[str]) -> Json:
    """Return what is wrong of a meaning; None where nothing is."""
    if isinstance(meaning, dict) and any(slot in meaning for slot in field.amends):
        return None
    if isinstance(meaning, dict) and "topic" in meaning:
        return None if meaning["topic"] in known else meaning
    value, _ = split(field, meaning)
    if field.slot == "topic" and isinstance(value, str):
        return None if value in known else value
    return None if value is None or script.kinds[field.slot].accepts(value) else value


def _place(grammar: Grammar, wrong: Json, folder: Path) -> str:
    """Return the file of a grammar, and the line of the tag, else of the rule."""
    root = grammar.members[0].root.place
    names = [str(each) for each in (*wrong, *wrong.values())] if isinstance(wrong, dict) else [str(wrong)]
    lines = Path(root.file).read_text(encoding="utf-8").splitlines()
    tagged = (number for number, line in enumerate(lines, 1) if "{" in line and any(name in line for name in names))
    return f"{Path(root.file).relative_to(folder.parent.parent)}, line {next(tagged, root.line)}"
