"""How fast the virtual clock runs: the repair call by voice and by keys, again and again."""

import statistics
import time
from pathlib import Path

from ivr.services.repair.demo import CUSTOMER_ORDER, CUSTOMER_PHONE
from ivr.simulator.phone.scenario_file import read
from tests.virtual.answers import in_words
from tests.virtual.ears import VoskEars
from tests.virtual.hotline import Hotline
from tests.virtual.world import call

TIMES = 20
BY_KEYS = [
    {"hear": "what is it about"},
    {"press": "1"},
    {"hear": "order number"},
    {"press": f"{CUSTOMER_ORDER}#"},
    {"hear": "phone number"},
    {"press": CUSTOMER_PHONE[-4:]},
    {"hear": "in repair"},
    {"hear": "anything else"},
    {"press": "2"},
    {"hear": "goodbye"},
]
BY_VOICE = [
    {"hear": "what is it about"},
    {"say": "where is my repair"},
    {"hear": "order number"},
    {"say": in_words(CUSTOMER_ORDER)},
    {"hear": "phone number"},
    {"say": in_words(CUSTOMER_PHONE[-4:])},
    {"hear": "anything else"},
    {"say": "no thanks"},
    {"hear": "goodbye"},
]
SAID = [step["say"] for step in BY_VOICE if "say" in step]


def repair_call(hotline, steps):
    """Play one repair call."""
    return call(hotline, read({"steps": steps, "expect": {"status": "completed"}}, Path()))


def speed(times=TIMES):
    """Return a line a way of calling: virtual seconds, real and CPU milliseconds a call, and the ratio."""
    hotline = Hotline()
    lines = [_measured(hotline, name, steps, times) for name, steps in (("keys", BY_KEYS), ("voice", BY_VOICE))]
    ears = VoskEars(SAID)
    lines.append(_measured(Hotline(ears), "voice, heard by Vosk", BY_VOICE, times))
    ears.close()
    return "\n".join(lines)


def _measured(hotline, name, steps, times):
    runs = [_timed(hotline, steps) for _ in range(times + 1)][1:]
    virtual, best = runs[0][0], min(real for _, real, _ in runs)
    median, cpu = (statistics.median(run[which] for run in runs) for which in (1, 2))
    times = f"{best * 1000:.0f} ms at best, {median * 1000:.0f} ms median ({cpu * 1000:.0f} ms CPU)"
    ratios = f"{virtual / best:.0f} times real time at best, {virtual / median:.0f} median, {virtual / cpu:.0f} of CPU"
    return f"repair call by {name}: {virtual:.0f} virtual s in {times}: {ratios}"


def _timed(hotline, steps):
    started, cpu = time.perf_counter(), time.process_time()
    played = repair_call(hotline, steps)
    assert not played.problems, played.problems
    return played.seconds, time.perf_counter() - started, time.process_time() - cpu
