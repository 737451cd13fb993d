"""Prove that the call flow, its prompts and its grammars fit together: `python -m ivr.check`.

Exit code 0 when nothing is wrong, 1 with one problem a line: file, line, what is wrong, and what to do about it.
"""

import argparse
import gc
import json
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

from ivr import settings
from ivr.callflow.agent import QUEUE
from ivr.command import run
from ivr.dialog.check import BrokenGrammar, Inventory, Problem, Wording, in_language, itself
from ivr.dialog.script import Script
from ivr.hotline.regions import open_regions
from ivr.languages import LANGUAGES
from ivr.outbound import DO_NOT_CALL
from ivr.privacy.words import DO_NOT_RECORD
from ivr.prompts import Catalogue, load_catalogues, telephone, written
from ivr.prompts.length import MOST, is_long, words
from ivr.prompts.rewriting import rewritten
from ivr.prompts.template import BadTemplate, Template, Value, offers, values
from ivr.regions import BadRegion
from ivr.services import HOTLINE, SERVICES
from ivr.services.declared import declared
from ivr.services.keeping import unkept, unmigrated
from ivr.services.meanings import meanings
from ivr.services.offered import offered
from ivr.services.own_code import own_code
from ivr.services.own_language import own_language
from ivr.services.own_tests import own_tests
from ivr.services.places import place
from ivr.services.sampled_answers import sampled_answers
from ivr.services.topic_overlaps import topic_overlaps
from ivr.services.topic_words import misplaced_grammars, topic_words
from ivr.services.using import undeclared, unfilled
from ivr.settings import PROJECT, BadSettings, Settings
from ivr.speech.grammar import AbsentGrammar, Grammar, GrammarError, load

OF_ALL = ("common", "pages", "topics")
"""Words and grammars that are no service's."""


@dataclass(frozen=True)
class CheckedGrammar:
    """Let the dialog's check ask a grammar of ours."""

    grammar: Grammar

    def takes_words(self, words: str) -> bool:
        """Tell whether the words mean something."""
        return bool(self.grammar.meanings(words))

    def takes_keys(self, keys: str) -> bool:
        """Tell whether the keys mean something."""
        twin = self.grammar.dtmf()
        return bool(twin and twin.meanings(keys))

    @property
    def has_keys(self) -> bool:
        """Tell whether there is a grammar of keys beside it."""
        return self.grammar.dtmf() is not None


def inventory(catalogues: Mapping[str, Catalogue], grammars: Path = PROJECT / "grammars") -> Inventory:
    """Return the prompts, grammars, queues, sources and commands of the hotline."""
    return Inventory(
        {language: _wordings(catalogue) for language, catalogue in catalogues.items()},
        partial(_grammar, grammars),
        frozenset({QUEUE}),
        frozenset(source for service in SERVICES for source in service.sources),
        {**telephone.GIVEN, **written.GIVEN},
        frozenset(
            {"sms", DO_NOT_CALL, DO_NOT_RECORD}
            | {kind for service in SERVICES for kind in (*service.commands, *service.writes)}
        ),
        partial(_said_as, catalogues),
    )


def problems() -> list[Problem]:
    """Return what is wrong with the hotline's call flow, in every language that a region offers."""
    return found_by(parts(load_catalogues(PROJECT / "audio", LANGUAGES, brand="")))


Part = Callable[[], list[Problem]]


def parts(catalogues: Mapping[str, Catalogue], grammars: Path = PROJECT / "grammars") -> list[Part]:
    """Return what finds the problems of a call flow that is spoken by these prompts and understood by these grammars.

    The parts know nothing of each other: one for each language, the longest first, and one for the rest.
    """
    script, known = _spoken(), inventory(catalogues, grammars)
    of_languages = (partial(_in_language, script, known, catalogues, grammars, each) for each in script.languages)
    return [*of_languages, partial(_in_all, script, known, catalogues, grammars)]


def _in_language(
    script: Script, known: Inventory, catalogues: Mapping[str, Catalogue], grammars: Path, language: str
) -> list[Problem]:
    topics, one = [topic for service in SERVICES for topic in service.topics], replace(script, languages=(language,))
    found = (
        in_language(script, known, language),
        offered(one, topics, catalogues, grammars),
        topic_words(topics, one.languages, grammars),
        topic_overlaps(topics, one.languages, grammars),
        meanings(one, topics, grammars),
        misplaced_grammars(grammars, one.languages),
    )
    return list(chain(*found))


def _in_all(script: Script, known: Inventory, catalogues: Mapping[str, Catalogue], grammars: Path) -> list[Problem]:
    found = (
        itself(script, known),
        undeclared(script, SERVICES),
        unfilled(script, SERVICES),
        declared(script, SERVICES),
        own_language(catalogues, grammars),
        long_prompts(catalogues),
        beside(),
    )
    return list(chain(*found))


_at_once: list[Part] = []
"""What forked processes do; they have it from the process that they are forked from."""


def found_by(every: list[Part], processes: int = 1) -> list[Problem]:
    """Return what the parts find, the last one's first; as many of them at once as there shall be processes."""
    if processes == 1:
        found = [part() for part in every]
    else:
        _at_once[:] = every
        with ProcessPoolExecutor(processes, get_context("fork")) as pool:
            found = list(pool.map(_done, range(len(every))))
    return list(dict.fromkeys(chain(*reversed(found))))


def _done(part: int) -> list[Problem]:
    return _at_once[part]()


