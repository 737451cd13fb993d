"""Look for seeds that break a rule, and make their stories small."""

import time
from dataclasses import dataclass, replace

from ivr.simulator.faults.shrink import shrink
from tests.virtual.hotline import Hotline
from tests.virtual.story import story
from tests.virtual.world import play

COMMAND = ".venv/bin/python -m tests.virtual replay"


@dataclass
class Bag:
    """What a hunt brought: how much was played in which time, and the stories that failed."""

    calls: int = 0
    stories: int = 0
    virtual: float = 0.0
    real: float = 0.0
    cpu: float = 0.0
    following: int = 0
    failed: tuple = ()

    def add(self, played):
        self.calls += played.calls
        self.stories += 1
        self.virtual += played.seconds
        self.following = played.story.seed + 1

    def __str__(self):
        speed = f"{self.virtual / self.real:.0f} times real time, {self.virtual / self.cpu:.0f} times CPU time"
        took = f"{self.calls} calls in {self.stories} stories, {self.real:.1f} s ({self.cpu:.1f} s CPU): {speed}"
        return f"{took}; go on with --seed {self.following}"


def hunt(seeds, calls, hotline=None, most_failed=5):
    """Play the stories of these seeds until so many calls are made; failures come made small."""
    hotline, bag = hotline or Hotline(), Bag()
    started, cpu = time.perf_counter(), time.process_time()
    for seed in seeds:
        if bag.calls >= calls or len(bag.failed) >= most_failed:
            break
        played = play(hotline, story(seed))
        bag.add(played)
        if played.problems:
            bag.failed += (smaller(hotline, played),)
    bag.real, bag.cpu = time.perf_counter() - started, time.process_time() - cpu
    return bag


def smaller(hotline, played):
    """Return a shorter story that breaks a rule too: fewer faults, then fewer acts."""

    def failing(part):
        return bool(play(hotline, part).problems)

    whole = played.story
    faults = shrink([number for number, _ in played.struck], lambda only: failing(replace(whole, only=frozenset(only))))
    fewer = replace(whole, only=frozenset(faults))
    if not failing(fewer):
        fewer = whole
    acts = shrink(whole.acts(), lambda kept: failing(fewer.keeping(kept)))
    return play(hotline, fewer.keeping(acts)), acts


def report(failure):
    """Return what failed and the one command that plays it again."""
    played, acts = failure
    places = ",".join(f"{who}.{which}" for who, which in acts) or "-"
    faults = ",".join(map(str, sorted(played.story.only))) if played.story.only is not None else "all"
    command = f"{COMMAND} {played.story.seed} --acts {places} --faults {faults or '-'}"
    return "\n".join((f"seed {played.story.seed}: {command}", *(f"    {problem}" for problem in played.problems)))
