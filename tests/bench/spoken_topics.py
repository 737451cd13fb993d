"""Measure how callers' wishes that the model did not learn are understood, said by offline voices over the telephone.

Every n-th wish that a caller once said is left out of the training, with all sentences close to it; then five voices
say it, clean and in noise: python -m tests.bench.spoken_topics --every 5 --voices hibari en-us
Clips are decoded in this process: on a busy machine an utterance would be lost by the clock.
"""

import argparse
import asyncio
import subprocess
from collections import Counter
from pathlib import Path

import numpy as np
import vosk
from hibari import SAMPLE_RATE, Hibari

from ivr.hotline.main_question import GRAMMARS
from ivr.intents import labels
from ivr.intents.encoder import encoder
from ivr.intents.reader import TopicReader
from ivr.intents.sentences import as_spoken, learned
from ivr.intents.topics import NOTHING
from ivr.intents.training import train
from ivr.intents.understanding import understander
from ivr.languages import ENGLISH
from ivr.speech import Listening
from ivr.speech.audio import resample
from ivr.speech.cli.common import model
from ivr.speech.confidence.fitting.sounds import noisy
from ivr.speech.decoding.loaded import load
from ivr.speech.decoding.recogniser import decode
from ivr.speech.language_decoders import recogniser_of
from ivr.speech.models.prepare import prepared
from ivr.speech.mulaw import mulaw_of
from ivr.speech.open_question import Said
from ivr.speech.spelling import spelling_prior

VOICES = ("hibari", "en-us", "en-gb", "en-us+f3", "en-gb+m3")
NOISE = 12.0
FOLDER = Path("grammars")
CLOSE = 0.65
"""Cosine from which a sentence is so like a judged one that learning it would tell the answer."""
ASKED = Listening(("main_menu", "repair_topics", "everywhere"))


def left_out(every, first=0):
    """Return wishes of callers to judge by, and a reader of topics that learned neither them nor what is like them."""
    sentences = learned("en", FOLDER)
    heard = [each for each in sentences if each.heard and each.topic != NOTHING][first::every]
    vectors = encoder().encode([each.text for each in sentences])
    judged = encoder().encode([each.text for each in heard])
    near = (vectors @ judged.T).max(axis=1) >= CLOSE
    kept = [each for each, close in zip(sentences, near, strict=True) if not close]
    understand = understander(ENGLISH, FOLDER, train(kept, encoder()), encoder(), GRAMMARS)
    return heard, TopicReader(understand, ENGLISH, as_spoken(kept))


class DecodedHere:
    """Decodes clips in this process, one at a time."""

    decoders = 1

    def __init__(self, path):
        vosk.SetLogLevel(-1)
        self._loaded = load(str(prepared(path)))

    async def hear(self, job):
        """Return what is heard."""
        return decode(self._loaded, job)


def spoken(voice, words, hibari):
    """Return words in a voice, as 8 kHz mu-law."""
    if voice == "hibari":
        sound = resample(np.asarray(hibari(words + ".", seed=7)) * 20_000, SAMPLE_RATE)
    else:
        wav = subprocess.run(["espeak-ng", "-v", voice, "--stdout", words], capture_output=True, check=True).stdout
        sound = resample(np.frombuffer(wav[44:], "<i2").astype(float) * 0.6, 22_050)
    return mulaw_of(sound)


def outcome(decision, meaning, wish):
    """Return whether the right topic was found or offered."""
    if decision == "reject" or not meaning:
        return "refused"
    topics = meaning["topic"] if isinstance(meaning, dict) else meaning
    topics = topics["one_by_one"] if isinstance(topics, dict) else topics if isinstance(topics, list) else [topics]
    wanted = {*labels(wish.topic), wish.second} - {""}
    right = any(wanted & set(labels(topic)) for topic in topics)
    sure = len(topics) == 1 and decision == "accept"
    return {(True, True): "found", (False, True): "offered", (True, False): "wrong", (False, False): "missed"}[
        sure, right
    ]


async def measure(told):
    """Print a line for each voice."""
    hibari = Hibari()
    wishes, reader = left_out(told.every, told.first)
    as_text = [await reader.read([Said(wish.text, 1.0)], "main_menu") for wish in wishes]
    tell("as text", [outcome(*_read(found), wish) for found, wish in zip(as_text, wishes, strict=True)])
    path = model(ENGLISH)
    recogniser = recogniser_of(ENGLISH, spelling_prior(path), DecodedHere(path), FOLDER, reader)
    for voice in told.voices:
        clips = [(wish, spoken(voice, wish.text, hibari)) for wish in wishes]
        for name, made in (("clean", lambda clip: clip), ("12 dB", lambda clip: noisy(clip, NOISE, 1))):
            found = [(wish, await recognised(recogniser, made(clip))) for wish, clip in clips]
            outcomes = [outcome(each.decision, each.interpretation, wish) for wish, each in found]
            tell(f"{voice} {name}", outcomes)
            if told.show:
                for (wish, each), what in zip(found, outcomes, strict=True):
                    print(f"    {what:8} {wish.topic:10} {wish.text!r} heard {each.text!r}: {each.interpretation}")


async def recognised(recogniser, clip):
    """Return what a clip is taken for at the main question."""
    return await recogniser.decide(await recogniser.hear(clip, ASKED), ASKED)


def _read(found):
    return (found.decision or "accept", found.meaning) if found else ("reject", None)


def tell(name, outcomes):
    """Print the share of each outcome."""
    counts = Counter(outcomes)
    reached = counts["found"] + counts["offered"]
    shares = {key: f"{count / len(outcomes):.0%}" for key, count in counts.most_common()}
    print(f"{name}: right or offered {reached / len(outcomes):.0%} of {len(outcomes)}; {shares}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=5, help="take each n-th wish")
    parser.add_argument("--first", type=int, default=0, help="and begin with this one")
    parser.add_argument("--voices", nargs="+", choices=VOICES, default=VOICES, help="who says them")
    parser.add_argument("--show", action="store_true", help="print what was heard of each")
    asyncio.run(measure(parser.parse_args()))
