"""Name the topics that a call may be about, and the grammars that may get phrases."""

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


@cache
def grammars(folder: Path = GRAMMARS) -> Sequence[str]:
    """Return the grammars of what callers may say, by their names."""
    own = folder / EVERY_LANGUAGE
    names = (str(file.relative_to(own).with_suffix("")) for file in own.rglob("*.gram"))
    return sorted(name for name in names if "." not in name)
