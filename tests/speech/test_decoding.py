import asyncio
import os
import signal
import time
from pathlib import Path

import numpy as np
import pytest

from ivr.speech.decoding import BadJob, Decode, DecodeFailed, DecodersUnavailable, Job, open_pool, source
from ivr.speech.decoding import pool as pool_module
from ivr.speech.decoding.job import MAX_PHRASES, grammar_json
from ivr.speech.mulaw import mulaw_of, samples_of

DIGITS = tuple(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "oh"])
NOISE = mulaw_of(np.random.default_rng(1).normal(scale=2000, size=8000))

pytestmark = pytest.mark.speech


@pytest.fixture
def decoding(model, run):
    """Run a story with a pool of two decoders."""

    def tell(story):
        async def opened():
            async with open_pool(model, decoders=2) as pool:
                return await story(pool)

        return run(opened())

    return tell


async def busy_pids(pool):
    """Give both decoders something to do, so that both exist; return the fork server's process id and theirs."""
    await asyncio.gather(*(pool.decode(Job(NOISE, DIGITS)) for _ in range(4)))
    return pool.pids


def has_ended(pid):
    for _ in range(250):
        if not Path(f"/proc/{pid}").exists():
            return True
        time.sleep(0.02)
    return False


def test_digits_are_heard_with_times_and_confidences(pool, run, say):
    heard = run(pool.decode(Job(say("four seven two nine"), DIGITS)))
    assert heard.text == "four seven two nine"
    assert all(0 <= word.start < word.end and 0 < word.confidence <= 1 for word in heard.words)


@pytest.mark.parametrize("speed", [0.94, 1.06])
def test_another_speed_keeps_the_words_and_their_times(pool, run, say, speed):
    plain = run(pool.decode(Job(say("four seven two nine"), DIGITS)))
    other = run(pool.decode(Job(say("four seven two nine"), DIGITS, speed=speed)))
    assert other.text == plain.text
    assert [word.end for word in other.words] == pytest.approx([word.end for word in plain.words], abs=0.1)


def test_the_same_sound_gives_the_same_words_every_time(pool, run, say):
    async def often(pool):
        return await asyncio.gather(*(pool.decode(Job(say("five one six"), DIGITS)) for _ in range(10)))

    assert len({heard.hypotheses for heard in run(often(pool))}) == 1


def test_what_a_decoder_heard_before_leaves_no_trace(pool, run, say):
    clips = [say("five one six"), NOISE, say("four seven two nine"), say("zero eight")]

    async def one_after_the_other(pool):
        heard = [await pool.decode(Job(clip, DIGITS, alternatives=5)) for clip in clips * 2]
        return [decode.hypotheses for decode in heard]

    heard = run(one_after_the_other(pool))
    assert heard[4:] == heard[:4]


def test_alternatives_come_best_first_with_likelihoods(pool, run, say):
    unclear = mulaw_of(samples_of(say("nine five")) + samples_of(NOISE * 3)[: len(say("nine five"))])
    heard = run(pool.decode(Job(unclear, DIGITS, alternatives=5)))
    likelihoods = [hypothesis.likelihood for hypothesis in heard.hypotheses]
    assert likelihoods == sorted(likelihoods, reverse=True)


def test_decoys_come_back_as_garbage(pool, run, say):
    heard = run(pool.decode(Job(say("a little bird told me"), ("seven",), decoys=300)))
    assert set(heard.text.split()) == {"[unk]"}


def test_words_beyond_ascii_are_not_escaped():
    assert grammar_json(["\u7ef4\u4fee"]) == '["\u7ef4\u4fee"]'


BAD = [(), ("",), ("  ",), ("one\x00two",), ("xyzzyq",), ("[unk]",), ("one",) * (MAX_PHRASES + 1), ("one " * 300_000,)]


def test_grammars_that_would_crash_kaldi_are_refused(pool, run):
    async def refused(pool):
        before = pool.crashes
        answers = await asyncio.gather(*(pool.decode(Job(NOISE, phrases)) for phrases in BAD), return_exceptions=True)
        return {type(answer) for answer in answers}, pool.crashes - before

    assert run(refused(pool)) == ({BadJob}, 0)


def test_sound_of_any_length_is_decoded(pool, run):
    async def all_lengths(pool):
        return [(await pool.decode(Job(NOISE[:length], DIGITS))).seconds for length in (0, 1, 159, 161)]

    assert len(run(all_lengths(pool))) == 4


def processor_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_decoders_have_the_recognisers_that_were_made_ready_for_all(decoding, say):
    free = Job(say("four seven two nine"), None)

    async def first_decodes(pool):
        await busy_pids(pool)
        before = {pid: processor_seconds(pid) for pid in pool.pids[1:]}
        await asyncio.gather(*(pool.decode(free) for _ in range(2)))
        cold = sum(processor_seconds(pid) - spent for pid, spent in before.items())
        await pool.warm([free])
        await asyncio.gather(*(pool.decode(free) for _ in range(2)))
        assert set(pool.pids[1:]).isdisjoint(before)
        return cold, sum(processor_seconds(pid) for pid in pool.pids[1:])

    cold, warm = decoding(first_decodes)
    assert warm < cold / 2


