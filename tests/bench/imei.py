"""Let callers say their IMEI to the hotline in words cut from recordings: `python -m tests.bench.imei FOLDER`.

The real forms ask, the real recogniser hears, and the caller says what was asked for: all of it, or one part. What is
read back is answered truthfully, by keys. Told is how often the number was right after how many answers, and wrong.
"""

import argparse
import asyncio
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from stdnum import luhn
from tqdm import tqdm

from ivr.dialog.events import Filled, Started
from ivr.dialog.instructions import Listen
from ivr.dialog.interpreter import advance
from ivr.dialog.state import CallState
from ivr.languages import ENGLISH
from ivr.services import HOTLINE
from ivr.speech import Listening, Speech
from ivr.speech.cli.common import grammar_folder, model
from ivr.speech.confidence.fitting.cuts import Voice, voices
from ivr.speech.confidence.fitting.labelled import read
from ivr.speech.confidence.fitting.sounds import noisy
from ivr.speech.decoding import open_pool
from ivr.turn.understanding import said

NOISES = (None, 12.0)
FIGURES = 6
"""Digits a speaker must have said for an IMEI to be worth the name."""


@dataclass
class Caller:
    """One person with one IMEI; `answers` counts what they said of it, `log` is the talk."""

    voice: Voice
    imei: str
    decibels: float | None
    answers: int = 0
    log: list[str] = field(default_factory=list)

    async def call(self, speech: Speech) -> str:
        """Return "right", "wrong" or "left" (to an agent or the keys), whatever comes first."""
        step = advance(HOTLINE, CallState(), Started(None))
        step = advance(HOTLINE, step.state, Filled({"topic": "repair"}))
        while isinstance(step.instructions[-1], Listen) and step.state.awaits == "number" and self.answers < 9:
            event = self._confirms(step.state) or await self._answers(speech, step.state, step.instructions[-1])
            step = advance(HOTLINE, step.state, event)
            self.log.append(step.why)
        number = step.state.slots.get("number")
        return "left" if number is None else "right" if number == self.imei else "wrong"

    def _confirms(self, state: CallState) -> Filled | None:
        if not state.confirming:
            return None
        return Filled(state.proposed["number"].value == self.imei, by="keys")

    async def _answers(self, speech: Speech, state: CallState, listen: Listen):
        heard = state.heard.get("number")
        start, stop = heard.parts[0] if heard and heard.parts else (0, len(self.imei))
        clip = self.voice.says(self.imei[start:stop])
        clip = clip if self.decibels is None else noisy(clip, self.decibels, self.answers)
        self.answers += 1
        listening = Listening(listen.grammars, accept=listen.accept, confirm=listen.confirm)
        recognition = await speech.recognise(clip, listening)
        taken_for = recognition.interpretation or recognition.text
        self.log.append(f"{self.imei[start:stop]} heard {taken_for} {recognition.confidence:.2f}")
        return said(recognition, HOTLINE.universals, ENGLISH)


async def measure(folder: Path, count: int, *, details: bool) -> None:
    """Let so many callers call, and print how it went for each noise."""
    async with open_pool(model(), 1) as pool:
        people = await voices(pool, read(folder), seed=11)
    able = [person for person in people if len(set(person.figures(200))) >= FIGURES]
    results = {decibels: Counter() for decibels in NOISES}
    async with Speech.open({ENGLISH: model()}, grammar_folder(None), decoders=1) as speech:
        for index in tqdm(range(count)):
            caller = _caller(able[index % len(able)], NOISES[index % len(NOISES)])
            result = await caller.call(speech)
            results[caller.decibels][result, caller.answers] += 1
            if details and (result, caller.answers) != ("right", 1):
                print(result, caller.decibels, caller.imei, *caller.log, sep="\n    ")
    for decibels, counts in results.items():
        print(f"{'clean' if decibels is None else f'{decibels:g} dB'}: {sum(counts.values())} callers")
        for (result, answers), number in sorted(counts.items()):
            print(f"  {result} after {answers} answers: {number}")


def _caller(voice: Voice, decibels: float | None) -> Caller:
    body = voice.figures(14)
    imei = body + luhn.calc_check_digit(body)
    while any(digit not in voice.figures(200) for digit in imei):  # a check digit they never said
        body = voice.figures(14)
        imei = body + luhn.calc_check_digit(body)
    return Caller(voice, imei, decibels)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="recordings of people, with a CSV: audio, speaker, kind, words")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--details", action="store_true", help="print each call in which something went wrong")
    options = parser.parse_args()
    asyncio.run(measure(options.folder, options.count, details=options.details))
