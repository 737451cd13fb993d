"""Read what speech heard at the main question: one model in the one process that understands speech."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from ivr.intents.encoder import encoder
from ivr.intents.errors import IntentsUnavailable
from ivr.intents.sentences import spoken_sentences
from ivr.intents.spoken import understand_spoken
from ivr.intents.store import ready
from ivr.intents.understanding import QUESTION, UNIVERSALS, Understander, Understanding, understander
from ivr.languages.language import Language, named_in
from ivr.speech.open_question import Read, Said
from ivr.speech.recognition import Json

OWN_WORDS, DANGER, SAFETY = "own_words", "danger", "safety"
"""Grammars of questions that take any words, and of those at which only a danger is looked for; its topic."""
IS_DANGER = 0.5
"""Probability from which words count as telling of a danger: to disturb an agent for nothing is the smaller mistake."""

LANGUAGE = "language"
"""A topic and a universal: named, the call goes on in it; an agent gets who wishes for one that we don't speak."""


class TopicReader:
    """Reads answers to the questions what a call is about, as a list of topics: one is sure, several are offered.

    Several wishes in one sentence are `one_by_one`. A single topic that is not sure is a name, to be read back.
    """

    questions = frozenset((QUESTION, "topic_choice", "anything_else", OWN_WORDS, DANGER))

    def __init__(self, understand: Understander, language: Language, sentences: Sequence[str] = ()) -> None:
        self._understand, self._language, self._sentences = understand, language, tuple(sentences)

    def expected(self, question: str) -> tuple[str, ...]:
        """Return what callers say at a question that asks for a topic; nothing where they may say anything."""
        return () if question in (OWN_WORDS, DANGER) else self._sentences

    async def read(self, heard: Sequence[Said], question: str) -> Read | None:
        """Return the topics that are meant, likeliest first, and the slots; None where that is nothing."""
        if question in (OWN_WORDS, DANGER):
            return _own_words(await asyncio.to_thread(self._understand, heard[0].text), question)
        found, doubted = await asyncio.to_thread(understand_spoken, self._understand, heard)
        read = self._read(found, question)
        return replace(read, doubted=self._read(doubted, question)) if read else None

    def _read(self, found: Understanding, question: str) -> Read | None:
        ruling, text = found.ruling, found.words
        if ruling.decision == "refuse":
            return None
        sure = ruling.decision == "accept"
        first = ruling.likely[0]
        if found.universal:
            return Read(first.topic, UNIVERSALS, first.probability, "accept" if sure else "confirm")
        if sure and first.topic == LANGUAGE and named_in(text, self._language):
            return Read(LANGUAGE, UNIVERSALS, first.probability)
        if not sure and len(ruling.likely) == 1:
            return Read({"topic": first.topic, **found.slots}, question, first.probability, "confirm")
        topics: list[Json] = [each.topic for each in ruling.likely[: 1 if sure else None]]
        meaning: Json = {"one_by_one": [first.topic, *found.then]} if found.then else topics
        return Read({"topic": meaning, **found.slots}, question, first.probability)


def _own_words(found: Understanding, question: str) -> Read | None:
    """Return the words themselves, unless they tell of a danger or are a universal; where only that counts, None."""
    likely, sure = found.ruling.likely, found.ruling.decision == "accept"
    if likely and likely[0].topic == SAFETY and likely[0].probability >= IS_DANGER:
        return Read(DANGER, question, likely[0].probability)
    if found.universal and sure:
        return Read(likely[0].topic, UNIVERSALS, likely[0].probability)
    return Read(found.words, question, 1.0) if question == OWN_WORDS else None


def open_reader(
    language: Language, grammars: Path, active: Sequence[str], tell: Callable[[str], None]
) -> TopicReader | None:
    """Return the reader of a language, by the grammars active at the main question, loaded and warm.

    None where there is no model, and `tell` why.
    """
    try:
        understand = understander(language, grammars, ready(language.code, grammars, tell), encoder(), active)
    except IntentsUnavailable as error:
        tell(str(error))
        return None
    understand("is it ready")
    return TopicReader(understand, language, spoken_sentences(language, grammars))
