"""Put prompts into words, and estimate how long they take to hear."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from ivr.dialog.instructions import Say
from ivr.prompts.catalogue import Catalogue, Spoken

SECONDS_A_LETTER = 0.065
BYTES_A_SECOND = 16_000
EASY_FACTOR = 1.5


@dataclass(frozen=True)
class Prompt:
    """One prompt as it is heard, about `seconds` long; without `bargein` it is played to its end."""

    spoken: Spoken
    seconds: float
    bargein: bool = True


class Speaker:
    """Speak prompts in the languages there are; an unknown language is spoken as `default`."""

    def __init__(self, catalogues: Mapping[str, Catalogue], default: str) -> None:
        self._name = default
        self.use(catalogues)

    def use(self, catalogues: Mapping[str, Catalogue]) -> None:
        """Speak by these catalogues from now on."""
        self._catalogues, self._default = catalogues, catalogues[self._name]

    def __call__(self, say: Say, language: str, zone: ZoneInfo | None = None) -> Prompt:
        """Return the prompt as it will be heard; times are those of a zone."""
        spoken = self._catalogues.get(say.language or language, self._default).spoken(say, zone)
        return Prompt(spoken, _seconds(spoken, say.easy), say.bargein)

    def knows(self, say: Say) -> bool:
        """Tell whether there are words for a prompt."""
        return say.prompt in self._default.prompts


def _seconds(spoken: Spoken, easy: bool) -> float:
    if spoken.recording:
        return _recorded_seconds(spoken.recording.path)
    return len(spoken.text) * SECONDS_A_LETTER * (EASY_FACTOR if easy else 1)


@cache
def _recorded_seconds(path: Path) -> float:
    return path.stat().st_size / BYTES_A_SECOND