def test_a_job_that_ends_the_fork_server_leaves_decoders_that_begin_cold(decoding, say):
    async def deadly(pool):
        fork_server, *_ = await busy_pids(pool)
        with pytest.raises(DecodersUnavailable):
            await pool.warm([Job(NOISE, DIGITS, alternatives=2**40)])
        with pytest.raises(BadJob):
            await pool.warm([Job(NOISE, ())])
        return (await pool.decode(Job(say("four seven two nine"), DIGITS))).text, fork_server in pool.pids

    assert decoding(deadly) == ("four seven two nine", False)


def test_a_decoder_killed_in_the_middle_costs_no_call_anything(decoding, say):
    async def murder(pool):
        _, decoder, _ = await busy_pids(pool)
        jobs = [asyncio.create_task(pool.decode(Job(say("four seven two nine"), DIGITS))) for _ in range(10)]
        await asyncio.sleep(0.02)
        os.kill(decoder, signal.SIGKILL)
        return {heard.text for heard in await asyncio.gather(*jobs)}, pool.crashes

    assert decoding(murder) == ({"four seven two nine"}, 1)


def test_a_clip_that_kills_every_decoder_is_given_up_and_nine_others_are_heard(decoding, say):
    deadly = Job(NOISE, DIGITS, alternatives=2**40)  # does not fit Vosk's integer: the decoder ends

    async def ten_calls(pool):
        others = [pool.decode(Job(say("four seven two nine"), DIGITS)) for _ in range(9)]
        return await asyncio.gather(pool.decode(deadly), *others, return_exceptions=True)

    dead, *others = decoding(ten_calls)
    assert isinstance(dead, DecodeFailed)
    assert not dead.permanent  # it may have been the memory, or an operator
    assert {heard.text for heard in others} == {"four seven two nine"}


def test_the_fork_server_killed_is_replaced(decoding, say):
    async def kill_everything(pool):
        for pid in await busy_pids(pool):
            os.kill(pid, signal.SIGKILL)
        return (await pool.decode(Job(say("four seven two nine"), DIGITS))).text

    assert decoding(kill_everything) == "four seven two nine"


def test_all_processes_end_with_the_pool(decoding):
    assert all(has_ended(pid) for pid in decoding(busy_pids))


def test_a_folder_that_is_no_model_is_a_clear_error(tmp_path, run):
    async def opening():
        async with open_pool(tmp_path):
            pass

    with pytest.raises(DecodersUnavailable, match="can't be loaded"):
        run(opening())


def test_a_fork_server_killed_while_it_loads_again_is_loaded_once_more(decoding, say, monkeypatch):
    monkeypatch.setattr(source, "FIRST_PAUSE", 0.05)

    async def kill_twice(pool):
        for pid in await busy_pids(pool):
            os.kill(pid, signal.SIGKILL)
        waiting = [asyncio.create_task(pool.decode(Job(say("four seven two nine"), DIGITS))) for _ in range(4)]
        while (loading := loading_child()) is None:
            await asyncio.sleep(0.005)
        os.kill(loading, signal.SIGKILL)
        failed = await asyncio.gather(*waiting, return_exceptions=True)
        while not pool.ready:
            await asyncio.sleep(0.05)
        again = [pool.decode(Job(say("four seven two nine"), DIGITS)) for _ in range(4)]
        return {type(one) for one in failed}, {heard.text for heard in await asyncio.gather(*again)}

    waited, texts = decoding(kill_twice)
    assert waited <= {DecodeFailed, Decode}  # as the second loading comes in their time, or not
    assert texts == {"four seven two nine"}


def loading_child():
    children = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    pids = [int(pid) for file in children for pid in file.read_text().split()]
    return next((pid for pid in pids if b"fork_server" in Path(f"/proc/{pid}/cmdline").read_bytes()), None)


def test_a_job_that_no_decoder_takes_has_a_deadline(decoding, monkeypatch):
    async def stopped(pool):
        for pid in await busy_pids(pool):
            os.kill(pid, signal.SIGSTOP)
        monkeypatch.setattr(pool_module, "DEADLINE", -0.9)  # the clip's second comes on top
        with pytest.raises(DecodeFailed, match="in time"):
            await pool.decode(Job(NOISE, DIGITS))

    decoding(stopped)


def test_a_model_that_comes_later_is_taken_up(tmp_path, model, run, monkeypatch, say):
    monkeypatch.setattr(source, "FIRST_PAUSE", 0.05)
    place = tmp_path / "model"

    async def late():
        async with open_pool(place, 1, patient=True) as pool:
            with pytest.raises(DecodeFailed, match="can't be loaded"):
                await pool.decode(Job(NOISE, DIGITS))
            place.symlink_to(model)
            while not pool.ready:
                await asyncio.sleep(0.05)
            return (await pool.decode(Job(say("four seven two nine"), DIGITS))).text

    assert run(late()) == "four seven two nine"
