"""How many live callers a core can hear: ours beside the plain way, in the same run.

A caller speaks 40 % of the time, in real time: a spoken order number, then silence. Latency runs from the last audible
sample of a number to its interpretation, endpoint silence included. The plain way is one thread a stream, every 20 ms
frame into Vosk, Vosk's own endpoint, the model's own options. Frames are given to both by the process that hears them:
what a web socket costs is in neither figure.
"""

import asyncio
import json
import os
import random
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import soxr
from hibari import Hibari

from ivr.languages import ENGLISH
from ivr.speech import Listening, Recognised, Speech, SpeechEvent
from ivr.speech.mulaw import mulaw_of, samples_of
from tests.bench.report import Row, compared

FRAME = 160
LEVELS = (5, 10, 20, 30, 40, 50, 60, 70, 80, 100, 120, 140)
PLAIN_LEVELS = (2, 5, 10, 15, 20, 30, 40)
DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
LIMIT, PLAIN_LIMIT = 0.5, 1.5
"""Seconds that the 95th percentile may take; Vosk's own endpoint alone takes 0.9 to 1.3."""
LENGTH = 7
LISTENING = Listening(grammars=(f"builtin:digits?length={LENGTH}",))
STAGGER = 20
"""Groups of callers whose frames come one millisecond after each other, as on real lines."""
DUE = 3.0
"""Seconds after which an answer counts as never given."""


@dataclass(frozen=True)
class Clip:
    """Hold one spoken number: 8 kHz mu-law that ends with the last audible sample."""

    audio: bytes

    @property
    def seconds(self) -> float:
        """Return how long it lasts."""
        return len(self.audio) / 8000


def clips(count: int = 24) -> list[Clip]:
    """Return spoken order numbers in the offline voice, trimmed."""
    voice, chance = Hibari(), random.Random(7)
    return [_spoken(voice, " ".join(chance.choices(DIGITS, k=LENGTH)), chance.uniform(0.8, 1)) for _ in range(count)]


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
    for _ in range(int(DUE * 50)):
        yield silence, False


@dataclass
class Latencies:
    """Collect how late the answers to one caller came; one that never came is infinitely late."""

    seconds: list[float] = field(default_factory=list)
    _ended: deque[float] = field(default_factory=deque)

    def ends(self, at: float) -> None:
        """Note when a number was over."""
        self._ended.append(at)

    def answered(self) -> None:
        """Note an answer to the number that waits for one; whoever waited too long has been lost."""
        now = time.perf_counter()
        while self._ended and now - self._ended[0] > DUE:
            self._lost()
        if self._ended:
            self.seconds.append(now - self._ended.popleft())

    def close(self) -> list[float]:
        """Return all of them."""
        while self._ended:
            self._lost()
        return self.seconds

    def _lost(self) -> None:
        self._ended.popleft()
        self.seconds.append(float("inf"))


def p95(latencies: list[float]) -> float:
    """Return the 95th percentile in seconds."""
    return sorted(latencies)[int(len(latencies) * 0.95)] if latencies else float("inf")


async def ours(model: Path, spoken: list[Clip], callers: int, seconds: float) -> list[float]:
    """Return the latencies of `callers` live sessions heard by our decoders."""
    async with Speech.open({ENGLISH: model}, Path("grammars")) as speech:
        await live(speech, spoken, 2, 4)
        return await live(speech, spoken, callers, seconds)


async def live(speech: Speech, spoken: list[Clip], callers: int, seconds: float) -> list[float]:
    """Feed the frames of `callers` in real time; return how late the interpretations came."""
    lines = [_Line(speech, conversation(spoken, seconds, seed)) for seed in range(callers)]
    groups = [lines[start::STAGGER] for start in range(STAGGER)]
    began = time.perf_counter() + 0.1
    await asyncio.gather(*(_feed(group, began + number / 1000) for number, group in enumerate(groups)))
    return [latency for line in lines for latency in await line.close()]


class _Line:
    """One caller: frames in, latencies out."""

    def __init__(self, speech: Speech, frames: Iterator[tuple[bytes, bool]]) -> None:
        self._frames, self._latencies = frames, Latencies()
        self._session = speech.session(listening=self._ask, handler=self._handle)

    def feed(self, due: float) -> bool:
        """Give the next frame, if there is one."""
        frame, last = next(self._frames, (b"", False))
        self._session.feed(frame)
        if last:
            self._latencies.ends(due)
        return bool(frame)

    async def close(self) -> list[float]:
        await self._session.close()
        return self._latencies.close()

    async def _ask(self) -> Listening:
        return LISTENING

    async def _handle(self, event: SpeechEvent) -> None:
        if isinstance(event, Recognised) and event.recognition.text:
            self._latencies.answered()


async def _feed(lines: list[_Line], began: float) -> None:
    number = 0
    while lines:
        due = began + number * 0.02
        if (wait := due - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
        lines = [line for line in lines if line.feed(due)]
        number += 1


def plain(model: Path, spoken: list[Clip], callers: int, seconds: float) -> list[float]:
    """Return the latencies of `callers` streams decoded in the plain way."""
    from vosk import Model, SetLogLevel

    SetLogLevel(-1)
    loaded, latencies = Model(str(model)), [Latencies() for _ in range(callers)]
    began = time.perf_counter() + 0.5 + callers * 0.01
    threads = [
        threading.Thread(
            target=_plain_stream, args=(loaded, conversation(spoken, seconds, seed), began, latencies[seed])
        )
        for seed in range(callers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answered = [latency for each in latencies for latency in each.close() if latency <= DUE]
    return answered  # a number that Vosk's endpoint cut in two was answered before its end


def _plain_stream(model: object, frames: Iterator[tuple[bytes, bool]], began: float, latencies: Latencies) -> None:
    from vosk import KaldiRecognizer

    recogniser = KaldiRecognizer(model, 8000, json.dumps([" ".join(DIGITS)]))
    for number, (frame, last) in enumerate(frames):
        due = began + number * 0.02
        if (wait := due - time.perf_counter()) > 0:
            time.sleep(wait)
        final = recogniser.AcceptWaveform(samples_of(frame).tobytes())
        if last:
            latencies.ends(due)
        if final and json.loads(recogniser.Result())["text"]:
            latencies.answered()


def most(latencies_of: Callable[[int], list[float]], limit: float, levels: list[int]) -> tuple[int, float]:
    """Return the largest level whose p95 stays within `limit` seconds (the least where none does), and its p95."""
    best = (0, float("inf"))
    for callers in levels:
        found = p95(latencies_of(callers))
        print(f"  {callers} callers: p95 {found * 1000:.0f} ms", flush=True)
        if found > limit:
            return best if best[0] else (callers, found)
        best = (callers, found)
    return best


def measure(model: Path, spoken: list[Clip], seconds: float = 20) -> list[Row]:
    """Return the rows of live callers a core, ours and the plain way."""
    heard, late = most(lambda n: asyncio.run(ours(model, spoken, n, seconds)), LIMIT, [per * cores() for per in LEVELS])
    kept, slow = most(lambda n: plain(model, spoken, n, seconds), PLAIN_LIMIT, [per * cores() for per in PLAIN_LEVELS])
    return [
        compared(
            "live callers a core at p95 within 500 ms (plain: 1.5 s)",
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
