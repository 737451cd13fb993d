"""Check that what prompts offer means something that the slot may hold, and that a topic's offer leads to the topic.

Words and keys that stand side by side in a prompt have to mean the same, and each wording names its keys in one order.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ivr.callflow.topics import Topic
from ivr.dialog.check import Problem
from ivr.dialog.check.walk import asked, items
from ivr.dialog.script import Field, Script
from ivr.dialog.values import Json
from ivr.prompts import Catalogue
from ivr.prompts.template import offers
from ivr.speech.grammar import Grammar, GrammarError, load, union

MEND = "Mend the grammar, or the prompt."


@dataclass(frozen=True)
class Offer:
    """Words or keys that a prompt offers in a language, and what they mean under some grammars."""

    said: str
    meaning: Json
    prompt: str
    language: str


def offered(
    script: Script, topics: Iterable[Topic], catalogues: Mapping[str, Catalogue], grammars: Path
) -> Iterator[Problem]:
    """Yield offers that mean what no slot holds, or another topic than theirs; `grammars` holds a folder a language.

    Offers that mean nothing are another check's, as are grammars that can't be read.
    """
    topics = tuple(topics)
    at_the_menu = ("main_menu", *dict.fromkeys(topic.grammar for topic in topics if topic.grammar))
    for language in script.languages:
        catalogue, folder = catalogues[language], grammars / language
        for where, item in items(script):
            if not isinstance(item, Field) or not (grammar := _active(item.grammars, catalogue, folder)):
                continue
            if kind := script.kinds.get(item.slot):
                for offer in _offers(asked(item), grammar, catalogue):
                    value = _value(offer.meaning, item.slot)
                    if value is not None and not kind.accepts(value):
                        what = f"{offer.said!r} means {value!r}, which the slot {item.slot} does not hold"
                        advice = "Mend the grammar, or declare what the slot holds."
                        yield Problem(where, what, advice, offer.prompt, language)
            yield from _mixed_up(where, item, grammar, catalogue)
        menu = _active(at_the_menu, catalogue, folder)
        for topic in topics:
            for offer in _offers([topic.menu], menu, catalogue) if topic.menu and menu else ():
                if (found := _value(offer.meaning, "topic")) not in (None, topic.name):
                    what = f"{offer.said!r} means the topic {found!r} instead of {topic.name!r}"
                    yield Problem(topic.form, what, MEND, offer.prompt, language)


def _offers(prompts: Iterable[str], grammar: Grammar, catalogue: Catalogue) -> Iterator[Offer]:
    by_keys = grammar.dtmf()
    for prompt in dict.fromkeys(prompts):
        for template in catalogue.prompts.get(prompt, {}).values():
            words, keys = offers(template)
            meant = [(each, grammar.meanings(each)) for each in words]
            meant += [(each, by_keys.meanings(each)) for each in keys] if by_keys else []
            for said, meanings in meant:
                if meanings:
                    yield Offer(said, meanings[0].value, prompt, catalogue.language.code)


def _active(references: tuple[str, ...], catalogue: Catalogue, folder: Path) -> Grammar | None:
    """Return the grammars of a field as one, None where one can't be read."""
    try:
        return union([load(each, folder=folder, language=catalogue.language) for each in references])
    except GrammarError:
        return None


def _mixed_up(where: str, field: Field, grammar: Grammar, catalogue: Catalogue) -> Iterator[Problem]:
    """Yield a word beside a key that means something else, and wordings that name the keys in another order."""
    if not (by_keys := grammar.dtmf()):
        return
    for prompt in dict.fromkeys(asked(field)):
        wordings = {name: offers(template) for name, template in catalogue.prompts.get(prompt, {}).items()}
        first = wordings["text"][1] if wordings else ()
        for name, (words, keys) in wordings.items():
            problem = partial(Problem, where, advice=MEND, prompt=prompt, language=catalogue.language.code)
            for said, key in zip(words, keys, strict=True) if len(words) == len(keys) else ():
                one, other = (_meant(by, each, field.slot) for by, each in ((grammar, said), (by_keys, key)))
                if one != other and None not in (one, other):
                    yield problem(f"{said!r} means {one!r} and the key {key} beside it {other!r}")
            if [key for key in keys if key in first] != [key for key in first if key in keys]:
                yield problem(f"{prompt} names its keys in another order under {name!r} than under 'text'")


def _meant(grammar: Grammar, said: str, slot: str) -> Json:
    found = grammar.meanings(said)
    return _value(found[0].value, slot) if found else None


def _value(meaning: Json, slot: str) -> Json:
    return meaning.get(slot) if isinstance(meaning, dict) else meaning
