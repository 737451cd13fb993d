"""Measure how invented wishes are understood that offline voices say over a telephone line, clean and in noise.

python -m tests.bench.spoken_topics --every 5
"""

import argparse
import asyncio
import subprocess
from collections import Counter
from pathlib import Path

import numpy as np
from hibari import SAMPLE_RATE, Hibari

from ivr.hotline.main_question import GRAMMARS
from ivr.intents import labels
from ivr.intents.reader import open_reader
from ivr.languages import ENGLISH
from ivr.speech import Listening, Speech
from ivr.speech.audio import resample
from ivr.speech.cli.common import model
from ivr.speech.confidence.fitting.sounds import noisy
from ivr.speech.mulaw import mulaw_of
from tests.speech.wordings import wordings

ESPEAK = ("en-us", "en-gb", "en-us+f3", "en-gb+m3")
NOISE = 12.0
ASKED = Listening(("main_menu", "repair_topics", "everywhere"))


def spoken(voice, words, hibari):
    """Return words in a voice, as 8 kHz mu-law."""
    if voice == "hibari":
        sound = resample(np.asarray(hibari(words + ".", seed=7)) * 20_000, SAMPLE_RATE)
    else:
        wav = subprocess.run(["espeak-ng", "-v", voice, "--stdout", words], capture_output=True, check=True).stdout
        sound = resample(np.frombuffer(wav[44:], "<i2").astype(float) * 0.6, 22_050)
    return mulaw_of(sound)


def outcome(found, label):
    """Return whether the right topic was found or offered."""
    meaning = found.interpretation
    if found.decision == "reject":
        return "refused"
    if not isinstance(meaning, dict):
        return "found" if meaning == label else "wrong"
    topics = meaning["topic"] if isinstance(meaning["topic"], list) else [meaning["topic"]]
    right = any(label in labels(topic) for topic in topics)
    return {True: "found" if right else "wrong", False: "offered" if right else "missed"}[len(topics) == 1]


async def measure(every):
    """Print a line for each voice."""
    grammars, hibari = Path("grammars"), Hibari()
    wishes = [pair for pair in wordings("topics") if pair[0]][::every]
    readers = {"en": open_reader(ENGLISH, grammars, GRAMMARS, print)}
    async with Speech.open({ENGLISH: model(ENGLISH)}, grammars, 1, readers) as speech:
        for voice in ("hibari", *ESPEAK):
            clips = [(label, spoken(voice, words, hibari)) for label, words in wishes]
            for name, made in (("clean", lambda clip: clip), ("12 dB", lambda clip: noisy(clip, NOISE, 1))):
                found = [(label, await speech.recognise(made(clip), ASKED)) for label, clip in clips]
                counts = Counter(outcome(each, label) for label, each in found)
                print(voice, name, {key: f"{count / len(found):.0%}" for key, count in counts.items()}, flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="take each n-th wish only")
    asyncio.run(measure(parser.parse_args().every))
