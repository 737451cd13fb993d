"""How many live callers a core can hear: ours beside the plain way, in the same run.

A caller speaks 40 % of the time, in real time: spoken order numbers, then silence. Latency runs from the last audible
sample of a clip to its interpretation, endpoint silence included. The plain way is one thread a stream, every 20 ms
frame into Vosk, Vosk's own endpoint, the model's own options.
"""

import asyncio
import json
import os
import random
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soxr
from hibari import Hibari

from ivr.speech import Listening, Recognised, Speech, SpeechEvent
from ivr.speech.mulaw import mulaw_of, samples_of
from tests.bench.report import Row, compared

FRAME = 160
LEVELS = (20, 40, 60, 80, 100, 120, 140)
PLAIN_LEVELS = (10, 20, 30, 40)
DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
LISTENING = Listening(grammars=("builtin:digits?length=4",))


@dataclass(frozen=True)
class Clip:
    """Hold one spoken number: 8 kHz mu-law that ends with the last audible sample."""

    audio: bytes

    @property
    def seconds(self) -> float:
        """Return how long it lasts."""
        return len(self.audio) / 8000


def clips(count: int = 24) -> list[Clip]:
    """Return spoken four-digit numbers in the offline voice, trimmed."""
    voice, chance = Hibari(), random.Random(7)
    return [_spoken(voice, " ".join(chance.choices(DIGITS, k=4)), chance.uniform(0.85, 1.15)) for _ in range(count)]


def _spoken(voice: Hibari, words: str, speed: float) -> Clip:
    sound = soxr.resample(np.asarray(voice(words, speed=speed), dtype=np.float32), 24000, 8000)
    loud = np.nonzero(np.abs(sound) > 0.02)[0]
    pcm = (np.clip(sound[loud[0] : loud[-1] + 1], -1, 1) * 32767).astype(np.int16)
    audio = mulaw_of(pcm)
    return Clip(audio[: len(audio) // FRAME * FRAME])


def conversation(spoken: list[Clip], seconds: float, seed: int) -> Iterator[tuple[bytes, bool]]:
    """Yield 20 ms frames of one caller, each with whether it is the last audible frame of a clip."""
    chance, silence, sent = random.Random(seed), b"\xff" * FRAME, 0.0
    pause = chance.uniform(0.5, 5)
    while sent < seconds:
        clip = chance.choice(spoken)
        for _ in range(int(pause * 50)):
            yield silence, False
        for start in range(0, len(clip.audio), FRAME):
            yield clip.audio[start : start + FRAME], start + FRAME >= len(clip.audio)
        sent += pause + clip.seconds
        pause = max(1.5, clip.seconds * 1.5 * chance.uniform(0.7, 1.3))
    for _ in range(100):
        yield silence, False


def p95(latencies: list[float]) -> float:
    """Return the 95th percentile in seconds; infinite where answers are missing."""
    return statistics.quantiles(latencies, n=20, method="inclusive")[18] if len(latencies) > 20 else float("inf")


async def ours(model: Path, spoken: list[Clip], callers: int, seconds: float) -> list[float]:
    """Return the latencies of `callers` live sessions heard by our decoders."""
    latencies: list[float] = []
    async with Speech.open(model, Path("grammars")) as speech:
        began = time.perf_counter() + 0.5
        await asyncio.gather(*(session_of(speech, spoken, seconds, seed, began, latencies) for seed in range(callers)))
    return latencies


async def session_of(
    speech: Speech, spoken: list[Clip], seconds: float, seed: int, began: float, latencies: list[float]
) -> None:
    """Feed one caller's frames in real time and note how late each interpretation comes."""
    ended: list[float] = []

    async def ask() -> Listening:
        return LISTENING

    async def handle(event: SpeechEvent) -> None:
        if isinstance(event, Recognised) and event.recognition.text and ended:
            latencies.append(time.perf_counter() - ended[-1])

    session = speech.session(listening=ask, handler=handle)
    for number, (frame, last) in enumerate(conversation(spoken, seconds, seed)):
        due = began + number * 0.02 + seed % 20 / 1000
        if (wait := due - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
        session.feed(frame)
        if last:
            ended.append(due)
    await asyncio.sleep(2)
    await session.close()


def plain(model: Path, spoken: list[Clip], callers: int, seconds: float) -> list[float]:
    """Return the latencies of `callers` streams decoded in the plain way."""
    from vosk import Model, SetLogLevel

    SetLogLevel(-1)
    loaded, latencies = Model(str(model)), list[float]()
    began = time.perf_counter() + 0.5 + callers * 0.01
    threads = [
        threading.Thread(target=_plain_stream, args=(loaded, spoken, seconds, seed, began, latencies))
        for seed in range(callers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return latencies


def _plain_stream(
    model: object, spoken: list[Clip], seconds: float, seed: int, began: float, latencies: list[float]
) -> None:
    from vosk import KaldiRecognizer

    recogniser, ended = KaldiRecognizer(model, 8000, json.dumps([" ".join(DIGITS), "[unk]"])), None
    for number, (frame, last) in enumerate(conversation(spoken, seconds, seed)):
        due = began + number * 0.02 + seed % 20 / 1000
        if (wait := due - time.perf_counter()) > 0:
            time.sleep(wait)
        final = recogniser.AcceptWaveform(samples_of(frame).tobytes())
        if last:
            ended = due
        if final and ended is not None and json.loads(recogniser.Result())["text"]:
            latencies.append(time.perf_counter() - ended)
            ended = None


def most(latencies_of: Callable[[int], list[float]], limit: float, levels: list[int]) -> tuple[int, float]:
    """Return the largest level whose p95 stays within `limit` seconds, and that p95."""
    best = (0, float("inf"))
    for callers in levels:
        found = p95(latencies_of(callers))
        if found > limit:
            break
        best = (callers, found)
    return best


def measure(model: Path, spoken: list[Clip], seconds: float = 20) -> list[Row]:
    """Return the rows of live callers a core, ours and the plain way."""
    heard, late = most(lambda n: asyncio.run(ours(model, spoken, n, seconds)), 0.5, [per * cores() for per in LEVELS])
    kept, slow = most(lambda n: plain(model, spoken, n, seconds), 1.0, [per * cores() for per in PLAIN_LEVELS])
    return [
        compared(
            "live callers a core at p95 within 500 ms (plain: 1 s)",
            heard / cores(),
            "callers",
            kept / cores(),
            "100 a core",
        ),
        compared("end of speech to interpretation, p95 at that load", late * 1000, "ms", slow * 1000, "at most 500 ms"),
    ]


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0))
