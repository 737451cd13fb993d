"""Check that what prompts offer means something that the slot may hold, and that a topic's offer leads to the topic."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ivr.callflow.topics import Topic
from ivr.dialog.check import Problem
from ivr.dialog.check.walk import asked, items
from ivr.dialog.script import Field, Script
from ivr.dialog.values import Json
from ivr.prompts import Catalogue
from ivr.prompts.template import offers
from ivr.speech.grammar import GrammarError, load, union

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
            if isinstance(item, Field) and (kind := script.kinds.get(item.slot)):
                for offer in _offers(asked(item), item.grammars, catalogue, folder):
                    value = _value(offer.meaning, item.slot)
                    if value is not None and not kind.accepts(value):
                        what = f"{offer.said!r} means {value!r}, which the slot {item.slot} does not hold"
                        advice = "Mend the grammar, or declare what the slot holds."
                        yield Problem(where, what, advice, offer.prompt, language)
        for topic in topics:
            for offer in _offers([topic.menu] if topic.menu else [], at_the_menu, catalogue, folder):
                if (found := _value(offer.meaning, "topic")) not in (None, topic.name):
                    what = f"{offer.said!r} means the topic {found!r} instead of {topic.name!r}"
                    yield Problem(topic.form, what, MEND, offer.prompt, language)


def _offers(prompts: Iterable[str], references: tuple[str, ...], catalogue: Catalogue, folder: Path) -> Iterator[Offer]:
    try:
        grammar = union([load(each, folder=folder, language=catalogue.language) for each in references])
    except GrammarError:
        return
    by_keys = grammar.dtmf()
    for prompt in dict.fromkeys(prompts):
        for template in catalogue.prompts.get(prompt, {}).values():
            words, keys = offers(template)
            meant = [(each, grammar.meanings(each)) for each in words]
            meant += [(each, by_keys.meanings(each)) for each in keys] if by_keys else []
            for said, meanings in meant:
                if meanings:
                    yield Offer(said, meanings[0].value, prompt, catalogue.language.code)


def _value(meaning: Json, slot: str) -> Json:
    return meaning.get(slot) if isinstance(meaning, dict) else meaning
