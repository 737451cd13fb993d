"""Check that the words of topics mean topics that there are, and each topic's own grammar the topic itself."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ivr.callflow.topics import IN_OWN_WORDS, Topic, all_topics
from ivr.dialog.check import Problem
from ivr.speech.grammar.errors import AbsentGrammar
from ivr.speech.grammar.files import find_file, free_name

MEANS = re.compile(r"""\btopic\s*=\s*["'](\w+)["']""")
DECLARES = re.compile(r"language\s+([\w-]+)")
MEND = "Write the name of the topic there."
GRAMMAR = "Write a grammar for it in the service's folder, and name it as the topic's `grammar`."


def topic_words(topics: Iterable[Topic], languages: Iterable[str], grammars: Path) -> Iterator[Problem]:
    """Yield tags that name no topic, and grammars of a topic that never name it; `grammars` holds a folder a language.

    A grammar whose tags name no topic in this plain way is left alone, as is one that is not there.
    """
    topics = tuple(topics)
    known = {*(topic.name for topic in all_topics(topics)), *IN_OWN_WORDS}
    owners: dict[str, list[Topic]] = {"main_menu": []}
    for topic in topics:
        owners.setdefault(topic.grammar or "main_menu", []).append(topic)
    for language in languages:
        for grammar, owned in owners.items():
            meant = _meant(grammar, grammars / language)
            where = owned[0].form if owned else grammar
            for name, place in meant.items():
                if name not in known:
                    yield Problem(where, f"there is no topic {name!r}", MEND, place=_shown(place, grammars))
            for topic in (each for each in owned if meant and each.name not in meant):
                if grammar == "main_menu" and topic.name not in IN_OWN_WORDS:
                    what = f"no words lead to the topic {topic.name!r} in {language}"
                    yield Problem(topic.form, what, GRAMMAR, named=topic.name)
                elif grammar != "main_menu":
                    what = f"nothing in the grammar {grammar} ({language}) means the topic {topic.name!r}"
                    yield Problem(topic.form, what, MEND, place=_shown(next(iter(meant.values())), grammars))


def misplaced_grammars(grammars: Path, languages: Iterable[str]) -> Iterator[Problem]:
    """Yield grammars that declare another language than their folder's, and those that two folders have by one name."""
    for language in languages:
        first: dict[str, Path] = {}
        for file in sorted((grammars / language).rglob("*.gram")):
            if (other := first.setdefault(file.name, file)) != file:
                what = f"the grammar {file.name} stands in {other.relative_to(grammars.parent).parent} too"
                yield Problem(file.name, what, "Rename one of them.", place=_shown((file, 1), grammars))
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                declared = DECLARES.match(line)
                if declared and declared[1].partition("-")[0] != language:
                    what = f"the grammar declares the language {declared[1]} in the folder of {language}"
                    yield Problem(file.name, what, "Write its own there.", place=_shown((file, number), grammars))


def _meant(grammar: str, folder: Path) -> Mapping[str, tuple[Path, int]]:
    """Return the topics that the tags of a grammar and its free wordings name, with file and line of the first."""
    found: dict[str, tuple[Path, int]] = {}
    for name in (grammar, free_name(grammar)):
        try:
            file = find_file(name, folder)
        except AbsentGrammar:
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            for topic in MEANS.findall(line):
                found.setdefault(topic, (file, number))
    return found


def _shown(place: tuple[Path, int], grammars: Path) -> str:
    return f"{place[0].relative_to(grammars.parent)}, line {place[1]}"
