"""Read what speech heard at the main question: one model in the one process that understands speech."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from ivr.intents.encoder import encoder
from ivr.intents.errors import IntentsUnavailable
from ivr.intents.store import ready
from ivr.intents.understanding import QUESTION, UNIVERSALS, Understander, understander
from ivr.languages.language import Language, named_in
from ivr.speech.open_question import Read
from ivr.speech.recognition import Json

LANGUAGE = "language"
"""A topic and a universal: named, the call goes on in it; an agent gets who wishes for one that we don't speak."""


class TopicReader:
    """Reads answers to the questions what a call is about, as a list of topics: one is sure, several are offered.

    Several wishes in one sentence are `one_by_one`.
    """

    questions = frozenset((QUESTION, "topic_choice", "anything_else"))

    def __init__(self, understand: Understander, language: Language) -> None:
        self._understand, self._language = understand, language

    async def read(self, text: str, question: str) -> Read | None:
        """Return the topics that are meant, likeliest first, and the slots; None where that is nothing."""
        found = await asyncio.to_thread(self._understand, text)
        ruling = found.ruling
        if ruling.decision == "refuse":
            return None
        sure = ruling.decision == "accept"
        first = ruling.likely[0]
        if found.universal:
            return Read(first.topic, UNIVERSALS, first.probability, "accept" if sure else "confirm")
        if sure and first.topic == LANGUAGE and named_in(text, self._language):
            return Read(LANGUAGE, UNIVERSALS, first.probability)
        topics: list[Json] = [each.topic for each in ruling.likely[: 1 if sure else None]]
        meaning: Json = {"one_by_one": [first.topic, *found.then]} if found.then else topics
        return Read({"topic": meaning, **found.slots}, question, first.probability)


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
    return TopicReader(understand, language)
