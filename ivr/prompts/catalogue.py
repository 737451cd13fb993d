"""Turn a Say of the dialog into words: the prompt's text, with its values, in the wording that fits the call."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from ivr.dialog.instructions import Say
from ivr.dialog.values import Json
from ivr.languages.language import Language, Languages
from ivr.prompts.entries import Entry, read_entries
from ivr.prompts.recordings import EASY, Recording, read_recordings, recordings_folder
from ivr.prompts.say_as import SAY_AS, near_day
from ivr.prompts.sentences import sentences
from ivr.prompts.template import BadTemplate, Template, Text, Value, fixed, parse, values

UTC = ZoneInfo("UTC")
WORDINGS = ("text", "easy", "keys")
"""The wordings a prompt may have: for everyone, for easy mode, for calls by keys only."""
CATALOGUES_KEPT = 8
READ_ONLY = ("sms_", "page_")
"""How the names of prompts begin that stand in text messages and on pages, and are never heard."""


@dataclass(frozen=True)
class Spoken:
    """One prompt as it is heard. `ssml` is the inside of a Say element; a `recording` wins over both.

    `code` is its language's, `language` the Say element's, which chooses the line's voice; `easy` is slow and loud.
    """

    text: str
    ssml: str
    recording: Recording | None = None
    code: str = ""
    language: str = ""
    easy: bool = False


@dataclass(frozen=True)
class Catalogue:
    """All prompts of a language. `prompts` maps an id to its wordings."""

    language: Language
    prompts: Mapping[str, Mapping[str, Template]]
    zone: ZoneInfo = UTC
    constants: Mapping[str, Json] = field(default_factory=dict)
    recordings: Mapping[str, Recording] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    """Where each prompt's words stand, as file and line."""
    now: Callable[[], datetime] | None = None
    """Tells what day it is, for `{when:day}`; without it days are said as dates."""

    def spoken(self, say: Say, zone: ZoneInfo | None = None) -> Spoken:
        """Return the prompt's words with times of a zone, and its recording when there is one of just these words.

        Raises:
            KeyError: there is no such prompt, or a value is missing (`ivr.check` finds both without a call).
        """
        text = self.text(self._template(say), say.values, zone)
        recording = self.recordings.get(self._stem(say))
        fresh = recording if recording and recording.text == text else None
        return Spoken(
            text,
            _slow(text) if say.easy else escape(text),
            fresh,
            self.language.code,
            self.language.voice.say,
            say.easy,
        )

    def text(self, template: Template, given: Mapping[str, Json], zone: ZoneInfo | None = None) -> str:
        """Return a wording with its values spoken."""
        every, keys = {**self.constants, **given}, self.language.saying.keys
        parts = [
            self._said(part, every[part.name], zone or self.zone) if isinstance(part, Value) else fixed(part, keys)
            for part in template
        ]
        return re.sub(r"\s+", " ", "".join(parts)).strip()

    def _said(self, part: Value, value: Json, zone: ZoneInfo) -> str:
        if part.say_as == "day" and self.now:
            return near_day(value, self.language, zone, self.now().astimezone(zone).date())
        return SAY_AS[part.say_as](value, self.language, zone)

    def recordable(self) -> dict[str, str]:
        """Return the texts that never change, by the file stem of their recording; each once more for easy mode."""
        ways = [(easy, keypad) for easy in (False, True) for keypad in (False, True)]
        heard = [prompt for prompt in self.prompts if not prompt.startswith(READ_ONLY)]
        says = [Say(prompt, easy=easy, keypad=keypad) for prompt in heard for easy, keypad in ways]
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


def load_catalogues(audio: Path, languages: Languages, *, brand: str, timezone: str = "UTC") -> dict[str, Catalogue]:
    """Read the catalogue of each language that has a folder with files of prompts under `audio`."""
    folders = {path.parent.name: path.parent for path in sorted(audio.glob("*/*.yaml"))}
    return {
        code: load_catalogue(folder, languages[code], brand=brand, timezone=timezone)
        for code, folder in folders.items()
        if code in languages
    }


def refuse_gaps(catalogues: Mapping[str, Catalogue], languages: Iterable[str]) -> None:
    """Raise BadTemplate for the first prompt that one of the languages lacks and another one has."""
    for code in languages:
        for other, catalogue in catalogues.items():
            if missing := sorted(catalogue.prompts.keys() - catalogues[code].prompts.keys()):
                where = f"{len(missing)} prompt{'s' * (len(missing) > 1)}, the first is {missing[0]} of audio/{other}"
                raise BadTemplate(f"audio/{code} lacks {where}: write them; `python -m ivr.check` names each")


def load_catalogue(folder: Path, language: Language, *, brand: str, timezone: str = "UTC") -> Catalogue:
    """Read one language's files of prompts (common.yaml, and one for each service) and its recordings.

    Raises:
        BadTemplate: a prompt breaks the rules at the head of common.yaml, or stands twice; the message names the place.
    """
    prompts, places = _written(folder, _stamp(folder))
    recordings = read_recordings(recordings_folder(folder, brand))
    return Catalogue(language, prompts, ZoneInfo(timezone), {"brand": brand}, recordings, places)


@lru_cache(CATALOGUES_KEPT)
def _written(folder: Path, _stamp: object) -> tuple[Mapping[str, Mapping[str, Template]], Mapping[str, str]]:
    """Return the prompts and where they stand; read once for all parts of a process, until a file changes."""
    entries = read_entries(folder)
    prompts = {name: _wordings(entry) for name, entry in entries.items()}
    return prompts, {name: entry.place for name, entry in entries.items()}


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    files = [(file.name, file.stat()) for file in sorted(folder.glob("*.yaml"))]
    return tuple((name, about.st_mtime_ns, about.st_size) for name, about in files)


def _wordings(entry: Entry) -> dict[str, Template]:
    texts = {"text": entry.value} if isinstance(entry.value, str) else entry.value
    if not (
        isinstance(texts, dict) and {"text"} <= texts.keys() <= set(WORDINGS) and all(map(_is_text, texts.values()))
    ):
        raise BadTemplate(f"{entry.place}: {entry.name}: write a text, or text with easy and keys below it")
    try:
        return {wording: _checked(parse(text)) for wording, text in texts.items()}
    except BadTemplate as bad:
        raise BadTemplate(f"{entry.place}: {entry.name}: {bad}") from None


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _checked(template: Template) -> Template:
    if not any(not isinstance(part, Text) or part.text.strip() for part in template):
        raise BadTemplate("it has no words; write some, or take it out")
    unknown = [part.say_as for part in template if isinstance(part, Value) and part.say_as not in SAY_AS]
    if unknown:
        raise BadTemplate(f"there is no say-as {unknown[0]!r}; there are {', '.join(SAY_AS)}")
    return template


def _slow(text: str) -> str:
    """Return text for easy mode: slower, louder, one sentence at a time."""
    parts = [escape(sentence) for sentence in sentences(text)]
    return '<prosody rate="slow" volume="loud">' + '<break time="700ms"/>'.join(parts) + "</prosody>"
