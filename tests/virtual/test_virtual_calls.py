"""Random callers, agents and faults, and the rules that hold whatever they do. Replays are printed on failure."""

import os
import random
import subprocess
import sys

import pytest

from ivr.services.repair.demo import CUSTOMER_PHONE
from ivr.settings import PROJECT
from tests.virtual.answers import WISHES
from tests.virtual.ears import VoskEars
from tests.virtual.hotline import Hotline
from tests.virtual.hunt import hunt, report
from tests.virtual.speed import BY_KEYS, BY_VOICE, SAID, repair_call
from tests.virtual.stepwise import LiveRun
from tests.virtual.story import story
from tests.virtual.world import play

FIXED_CALLS = 24
FRESH_CALLS = 20
SOAK_CALLS = 10_000
LARGEST = 2**31


def nothing_failed(bag):
    print(bag)
    return not bag.failed, "\n".join(map(report, bag.failed))


@pytest.mark.parametrize("steps", [BY_KEYS, BY_VOICE], ids=["keys", "voice"])
def test_a_whole_repair_call(hotline, steps):
    played = repair_call(hotline, steps)
    assert played.problems == ()
    assert played.seconds > 30


@pytest.fixture(scope="module")
def vosk_ears():
    ears = VoskEars(SAID)
    yield ears
    ears.close()


@pytest.mark.speech
def test_a_whole_repair_call_heard_by_the_real_recogniser(vosk_ears):
    assert repair_call(Hotline(vosk_ears), BY_VOICE).problems == ()


@pytest.mark.soak
@pytest.mark.speech
def test_the_real_recogniser_gives_the_same_log_each_time(vosk_ears):
    first, second = (repair_call(Hotline(vosk_ears), BY_VOICE) for _ in range(2))
    assert first.log == second.log


def test_the_rules_hold_for_the_seeds_we_know(hotline):
    well, told = nothing_failed(hunt(range(LARGEST), FIXED_CALLS, hotline))
    assert well, told


@pytest.mark.soak
def test_the_rules_hold_for_fresh_seeds(hotline):
    seed = random.SystemRandom().randrange(LARGEST)
    well, told = nothing_failed(hunt(range(seed, seed + FRESH_CALLS), FRESH_CALLS, hotline))
    assert well, told


def test_the_same_seed_gives_the_same_log(hotline):
    stormy = next(story(seed) for seed in range(100) if story(seed).rate and len(story(seed).people) > 1)
    assert play(hotline, stormy).log == play(hotline, stormy).log


def test_another_process_gives_the_same_log(hotline):
    command = [sys.executable, "-m", "tests.virtual", "replay", "7", "--log"]
    other = {**os.environ, "PYTHONHASHSEED": "5"}
    told = subprocess.run(command, env=other, cwd=PROJECT, capture_output=True, text=True, timeout=120)
    assert told.stdout.startswith(play(hotline, story(7)).log), told.stderr


@pytest.mark.parametrize("seconds", [3600, -3600])
def test_only_words_after_the_notice_are_kept_though_the_clock_is_set_in_it(hotline, seconds):
    run, kept = LiveRun(hotline), []
    run.world.exchange.log.sinks.append(lambda event: kept.append(event) if event.name == "recognised" else None)
    caller = run.rings(CUSTOMER_PHONE)
    run.passes(5)
    run.world.exchange.clock.jump(seconds)
    run.acts(caller, "asks", 0.0)
    run.passes(10)
    too_early = tuple(kept)
    run.acts(caller, "asks", 0.0)
    run.passes(5)
    assert not run.end()
    assert not too_early
    assert [event.details["text"] for event in kept] == [WISHES[0]]


@pytest.mark.soak
def test_the_rules_hold_for_ten_thousand_calls(hotline):
    well, told = nothing_failed(hunt(range(LARGEST), SOAK_CALLS, hotline))
    assert well, told
