"""Understand an answer to the main question as the call does: grammar first, else the model of topics."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ivr.intents.classifier import Classifier
from ivr.intents.deciding import Likely, Ruling, rule
from ivr.intents.encoder import Encoder
from ivr.intents.numbers import number_in
from ivr.intents.several import parts
from ivr.intents.topics import labels
from ivr.intents.words import LETTERS
from ivr.languages.language import Language
from ivr.speech.grammar import Grammar, load, union

QUESTION, UNIVERSALS = "main_menu", "everywhere"
"""The grammar of the main question, and that of the universals."""
ACTIVE = (QUESTION, UNIVERSALS)
"""What is active at a main question without services that bring grammars of their own."""
NAMED = ".named.gram"
"""How the files end that say what a sentence about a topic may name beside it; they begin with the topic's name."""
MOST_WISHES = 3
"""Wishes of one sentence that are kept."""
LONGEST_PHRASE = 25
"""Words of a sentence that grammars are tried on: what they know is short."""
ASKED_BACK = frozenset(("goodbye", "cancel", "keypad"))
"""Universals that take something away: in free wording they are only offered."""
UNSURE = 0.5
"""Probability below which a universal in free wording is likelier than the likeliest topic."""


@dataclass(frozen=True)
class Understanding:
    """What was said, what is done with it, what else the sentence told, and whether it is a universal.

    `then` are the topics of further wishes in the same sentence, for after the first.
    """

    words: str
    ruling: Ruling
    slots: Mapping[str, Any] = field(default_factory=dict)
    universal: bool = False
    then: tuple[str, ...] = ()


Understander = Callable[[str], Understanding]


def understander(
    language: Language, grammars: Path, classifier: Classifier, encoder: Encoder, active: Sequence[str] = ACTIVE
) -> Understander:
    """Return a function that understands sentences of a language, by the grammars active at the main question.

    Raises GrammarError.
    """
    folder = grammars / language.code
    exact = union([load(name, folder=folder, language=language) for name in active])
    free = load(UNIVERSALS, folder=folder, language=language).free()
    named = {
        file.name.removesuffix(NAMED): load(file.name, folder=folder, language=language)
        for file in folder.glob(f"*/*{NAMED}")
    }

    def alone(words: str) -> list[Understanding]:
        wishes = parts(words[:LETTERS], language.code)
        several = wishes if len(wishes) > 1 else []
        return [_by_grammar(wish, exact) or by_model(wish, classifier, encoder) for wish in several]

    def understand(words: str) -> Understanding:
        found = topic_of(words)
        return replace(found, slots={**_named_in(words, found, named), **found.slots})

    def topic_of(words: str) -> Understanding:
        known = _by_grammar(words, exact)
        if known:
            return known
        found = _one_by_one(by_model(words, classifier, encoder), alone)
        asked = _by_grammar(words, free) if free and _is_open(found.ruling) else None
        return _offered(asked) if asked else found

    return understand


def by_model(words: str, classifier: Classifier, encoder: Encoder) -> Understanding:
    """Return what the model alone makes of a sentence."""
    if not classifier.knows(words):
        return Understanding(words, Ruling("refuse", (), 1.0))
    row = classifier.probabilities(encoder, [words])[0].tolist()
    ruling = rule(dict(zip(classifier.topics, row, strict=True)), classifier.accept, classifier.offer)
    number = number_in(words)
    return Understanding(words, ruling, {"number": number} if number else {})


def _one_by_one(whole: Understanding, alone: Callable[[str], list[Understanding]]) -> Understanding:
    """Return a sentence that is sure as a whole with the other wishes that stand in it, each sure by itself."""
    if whole.ruling.decision != "accept":
        return whole
    first = labels(whole.ruling.likely[0].topic)[0]
    sure = [each.ruling.likely[0].topic for each in alone(whole.words) if _is_wish(each)]
    others = [topic for topic in sure if labels(topic)[0] != first]
    distinct = {labels(topic)[0]: topic for topic in reversed(others)}
    kept = [topic for topic in dict.fromkeys(others) if topic in distinct.values()]
    return replace(whole, then=tuple(kept[: MOST_WISHES - 1])) if len(others) < len(sure) else whole


def _is_wish(found: Understanding) -> bool:
    return found.ruling.decision == "accept" and not found.universal


def _by_grammar(words: str, grammar: Grammar) -> Understanding | None:
    """Return what a grammar knows for certain, None where it doesn't cover the whole sentence."""
    said = words.strip()[:LETTERS]
    if len(said.split()) > LONGEST_PHRASE:
        return None
    for text in _readings(said, grammar):
        for meaning in grammar.meanings(text):
            universal = not isinstance(meaning.value, Mapping)
            value = {"topic": str(meaning.value)} if universal else dict(meaning.value)
            topic = Likely(str(value.pop("topic")), 1.0)
            return Understanding(words, Ruling("accept", (topic,)), value, universal)
    return None


def _named_in(words: str, found: Understanding, named: Mapping[str, Grammar]) -> dict[str, Any]:
    """Return what a sentence names beside its topics, such as a country, as slots of their forms."""
    of_topics = [named[each.topic] for each in found.ruling.likely if each.topic in named]
    told = [grammar.meanings(words)[:1] for grammar in of_topics]
    return {slot: value for meanings in told for each in meanings for slot, value in dict(each.value).items()}


def _readings(said: str, grammar: Grammar) -> Sequence[str]:
    return [*grammar.language.figures(said), said]


def _is_open(ruling: Ruling) -> bool:
    """Return whether the model leaves room for a universal in free wording."""
    return ruling.decision != "accept" and (not ruling.likely or ruling.likely[0].probability < UNSURE)


def _offered(universal: Understanding) -> Understanding:
    """Return a universal in free wording; one that takes something away is only offered."""
    asked_back = universal.ruling.likely[0].topic in ASKED_BACK
    return replace(universal, ruling=Ruling("offer", universal.ruling.likely)) if asked_back else universal
