"""Cut recordings into words and join them again: single digits, long numbers and codes that nobody recorded."""

import asyncio
import itertools
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from stdnum import luhn

from ivr.languages import ENGLISH
from ivr.speech.audio import read_wav
from ivr.speech.confidence.fitting.labelled import Labelled, Spoken
from ivr.speech.decoding import Job
from ivr.speech.mulaw import RATE, mulaw_of, samples_of
from ivr.speech.weighing import Decoders

DIGIT_NAMES, DIGITS, LETTERS = ENGLISH.words.digits, ENGLISH.words.plain, ENGLISH.words.letters
FIGURES = {name: figure for figure, names in DIGIT_NAMES.items() for name in names if name in DIGITS}
SHORTEST = 0.12
"""Seconds; what was cut shorter is no whole word."""
GAPS = (0.03, 0.25)
"""Seconds between two joined words."""
Words = dict[str, list[bytes]]


@dataclass(frozen=True)
class Voice:
    """One speaker's words, and chance to choose among them."""

    speaker: str
    words: Words
    chance: random.Random

    def figures(self, count: int) -> str:
        """Return so many random digits that the speaker has said."""
        said = sorted({FIGURES[word] for word in self.words if word in FIGURES})
        return "".join(self.chance.choice(said) for _ in range(count))

    def letters(self, count: int) -> str:
        """Return so many random letters that the speaker has said."""
        said = sorted(LETTERS & set(self.words)) or ["a"]
        return "".join(self.chance.choice(said) for _ in range(count))

    def says(self, code: str) -> bytes:
        """Return the code joined from words, with gaps; raise IndexError when one was never said."""
        parts = [self._word(character) for character in code]
        gaps = [np.zeros(int(self.chance.uniform(*GAPS) * RATE)) for _ in parts]
        joined = np.concatenate([sound for pair in zip(parts, gaps, strict=True) for sound in pair])
        faint = np.random.default_rng(self.chance.randrange(1 << 30)).normal(scale=3.0, size=len(joined))
        return mulaw_of(np.clip(joined + faint, -32000, 32000))

    def _word(self, character: str) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
        names = [name for name in (*DIGIT_NAMES.get(character, ()), character) if name in self.words]
        if character.isdigit():
            names = [name for name in names if name in FIGURES]
        word = self.chance.choice(self.words[self.chance.choice(names)])
        return samples_of(word).astype(np.float64)


async def voices(pool: Decoders, spoken: Iterable[Spoken], seed: int = 2) -> list[Voice]:
    """Return what each speaker has said, cut where a decode that may hear nothing else finds the words."""
    places = asyncio.Semaphore(pool.decoders + 1)
    said: dict[str, Words] = defaultdict(lambda: defaultdict(list))

    async def cut(each: Spoken) -> None:
        async with places:
            clip = read_wav(each.path)
            heard = await pool.hear(Job(clip, (each.words,)))
        for word in heard.words if heard.text == each.words else ():
            if word.end - word.start >= SHORTEST and word.text in DIGITS | LETTERS:
                said[each.speaker][word.text].append(clip[int(word.start * RATE) : int(word.end * RATE)])

    await asyncio.gather(*(cut(each) for each in spoken))
    return [Voice(speaker, said[speaker], random.Random(seed)) for speaker in sorted(said)]


@dataclass(frozen=True)
class Asked:
    """A code to be said under a grammar; `fits` False where the grammar must refuse it."""

    grammar: str
    code: str
    fits: bool = True


def _one(voice: Voice) -> Asked:
    return Asked(voice.chance.choice(("builtin:digits", "builtin:digits?length=1")), voice.figures(1))


def _number(voice: Voice) -> Asked:
    figures = voice.figures(voice.chance.randint(4, 11))
    return Asked(voice.chance.choice(("builtin:digits", f"builtin:digits?length={len(figures)}")), figures)


def _too_short(voice: Voice) -> Asked:
    figures = voice.figures(voice.chance.randint(4, 10))
    return Asked(f"builtin:digits?length={len(figures) + 1}", figures, fits=False)


def _imei(voice: Voice) -> Asked:
    body = voice.figures(14)
    return Asked("builtin:imei", body + luhn.calc_check_digit(body))


def _wrong_imei(voice: Voice) -> Asked:
    figures = voice.figures(15)
    return Asked("builtin:imei", figures, fits=luhn.is_valid(figures))


def _order(voice: Voice) -> Asked:
    return Asked("builtin:repair_order", voice.letters(2) + voice.figures(6))


MADE: tuple[Callable[[Voice], Asked], ...] = (_one, _number, _too_short, _imei, _wrong_imei, _order)


def joined(speakers: list[Voice], count: int) -> Iterator[Labelled]:
    """Give so many clips of joined words under their grammars."""
    able = [voice for voice in speakers if len({FIGURES[word] for word in voice.words if word in FIGURES}) > 5]
    made = 0
    for voice in itertools.islice(itertools.cycle(able), 20 * count):
        asked = MADE[made % len(MADE)](voice)
        try:
            clip = voice.says(asked.code)
        except IndexError:
            continue
        made += 1
        yield Labelled(voice.speaker, clip, asked.grammar, asked.code.upper() if asked.fits else None)
        if made == count:
            return
