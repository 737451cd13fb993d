"""Admission in a model of a busy gateway: decoders that take jobs in turn, callers who come, speak and wait.

The real figures need real decoders on a quiet machine (`python -m tests.bench admission`); here the rules are tried, in
no time: two decoders, utterances that take two decodes of 0.1 s one after the other, from callers who first listen
for some seconds.
"""

import heapq
import random
from contextlib import ExitStack
from dataclasses import dataclass, field

import pytest

from ivr.speech.decoding.load import Workload
from ivr.speech.losses import Losses
from ivr.telephony.media.admission import Admission

DECODERS, DECODE, DECODES, SPOKEN = 2, 0.1, 2, 2.5
NOTICE, GAP, AGAIN = (4.0, 9.0), (3.0, 9.0), (8.0, 12.0)
SECONDS, WARM, WAIT = 240.0, 60.0, 0.8
"""A caller who waits no longer is served well: two decodes take 0.2 s without anybody else."""


@dataclass
class Model:
    """A gateway in virtual time; `callers` come within `arrive` seconds and stay."""

    callers: int
    admits: bool
    arrive: float = 4.0
    now: float = 0.0
    worked: float = 0.0
    free: list = field(default_factory=lambda: [0.0] * DECODERS)
    waits: list = field(default_factory=list)
    heard: float = 0.0

    def __post_init__(self):
        self.chance = random.Random(self.callers)
        self.events = [(self.chance.uniform(0, self.arrive), who, self.comes) for who in range(self.callers)]
        heapq.heapify(self.events)
        self.open = ExitStack()
        self.admission = Admission(self.workload, Losses(), lambda: self.now)

    def workload(self):
        backlog = sum(max(0.0, until - self.now) for until in self.free)
        return Workload(DECODERS, self.worked, backlog, DECODE / SPOKEN)

    def run(self):
        while self.events and self.events[0][0] < SECONDS:
            self.now, who, what = heapq.heappop(self.events)
            what(who)
        return self

    def later(self, seconds, who, what):
        heapq.heappush(self.events, (self.now + seconds, who, what))

    def comes(self, who):
        if self.admits and not self.admission.admits():
            return self.later(self.chance.uniform(*AGAIN), who, self.comes)
        speaks = self.open.enter_context(self.admission.stream())
        self.heard += SECONDS - max(self.now, WARM)
        return self.later(self.chance.uniform(*NOTICE), who, lambda who: self.says(who, speaks))

    def says(self, who, speaks):
        speaks()
        self.later(SPOKEN, who, lambda who: self.decodes(who, speaks, self.now, DECODES))

    def decodes(self, who, speaks, since, left):
        if not left:
            if self.now > WARM:
                self.waits.append(self.now - since)
            return self.later(self.chance.uniform(*GAP), who, lambda who: self.says(who, speaks))
        begins = max(self.now, heapq.heappop(self.free))
        heapq.heappush(self.free, begins + DECODE)
        self.worked += DECODE
        return self.later(begins + DECODE - self.now, who, lambda who: self.decodes(who, speaks, since, left - 1))

    @property
    def p95(self):
        return sorted(self.waits)[int(len(self.waits) * 0.95)]

    @property
    def at_once(self):
        return self.heard / (SECONDS - WARM)


@pytest.fixture(scope="module")
def capacity():
    """The most callers who are served well when all are let in."""
    return max(many for many in range(10, 120, 2) if Model(many, admits=False).run().p95 <= WAIT)


@pytest.mark.parametrize(("part", "arrive"), [(1.3, 4.0), (3.0, 4.0), (1.3, 60.0), (3.0, 60.0)])
def test_beyond_capacity_those_who_are_heard_wait_no_longer_and_most_of_the_capacity_is_used(capacity, part, arrive):
    calm = Model(round(capacity * 0.8), admits=False).run()
    crowd = Model(round(capacity * part), admits=True, arrive=arrive).run()
    print(f"{capacity=} heard {crowd.at_once / capacity:.2f}, p95 {crowd.p95:.2f} s, at 80 % {calm.p95:.2f} s")
    assert crowd.p95 <= WAIT
    assert crowd.at_once >= 0.8 * capacity


def test_without_admission_they_would_all_wait(capacity):
    assert Model(round(capacity * 1.3), admits=False).run().p95 > 1.5 * WAIT
