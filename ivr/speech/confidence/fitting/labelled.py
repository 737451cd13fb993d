"""Make labelled clips out of recordings of people: what they said under a grammar, and what must be rejected."""

import csv
import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ivr.languages import ENGLISH
from ivr.speech.audio import read_wav
from ivr.speech.confidence.fitting.sounds import junk, noisy
from ivr.speech.grammar import load

COMMANDS = "commands"
"""The grammar of the one-word commands that people said."""
NOISES = (None, None, 14.0, 7.0)
"""Decibels that speech is above the noise; None is as recorded."""
CODES = "builtin:serial?minlength=1;maxlength=12"
FIGURES = {"builtin:digits", "builtin:digits?length=1", "builtin:digits?length=7", CODES, "builtin:repair_order"}
LETTERS = {"builtin:spelling", CODES, "builtin:repair_order"}
YES_NO = "builtin:boolean"
SENTENCES = {"main_menu", "menu", YES_NO}


@dataclass(frozen=True)
class Labelled:
    """A clip under a grammar; `expected` is None where it must be rejected."""

    speaker: str
    mulaw: bytes
    grammar: str
    expected: object


@dataclass(frozen=True)
class Spoken:
    """A recording with its words."""

    speaker: str
    kind: str
    words: str
    path: Path


GRAMMARS = {
    "digits": "builtin:digits",
    "numbers": "builtin:digits",
    "spelled": "builtin:spelling",
    "code": CODES,
    "command": COMMANDS,
}
ALL = FIGURES | LETTERS | SENTENCES | {COMMANDS, "builtin:imei"}
HOLDING = {
    "digits": FIGURES,
    "numbers": FIGURES,
    "spelled": LETTERS,
    "command": {COMMANDS, YES_NO},
    "command+code": FIGURES | LETTERS | {COMMANDS},
    **dict.fromkeys(("code", "date", "other"), FIGURES | LETTERS),
}
"""Grammars that hold something of a kind of recording."""


def learns(speaker: str) -> bool:
    """Return whether fitting may hear this person; the other half, told by a hash of the name, only judge."""
    return int(hashlib.sha1(speaker.encode(), usedforsecurity=False).hexdigest(), 16) % 2 == 0


def read(folder: Path) -> list[Spoken]:
    """Return the recordings of a folder with one CSV: audio, speaker, kind, words."""
    with next(folder.glob("*.csv")).open() as file:
        return [
            Spoken(row["speaker"], row["kind"], row["words"], folder / row["audio"]) for row in csv.DictReader(file)
        ]


def labelled(
    spoken: Sequence[Spoken], others: Path | None, grammars: Path, count: int, seed: int = 1
) -> Iterator[Labelled]:
    """Give so many clips of people under their grammars, with noise and without, and as many that must be rejected."""
    chance = random.Random(seed)
    inside = [each for each in spoken if each.kind in GRAMMARS]
    chance.shuffle(inside)
    for index, each in enumerate(inside[:count]):
        grammar, meaning = _asked(each, grammars, exactly=bool(index // len(NOISES) % 2))
        yield noised(Labelled(each.speaker, read_wav(each.path), grammar, meaning), index)
    strangers = _strangers(spoken, others, chance)
    for index in range(count):
        speaker, kind, mulaw = junk_or(strangers, index, chance)
        yield Labelled(speaker, mulaw, chance.choice(_foreign(kind)), None)


def noised(clip: Labelled, index: int, noises: Sequence[float | None] = NOISES) -> Labelled:
    """Return the clip with noise, or without when it isn't its turn."""
    decibels = noises[index % len(noises)]
    return clip if decibels is None else replace(clip, mulaw=noisy(clip.mulaw, decibels, index))


def _asked(each: Spoken, grammars: Path, *, exactly: bool) -> tuple[str, object]:
    """Return a grammar that holds the recording, the exact one of its length or mask where wanted, and its meaning."""
    grammar = GRAMMARS[each.kind]
    meaning = _meaning(each.words, grammar, grammars)
    if grammar == COMMANDS:
        return (YES_NO, each.words == "yes") if exactly and each.words in ("yes", "no") else (grammar, meaning)
    return (_exact(grammar, str(meaning)) if exactly and meaning else grammar), meaning


def _exact(grammar: str, meaning: str) -> str:
    """Return the grammar that a question with a known length or mask would use."""
    if grammar != CODES:
        return f"{grammar}?length={len(meaning)}"
    return "builtin:code?pattern=" + "".join("D" if character.isdigit() else "L" for character in meaning)


def _foreign(kind: str) -> list[str]:
    """Return the grammars that hold nothing of such a recording."""
    return sorted(ALL - HOLDING.get(kind, set()))


def junk_or(strangers: Iterator[tuple[str, str, bytes]], index: int, chance: random.Random) -> tuple[str, str, bytes]:
    """Return noise each fourth time, else somebody's speech, half of the times only its beginning."""
    if index % 4 == 0:
        return "junk", "", junk(index)
    speaker, kind, mulaw = next(strangers)
    return speaker, kind, mulaw[: int(8000 * chance.uniform(0.7, 1.5))] if chance.random() < 0.5 else mulaw


def _meaning(words: str, grammar: str, grammars: Path) -> object:
    meanings = load(grammar, language=ENGLISH, folder=grammars).meanings(words)
    return meanings[0].value if meanings else None


def _strangers(
    spoken: Sequence[Spoken], others: Path | None, chance: random.Random
) -> Iterator[tuple[str, str, bytes]]:
    files = [("others", "", path) for path in sorted(others.rglob("*.wav"))] if others else []
    everyone = [(each.speaker, each.kind, each.path) for each in spoken] + files
    while True:
        speaker, kind, path = chance.choice(everyone)
        if path.stat().st_size < 100_000:
            yield speaker, kind, read_wav(path)
