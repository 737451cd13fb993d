"""Name the topics that a call may be about: one file of sentences each."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ivr.intents.sentences import EVERY_LANGUAGE
from ivr.intents.topics import NOTHING
from ivr.settings import PROJECT

GRAMMARS = PROJECT / "grammars"


@cache
def topics(grammars: Path = GRAMMARS) -> Sequence[str]:
    """Return the topics, but for the one of greetings and filler."""
    return sorted({file.stem for file in (grammars / EVERY_LANGUAGE / "topics").glob("*.txt")} - {NOTHING})
