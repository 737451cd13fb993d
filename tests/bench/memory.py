"""What a live call adds to the memory of the process that hears it and of its decoders."""

import asyncio
import os
import re
from pathlib import Path

from ivr.languages import ENGLISH
from ivr.speech import Speech
from tests.bench.callers import Clip, live
from tests.bench.report import Row, alone

CALLS = 40


def measure(model: Path, spoken: list[Clip]) -> list[Row]:
    """Return the row of megabytes that one more live call takes."""
    return [alone(f"memory a live call adds (of {CALLS})", asyncio.run(_added(model, spoken)), "MB", "for information")]


async def _added(model: Path, spoken: list[Clip]) -> float:
    async with Speech.open({ENGLISH: model}, Path("grammars")) as speech:
        await live(speech, spoken, 2, 4)
        before = resident()
        calls = asyncio.create_task(live(speech, spoken, CALLS, 8))
        await asyncio.sleep(8)
        after = resident()
        await calls
        return (after - before) / CALLS


def resident() -> float:
    """Return the proportional set size of this process and its descendants, in megabytes."""
    return sum(_proportional(pid) for pid in _family(os.getpid())) / 1024


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(member for child in children for member in _family(int(child)))]


def _proportional(pid: int) -> float:
    found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    return float(found[1]) if found else 0.0
