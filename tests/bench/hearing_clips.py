"""Labelled clips of people, voices and noises that nothing was fitted on: what `tests.bench.hearing` judges by.

Which people are judged is fixed by a hash of their names; `learns` is the other half, that fitting may use. Judged
voices, noises and sentences are none of those that `ivr.speech.confidence.fitting` learns from.
"""

import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from stdnum import luhn

from ivr.languages import ENGLISH
from ivr.speech.audio import read_wav
from ivr.speech.cli.common import grammar_folder
from ivr.speech.confidence.fitting.answers import JOINED, NEAR, NO, QUESTIONS, YES
from ivr.speech.confidence.fitting.cuts import FIGURES, Voice
from ivr.speech.confidence.fitting.labelled import COMMANDS, YES_NO, Labelled, Spoken, learns
from ivr.speech.confidence.fitting.offline import Say, offline_voices, on_a_line
from ivr.speech.confidence.fitting.reverberant import elsewhere
from ivr.speech.confidence.fitting.sounds import Sound, junk
from ivr.speech.grammar import load, union
from ivr.speech.mulaw import RATE, mulaw_of, samples_of

ONE_WORD = ("yes", "no", "go", "stop", "help", "start", "repeat", "enter", "erase", "rubout")
OTHER_WORDS = (
    "water", "table", "seven", "market", "green", "open", "later", "number", "paper", "yellow", "stock", "hold",
    "nine", "store", "entire", "beat", "race", "shop", "star", "hope", "yet", "low", "goat", "chess",
)  # fmt: skip
Made = Iterator[tuple[str, Labelled]]
"""A line of the table, and a clip that counts there."""


