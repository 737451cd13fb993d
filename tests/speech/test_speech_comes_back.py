"""Speech that dies is seen, and comes back by itself."""

import asyncio
import os
import signal

import pytest

from ivr.languages import ENGLISH
from ivr.settings import PROJECT
from ivr.speech import language_decoders
from ivr.speech.decoding import source

pytestmark = pytest.mark.speech


async def until(true):
    while not true():
        await asyncio.sleep(0.02)


def tell_all(pool, number):
    for pid in pool.pids:
        os.kill(pid, number)


def test_a_gateway_without_its_model_at_start_hears_when_it_comes_and_shows_decoders_that_stop(
    model, run, tmp_path, monkeypatch
):
    monkeypatch.setattr(source, "FIRST_PAUSE", 0.05)
    monkeypatch.setattr(language_decoders, "PROOF_SECONDS", 0.05)
    place = tmp_path / "model"

    async def story():
        async with language_decoders.open_decoders(ENGLISH, place, PROJECT / "grammars", decoders=1) as hears:
            seen = [(hears.health.ok, hears.health.detail.endswith("can't be loaded: keypad mode"), hears.recogniser)]
            place.symlink_to(model)
            await until(lambda: hears.health.ok)
            seen.append((hears.health.decoders, hears.recogniser is not None))
            monkeypatch.setattr(language_decoders, "ANSWER_SECONDS", 0.3)
            tell_all(hears.pool, signal.SIGSTOP)
            await until(lambda: not hears.health.ok)
            seen.append((hears.health.decoders, hears.health.detail))
            monkeypatch.setattr(language_decoders, "ANSWER_SECONDS", 15.0)
            tell_all(hears.pool, signal.SIGCONT)
            await until(lambda: hears.health.ok)
        return seen

    assert run(story()) == [(False, True, None), (1, True), (0, "no decoder answers: keypad mode")]
