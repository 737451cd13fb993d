"""Turn a Say of the dialog into words: the prompt's text, with its values, in the wording that fits the call."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

import yaml

from ivr.dialog.instructions import Say
from ivr.dialog.values import Json
from ivr.prompts.recordings import EASY, Recording, read_recordings
from ivr.prompts.say_as import SAY_AS
from ivr.prompts.sentences import sentences
from ivr.prompts.template import BadTemplate, Template, Value, fixed, parse, values

UTC = ZoneInfo("UTC")
WORDINGS = ("text", "easy", "keys")
"""The wordings a prompt may have: for everyone, for easy mode, for calls by keys only."""


@dataclass(frozen=True)
class Spoken:
    """One prompt as it is heard. `ssml` is the inside of a Say element; a `recording` wins over both."""

    text: str
    ssml: str
    recording: Recording | None = None


@dataclass(frozen=True)
class Catalogue:
    """All prompts of a language. `prompts` maps an id to its wordings."""

    language: str
    prompts: Mapping[str, Mapping[str, Template]]
    zone: ZoneInfo = UTC
    constants: Mapping[str, Json] = field(default_factory=dict)
    recordings: Mapping[str, Recording] = field(default_factory=dict)

    def spoken(self, say: Say) -> Spoken:
        """Return the prompt's words, and its recording when there is one of just these words.

        Raises:
            KeyError: there is no such prompt, or a value is missing (`ivr.check` finds both without a call).
        """
        text = self.text(self._template(say), say.values)
        recording = self.recordings.get(self._stem(say))
        fresh = recording if recording and recording.text == text else None
        return Spoken(text, _slow(text) if say.easy else escape(text), fresh)

    def text(self, template: Template, given: Mapping[str, Json]) -> str:
        """Return a wording with its values spoken."""
        every = {**self.constants, **given}
        parts = [
            SAY_AS[part.say_as](every[part.name], self.language, self.zone) if isinstance(part, Value) else fixed(part)
            for part in template
        ]
        return re.sub(r"\s+", " ", "".join(parts)).strip()

    def recordable(self) -> dict[str, str]:
        """Return the texts that never change, by the file stem of their recording; each once more for easy mode."""
        manners = [(easy, keypad) for easy in (False, True) for keypad in (False, True)]
        says = [Say(prompt, easy=easy, keypad=keypad) for prompt in self.prompts for easy, keypad in manners]
        fixed_says = [say for say in says if values(self._template(say)) <= self.constants.keys()]
        return {self._stem(say): self.text(self._template(say), {}) for say in fixed_says}

    def _template(self, say: Say) -> Template:
        return self.prompts[say.prompt][self._wording(say)]

    def _stem(self, say: Say) -> str:
        keys = ".keys" if self._wording(say) == "keys" else ""
        return f"{say.prompt}{keys}{EASY if say.easy else ''}"

    def _wording(self, say: Say) -> str:
        wanted = "keys" if say.keypad else "easy" if say.easy else "text"
        return wanted if wanted in self.prompts[say.prompt] else "text"


def load_catalogues(audio: Path, *, brand: str, timezone: str = "UTC") -> dict[str, Catalogue]:
    """Read the catalogue of each language that has a folder with a prompts.yaml under `audio`."""
    folders = sorted(path.parent for path in audio.glob("*/prompts.yaml"))
    return {folder.name: load_catalogue(folder, brand=brand, timezone=timezone) for folder in folders}


def load_catalogue(folder: Path, *, brand: str, timezone: str = "UTC") -> Catalogue:
    """Read one language's prompts.yaml and recordings.

    Raises:
        BadTemplate: a prompt breaks the rules at the head of the file; the message names it.
    """
    prompts = {str(prompt): _wordings(str(prompt), entry) for prompt, entry in _entries(folder / "prompts.yaml")}
    recordings = read_recordings(folder / "recordings")
    return Catalogue(folder.name, prompts, ZoneInfo(timezone), {"brand": brand}, recordings)


def _entries(file: Path) -> Iterable[tuple[object, object]]:
    try:
        entries = yaml.safe_load(file.read_text(encoding="utf-8"))
    except yaml.YAMLError as bad:
        raise BadTemplate(f"{file.name}: {bad}") from None
    if not isinstance(entries, dict):
        raise BadTemplate(f"{file.name}: write each prompt as `name: words`")
    return entries.items()


def _wordings(prompt: str, entry: object) -> dict[str, Template]:
    texts = {"text": entry} if isinstance(entry, str) else entry
    if not isinstance(texts, dict) or "text" not in texts or not texts.keys() <= set(WORDINGS):
        raise BadTemplate(f"{prompt}: write a text, or text with easy and keys below it")
    try:
        return {wording: _checked(parse(str(text))) for wording, text in texts.items()}
    except BadTemplate as bad:
        raise BadTemplate(f"{prompt}: {bad}") from None


def _checked(template: Template) -> Template:
    unknown = [part.say_as for part in template if isinstance(part, Value) and part.say_as not in SAY_AS]
    if unknown:
        raise BadTemplate(f"there is no say-as {unknown[0]!r}; there are {', '.join(SAY_AS)}")
    return template


def _slow(text: str) -> str:
    """Return text for easy mode: slower, louder, one sentence at a time."""
    parts = [escape(sentence) for sentence in sentences(text)]
    return '<prosody rate="slow" volume="loud">' + '<break time="700ms"/>'.join(parts) + "</prosody>"
