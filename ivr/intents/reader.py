"""Read what speech heard at the main question: one model in the one process that understands speech."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from ivr.intents.encoder import encoder
from ivr.intents.errors import IntentsUnavailable
from ivr.intents.store import ready
from ivr.intents.understanding import QUESTION, UNIVERSALS, Understander, understander
from ivr.languages.language import Language
from ivr.speech.open_question import Read
from ivr.speech.recognition import Json


class TopicReader:
    """Reads answers to the questions what a call is about, as a list of topics: one is sure, several are offered."""

    questions = frozenset((QUESTION, "topic_choice", "anything_else"))

    def __init__(self, understand: Understander) -> None:
        self._understand = understand

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
        topics: list[Json] = [each.topic for each in ruling.likely[: 1 if sure else None]]
        return Read({"topic": topics, **found.slots}, question, first.probability)


def open_reader(language: Language, grammars: Path, tell: Callable[[str], None]) -> TopicReader | None:
    """Return the reader of a language, loaded and warm; None where there is no model, and `tell` why."""
    try:
        understand = understander(language, grammars, ready(language.code, grammars, tell), encoder())
    except IntentsUnavailable as error:
        tell(str(error))
        return None
    understand("is it ready")
    return TopicReader(understand)