def kitchen(length: int, chance: np.random.Generator) -> Sound:
    """Return running water, a hum, and dishes that ring when they are put down."""
    times = np.arange(length) / RATE
    water = np.convolve(chance.normal(size=length), [1, -0.6, 0.2], "same")
    sound = water * (1 + 0.3 * np.sin(2 * np.pi * 0.7 * times)) + 0.8 * np.sin(2 * np.pi * 100 * times)
    for at in chance.integers(0, length, max(1, length // 6000)):
        since = times[: length - at]
        ring = np.sin(2 * np.pi * chance.uniform(1200, 3200) * since) * np.exp(-since / 0.04)
        sound[at:] += 4 * ring
    return sound


def traffic(length: int, chance: np.random.Generator) -> Sound:
    """Return engines that come and go: noise that falls steeply towards the high tones, and their hum."""
    spectrum = np.fft.rfft(chance.normal(size=length))
    noise = np.fft.irfft(spectrum / np.maximum(np.fft.rfftfreq(length, 1 / RATE), 80), length)
    times = np.arange(length) / RATE
    hum = np.sin(2 * np.pi * (70 + 15 * np.sin(2 * np.pi * 0.2 * times)) * times)
    swell = 1 + 0.7 * np.sin(2 * np.pi * chance.uniform(0.1, 0.5) * times + chance.uniform(0, 6))
    return np.asarray((noise / noise.std() + 0.5 * hum) * swell)


def babble(recordings: Sequence[Path]) -> Callable[[int, np.random.Generator], Sound]:
    """Return a maker of four people who talk at once."""

    def made(length: int, chance: np.random.Generator) -> Sound:
        sound = np.zeros(length)
        for path in chance.choice(np.array([str(each) for each in recordings]), 4):
            voice = samples_of(read_wav(Path(path))).astype(np.float64)
            sound += np.resize(np.roll(voice, int(chance.integers(len(voice)))), length) / (voice.std() + 1)
        return sound

    return made


class Clips:
    """Makes the clips; `count` is how many a line has about, `noises` are those nobody learned from."""

    def __init__(self, people: Sequence[Voice], spoken: Sequence[Spoken], others: Sequence[Path], count: int) -> None:
        self.people = [person for person in people if not learns(person.speaker)]
        self.spoken = [each for each in spoken if not learns(each.speaker)]
        strangers = [each.path for each in spoken if learns(each.speaker)]
        self.others, self.count = others, count
        self.noises = (kitchen, traffic, babble(strangers))
        self.voices = offline_voices(judging=True)

    def noisy(self, clip: Labelled, decibels: float | None, seed: int) -> Labelled:
        """Return the clip with one of the noises so many decibels below its louder half."""
        if decibels is None:
            return clip
        speech = samples_of(clip.mulaw).astype(np.float64)
        noise = self.noises[seed % len(self.noises)](len(speech), np.random.default_rng(seed))
        frames = np.sort(np.mean(speech[: len(speech) // 160 * 160].reshape(-1, 160) ** 2, axis=1))
        level = np.sqrt(np.mean(frames[-max(1, len(frames) // 2) :]))
        mixed = speech + noise / (noise.std() + 1e-9) * level / 10 ** (decibels / 20)
        return replace(clip, mulaw=mulaw_of(np.clip(mixed, -32000, 32000)))

    def digits(self) -> Made:
        """One digit, as cut, in noise and as if of others elsewhere; and other words that must not be one."""
        one = "builtin:digits?length=1"
        able = itertools.cycle(person for person in self.people if len(set(FIGURES) & set(person.words)) > 1)
        for index in range(3 * self.count):
            person = next(able)
            figure = person.figures(1)
            clip = Labelled(person.speaker, person.says(figure), one, figure)
            yield "one digit", clip
            if index % 3 == 0:
                yield "one digit, elsewhere", replace(clip, mulaw=elsewhere(clip.mulaw, index))
            if index % 3 == 1:
                yield "one digit, 12 dB", self.noisy(clip, 12, index // 3)
            if index % 3 == 2:
                yield "one digit, 6 dB", self.noisy(clip, 6, index // 3)
        for each in self.spoken:
            if each.kind == "command":
                yield "other words for a digit", Labelled(each.speaker, read_wav(each.path), one, None)

    def strings(self) -> Made:
        """Digit strings of 5 to 11, phone numbers, and IMEIs, joined from words; and strings as recorded."""
        able = itertools.cycle(person for person in self.people if len(set(FIGURES.values()) & _said(person)) > 5)
        for index in range(self.count):
            person = next(able)
            for name, grammar, figures in _numbers(person):
                clip = Labelled(person.speaker, person.says(figures), grammar, figures)
                yield name, clip
                if index % 2 and "told" not in name:
                    yield f"{name}, 12 dB", self.noisy(clip, 12, index // 2)
        for each in self.spoken:
            if each.kind in ("digits", "numbers"):
                meaning = _meaning("builtin:digits", each.words)
                if isinstance(meaning, str) and len(meaning) > 4:
                    yield "strings as recorded", Labelled(each.speaker, read_wav(each.path), "builtin:digits", meaning)

    def letters(self) -> Made:
        """Names and streets spelled, codes of letters and digits."""
        spelled = [each for each in self.spoken if each.kind == "spelled"][: 2 * self.count]
        for each in spelled:
            yield "letters spelled", self._recorded(each, "builtin:spelling")
        for each in self.spoken:
            if each.kind == "code":
                clip = self._recorded(each, "builtin:serial?minlength=1;maxlength=12")
                if clip.expected:
                    yield "codes as serial", clip
                    mask = "".join("D" if character.isdigit() else "L" for character in str(clip.expected))
                    yield "codes with a mask", replace(clip, grammar=f"builtin:code?pattern={mask}")

    def commands(self) -> Made:
        """Ten one-word commands of people and voices, and other words that must be refused."""
        for each in self.spoken:
            if each.kind == "command":
                clip = Labelled(each.speaker, read_wav(each.path), COMMANDS, each.words)
                yield "one-word commands", clip
        for index, (name, say) in zip(range(self.count), itertools.cycle(self.voices), strict=False):
            word, other = ONE_WORD[index * 3 % len(ONE_WORD)], OTHER_WORDS[index * 5 % len(OTHER_WORDS)]
            yield "one-word commands, voices", _voiced(name, say, COMMANDS, word, word, index)
            yield "other words for a command", _voiced(name, say, COMMANDS, other, None, index)

    def slots(self, grammars: Path) -> Made:
        """Sentences with several slots in voices and noises that nobody learned from."""
        names = ("judged_pizza", "judged_visit")
        for index in range(self.count):
            grammar = names[index % 2]
            name, say = self.voices[index // 2 % len(self.voices)]
            loaded = load(grammar, language=ENGLISH, folder=grammars)
            (sentence,) = loaded.sentences(1, seed=900 + index)
            clip = _voiced(name, say, grammar, sentence, loaded.meanings(sentence)[0].value, index)
            for decibels in (None, 24, 12, 6):
                line = "slots" if decibels is None else f"slots, {decibels} dB"
                yield line, self.noisy(clip, decibels, index)

    def answers(self) -> Made:
        """Yes and no: bare ones of people, forty ways of each in voices, and what only sounds like them."""
        for each in self.spoken:
            if each.words in ("yes", "no"):
                clip = Labelled(each.speaker, read_wav(each.path), YES_NO, each.words == "yes")
                yield "yes or no, people", clip
                yield "yes or no, people, 12 dB", self.noisy(clip, 12, len(each.path.name))
        voices = itertools.cycle(self.voices)
        for index in range(self.count):
            for ways, value in ((YES, True), (NO, False)):
                name, say = next(voices)
                way = ways[index * 7 % len(ways)]
                if _meaning(YES_NO, way) is value:
                    yield "forty ways of yes and no, voices", _voiced(name, say, YES_NO, way, value, index)
                question = QUESTIONS[index % 3]
                bare = _voiced(name, say, question, ways[0], _meaning(question, ways[0]), index)
                yield "bare yes or no, voices", bare
                yield "bare yes or no, voices, 12 dB", self.noisy(bare, 12, index)
                near = NEAR[(2 * index + value) * 7 % len(NEAR)]
                name, say = next(voices)
                clip = _voiced(name, say, YES_NO, near, None, index)
                yield "near words for yes or no", self.noisy(clip, 12 if index % 2 else None, index)
            yield "noise for yes or no", Labelled("junk", junk(7000 + index), YES_NO, None)

    def menu(self) -> Made:
        """Noise and other people's speech at the hotline's main menu."""
        chance = random.Random(3)
        for index in range(self.count):
            yield "noise at the main menu", Labelled("junk", junk(9000 + index), "main_menu", None)
            speech = [each for each in self.spoken if each.kind in ("spelled", "code", "date", "other", "command+code")]
            each = chance.choice(speech)
            yield "speech at the main menu", Labelled(each.speaker, read_wav(each.path), "main_menu", None)
            if self.others:
                path = chance.choice(self.others)
                yield "other speech at the main menu", Labelled("others", read_wav(path)[: 4 * RATE], "main_menu", None)

    def _recorded(self, each: Spoken, grammar: str) -> Labelled:
        return Labelled(each.speaker, read_wav(each.path), grammar, _meaning(grammar, each.words))


def _said(person: Voice) -> set[str]:
    return {FIGURES[word] for word in person.words if word in FIGURES}


def _numbers(person: Voice) -> Iterator[tuple[str, str, str]]:
    figures = person.figures(person.chance.randint(5, 11))
    yield "strings", "builtin:digits", figures
    yield "strings, length told", f"builtin:digits?length={len(figures)}", figures
    yield "phone numbers", "builtin:phone", person.figures(10)
    body = person.figures(14)
    imei = body + luhn.calc_check_digit(body)
    if set(imei) <= _said(person):
        yield "IMEI", "builtin:imei", imei


def _voiced(name: str, say: Say, grammar: str, words: str, expected: object, seed: int) -> Labelled:
    return Labelled(name, on_a_line(say(words.capitalize(), 5000 + seed), seed), grammar, expected)


def _meaning(grammar: str, words: str) -> object:
    parts = [load(name, language=ENGLISH, folder=grammar_folder(None) / "en") for name in grammar.split(JOINED)]
    meanings = union(parts).meanings(words)
    return meanings[0].value if meanings else None
