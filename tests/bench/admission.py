"""Callers beyond what can be heard: how many are heard, and whether the others notice.

First the most callers whose answers come within half a second, or half as late again as two callers' where the machine
is slow, all let in. Then 80 % of them, and 130 and 300 % who must be admitted as the media gateway does it. Real
decoders and clips; callers who find no room ask again every few seconds. All of a run come within its first seconds.
"""

import asyncio
import random
import time
from dataclasses import dataclass, field
from pathlib import Path

from ivr.languages import ENGLISH
from ivr.speech import Recognised, Speech, SpeechEvent, SpeechStarted
from ivr.telephony.media.admission import Admission
from tests.bench.callers import LIMIT, LISTENING, Clip, Latencies, conversation, cores, most, ours, p95
from tests.bench.report import Row, alone

LEVELS = (2, 3, 4, 6, 8, 10, 15, 20, 30, 40, 60, 80, 100)
SLOWER = 1.5
SECONDS, ARRIVE, AGAIN = 40.0, 4.0, 5.0
PARTS = (0.8, 1.3, 3.0)


@dataclass
class Run:
    """What came of one run: the latencies of who was heard, and the second halves' seconds of being heard."""

    callers: int
    latencies: list[float] = field(default_factory=list)
    heard: float = 0.0
    lost: int = 0

    @property
    def at_once(self) -> float:
        """Return how many were heard at once in the second half, on average."""
        return self.heard / (SECONDS / 2)


async def run(speech: Speech, spoken: list[Clip], callers: int, *, admit: bool) -> Run:
    """Let callers come, and be heard as there is room."""
    result, losses = Run(callers), sum(speech.losses.by_reason.values())
    admission = Admission(lambda: speech.workload, speech.losses)
    began = time.monotonic()
    await asyncio.gather(*(_caller(speech, admission, spoken, seed, began, result, admit) for seed in range(callers)))
    result.lost = sum(speech.losses.by_reason.values()) - losses
    return result


async def _caller(
    speech: Speech, admission: Admission, spoken: list[Clip], seed: int, began: float, result: Run, admit: bool
) -> None:
    chance = random.Random(seed)
    await asyncio.sleep(chance.uniform(0, ARRIVE))
    while admit and not admission.admits():
        if (left := began + SECONDS - time.monotonic()) < AGAIN:
            return
        await asyncio.sleep(min(AGAIN * chance.uniform(0.7, 1.3), left))
    with admission.stream() as speaks:
        await _heard(speech, spoken, seed, began, result, speaks)


async def _heard(speech, spoken, seed, began, result, speaks) -> None:  # type: ignore[no-untyped-def]
    latencies = Latencies()

    async def ask():  # type: ignore[no-untyped-def]
        return LISTENING

    async def handle(event: SpeechEvent) -> None:
        if isinstance(event, SpeechStarted):
            speaks()
        if isinstance(event, Recognised) and event.recognition.text:
            latencies.answered()

    session, entered = speech.session(ask, handle), time.monotonic()
    start = time.perf_counter()
    for number, (frame, last) in enumerate(conversation(spoken, began + SECONDS - entered, seed)):
        due = start + number * 0.02
        if (wait := due - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
        session.feed(frame)
        if last:
            latencies.ends(due)
    await session.close()
    result.latencies += latencies.close()
    middle = began + SECONDS / 2
    result.heard += max(0.0, began + SECONDS - max(entered, middle))


def measure(model: Path, spoken: list[Clip]) -> list[Row]:
    """Return the rows of callers beyond capacity."""
    alone_late = p95(asyncio.run(ours(model, spoken, 2, 15)))
    limit = max(LIMIT, SLOWER * alone_late)
    print(f"  two callers: p95 {alone_late * 1000:.0f} ms", flush=True)
    capacity, _ = most(lambda n: asyncio.run(ours(model, spoken, n, 15)), limit, [per * cores() for per in LEVELS])
    return asyncio.run(_measured(model, spoken, capacity))


async def _measured(model: Path, spoken: list[Clip], capacity: int) -> list[Row]:
    rows = [alone("callers at p95 within the limit, all let in", capacity, "callers", "")]
    below = 0.0
    for part in PARTS:
        async with Speech.open({ENGLISH: model}, Path("grammars")) as speech:
            found = await run(speech, spoken, round(capacity * part), admit=part > 1)
        late = p95(found.latencies)
        below = below or late
        name = f"at {part:.0%} of that"
        rows += [
            alone(f"{name}: heard at once, of what there is capacity for", found.at_once / capacity, "", ""),
            alone(f"{name}: p95 of who is heard, of that at 80 %", late / below, "", "1"),
            alone(f"{name}: utterances lost", found.lost, "", "0"),
        ]
    return rows