def long_prompts(catalogues: Mapping[str, Catalogue]) -> Iterator[Problem]:
    """Yield the prompts that callers wait too long for."""
    for language, catalogue in catalogues.items():
        for name, wordings in catalogue.prompts.items():
            if is_long(name, wordings["text"]):
                what = f"{words(wordings['text']):.0f} words are said before the caller may answer"
                yield Problem(name, what, f"Write at most {MOST}, or offer choices.", prompt=name, language=language)


def beside() -> list[Problem]:
    """Return what is wrong beside what is said: answers of sources, tables that nobody declares, languages' folders."""
    return [
        *sampled_answers(HOTLINE, SERVICES, settings.load_or_exit()),
        *unkept(SERVICES),
        *own_code(SERVICES, PROJECT),
        *own_tests(SERVICES, PROJECT),
        *unmigrated(PROJECT),
        *strange_folders(PROJECT, LANGUAGES),
        *strange_names(PROJECT, LANGUAGES, {service.name for service in SERVICES}),
    ]


def strange_folders(project: Path, languages: Collection[str]) -> Iterator[Problem]:
    """Yield folders of words and of grammars that are empty, or of a language that there is not."""
    for folder in sorted((*(project / "audio").iterdir(), *(project / "grammars").iterdir())):
        if not folder.is_dir():
            continue
        shown = str(folder.relative_to(project))
        if folder.name not in languages:
            advice = f"Add it to ivr/languages (docs/languages.md), or remove {shown}."
            yield Problem(shown, f"there is no language {folder.name}", advice, place=shown)
        elif not any(folder.rglob("*.yaml" if folder.parent.name == "audio" else "*.gram")):
            yield Problem(shown, "it is empty", f"Write its files, or remove {shown}.", place=shown)


def strange_names(project: Path, languages: Iterable[str], services: Collection[str]) -> Iterator[Problem]:
    """Yield files of words, and folders of grammars, that are named after no service."""
    for language in languages:
        words = (project / "audio" / language).glob("*.yaml")
        grammars = (each for each in (project / "grammars" / language).iterdir() if each.is_dir())
        for path in sorted((*words, *grammars)):
            if path.stem not in {*services, *OF_ALL}:
                shown = str(path.relative_to(project))
                yield Problem(shown, f"there is no service {path.stem}", "Name it after its service.", place=shown)


def _spoken() -> Script:
    return replace(HOTLINE, languages=offered_languages(settings.load_or_exit()))


def offered_languages(own: Settings, project: Path = PROJECT) -> tuple[str, ...]:
    """Return the languages of the regions that are served, and of the examples that are there to be copied."""
    examples = own.model_copy(update={"regions": project / "regions" / "examples"})
    return tuple(dict.fromkeys((*open_regions(own).languages, *open_regions(examples).languages)))


def _said_as(catalogues: Mapping[str, Catalogue], prompt: str, language: str) -> dict[str, frozenset[tuple[str, str]]]:
    catalogue = catalogues[language]
    return {
        name: frozenset(
            (part.name, part.say_as)
            for part in template
            if isinstance(part, Value) and part.name not in catalogue.constants
        )
        for name, template in catalogue.prompts.get(prompt, {}).items()
    }


def _wordings(catalogue: Catalogue) -> dict[str, dict[str, Wording]]:
    return {
        prompt: {name: _wording(catalogue, template) for name, template in wordings.items()}
        for prompt, wordings in catalogue.prompts.items()
    }


def _wording(catalogue: Catalogue, template: Template) -> Wording:
    words, keys = offers(template)
    return Wording(values(template) - catalogue.constants.keys(), words, keys)


def _grammar(grammars: Path, reference: str, language: str) -> CheckedGrammar | BrokenGrammar | None:
    try:
        return CheckedGrammar(load(reference, folder=grammars / language, language=LANGUAGES[language]))
    except AbsentGrammar:
        return None
    except GrammarError as bad:
        file = Path(bad.file)
        shown = file.relative_to(grammars.parent) if file.is_relative_to(grammars.parent) else file
        wanted = f"; expected {bad.expected}" if bad.expected else ""
        return BrokenGrammar(f"{shown}, line {bad.line}", f"{bad.problem}{wanted}")


def main() -> int:
    """Print the problems, one a line."""
    parser = argparse.ArgumentParser(prog="python -m ivr.check", description="Prove that the call flow fits together.")
    parser.add_argument("--grammars", type=Path, default=PROJECT / "grammars", help="folder of the grammars")
    parser.add_argument("--prompts", type=json.loads, default=[], help="[[language, prompt, words], ...] in JSON")
    options = parser.parse_args()
    try:
        catalogues = load_catalogues(PROJECT / "audio", LANGUAGES, brand="")
        texts = {(language, name): text for language, name, text in options.prompts}
        catalogues = rewritten(catalogues, texts)
        found = found_by(parts(catalogues, options.grammars), len(os.sched_getaffinity(0)))
    except (BadSettings, BadRegion) as wrong:
        print(wrong, file=sys.stderr)
        return 2
    except BadTemplate as bad:
        print(f"{str(bad).rstrip('.')}.")
        return 1
    for problem in found:
        print(f"{place(problem, catalogues, PROJECT)}: {problem}. {problem.advice}".rstrip())
    if not found:
        print("The call flow is sound.")
    return 1 if found else 0


if __name__ == "__main__":
    gc.disable()  # over in seconds, of which looking for garbage among the nodes of grammars takes a quarter
    run(main)
