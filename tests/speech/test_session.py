import asyncio
import dataclasses
import os
import signal
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
import pytest

from ivr.languages import ENGLISH
from ivr.speech import Listening, Partial, Recognised, SpeechLost, SpeechSession, SpeechStarted
from ivr.speech.decoding import pool
from ivr.speech.hearing import PATIENCE
from ivr.speech.mulaw import RATE, SILENCE, mulaw_of

MENU = Listening(("menu",), turn=7, partials=True, complete_timeout=0.4, incomplete_timeout=1.0)
DIGITS = Listening(("builtin:digits?length=4",), complete_timeout=0.4, incomplete_timeout=1.2)
HURRY = 4
"""How many times faster than real the callers of these tests speak."""

pytestmark = pytest.mark.speech


@dataclass
class Caller:
    """Someone on the line: sound goes in as a telephone sends it, events are kept."""

    listening: Listening | None
    events: list = field(default_factory=list)
    session: SpeechSession | None = None

    async def asks(self):
        return self.listening

    async def hears(self, event):
        self.events.append(event)

    async def sounds(self, sound, frame=160):
        for at in range(0, len(sound), frame):
            self.session.feed(sound[at : at + frame])
            await asyncio.sleep(frame / RATE / HURRY)

    async def is_silent(self, seconds):
        await self.sounds(SILENCE * int(seconds * RATE))

    async def waits_for_the_result(self):
        for _ in range(200):
            await self.is_silent(0.1)
            if not self.session.is_speaking():
                break

    @property
    def kinds(self):
        return [type(event) for event in self.events]

    @property
    def recognitions(self):
        return [event.recognition for event in self.events if isinstance(event, Recognised)]


@pytest.fixture
def call(speech, run):
    """Let a caller on the line tell a story; return the caller."""

    def on_the_line(listening, story):
        caller = Caller(listening)

        async def told():
            caller.session = speech.session(caller.asks, caller.hears)
            await caller.is_silent(0.3)
            await story(caller)
            await caller.session.close()

        run(told())
        return caller

    return on_the_line


@contextmanager
def stopped_decoders(speech):
    """Let every decoder hang for the block."""
    pids = [pid for each in speech._languages.values() if each.pool for pid in each.pool.pids]
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


def lost(speech, reason):
    """Return how many utterances were lost for this reason so far."""
    return speech.losses.by_reason.get(reason, 0)


def saying(*parts):
    """Tell a story of sounds and pauses (seconds), then wait."""

    async def story(caller):
        for part in parts:
            await (caller.is_silent(part) if isinstance(part, float) else caller.sounds(part))
        await caller.waits_for_the_result()

    return story


def test_a_choice_is_recognised_with_its_turn(call, say):
    caller = call(MENU, saying(say("repair status")))
    kinds = [kind for kind in caller.kinds if kind is not Partial]  # a short word may be over before one is told
    assert kinds == [SpeechStarted, Recognised]
    assert {event.turn for event in caller.events} == {7}
    assert caller.recognitions[0].interpretation == "status"


def test_a_partial_comes_before_the_caller_has_finished(call, say):
    caller = call(MENU, saying(say("speak to an agent")))
    partial = caller.events[1]
    assert partial.text
    assert 0.3 <= partial.speech_seconds < 0.7


def test_where_no_prompt_may_play_nobody_looks_for_first_words(call, say):
    caller = call(dataclasses.replace(MENU, partials=False), saying(say("speak to an agent")))
    assert caller.kinds == [SpeechStarted, Recognised]


def test_a_whole_answer_is_not_kept_waiting_as_long_as_half_of_one(call, say):
    caller = call(dataclasses.replace(MENU, incomplete_timeout=9.0), saying(say("repair status")))
    assert caller.recognitions[0].latency < 5


def test_a_pause_in_a_number_does_not_cut_it(call, say):
    caller = call(DIGITS, saying(say("four seven"), 0.7, say("two nine")))
    assert [recognition.interpretation for recognition in caller.recognitions] == ["4729"]
    (value, share), *_ = caller.recognitions[0].nbest
    assert value == "4729"
    assert 0 < share <= 1


def test_a_number_with_a_digit_missing_is_ended_by_the_incomplete_timeout(call, say):
    caller = call(DIGITS, saying(say("four seven two")))
    assert caller.recognitions[0].interpretation is None
    assert caller.recognitions[0].decision == "reject"
    assert caller.recognitions[0].latency >= DIGITS.incomplete_timeout


def test_bursts_and_odd_pieces_are_the_same_sound(call, say):
    async def story(caller):
        await caller.sounds(say("repair status"), frame=997)
        await caller.waits_for_the_result()

    assert call(MENU, story).recognitions[0].interpretation == "status"


def test_the_clip_holds_the_first_syllable(call, say):
    clip = call(MENU, saying(say("repair status"))).recognitions[0].clip
    assert clip.startswith(SILENCE * 400)
    assert len(clip) > len(say("repair status"))


def test_noise_is_never_an_answer(call):
    noise = mulaw_of(np.random.default_rng(3).normal(scale=3000, size=8000))
    caller = call(MENU, saying(noise))
    assert all(recognition.decision == "reject" for recognition in caller.recognitions)


def test_speech_that_cannot_be_understood_is_told_as_lost(call, say):
    caller = call(dataclasses.replace(MENU, grammars=("no_such_grammar",)), saying(say("repair status"), 1.0))
    assert caller.kinds == [SpeechStarted, SpeechLost]
    assert caller.events[-1].turn == 7


def test_speech_that_a_decoder_hangs_on_is_told_as_lost_while_the_caller_still_waits(speech, call, say):
    async def story(caller):
        with stopped_decoders(speech):
            await caller.sounds(say("repair status"))
            await caller.is_silent((PATIENCE + 1) * HURRY)

    before = lost(speech, "deadline")
    assert call(MENU, story).kinds == [SpeechStarted, SpeechLost]
    assert lost(speech, "deadline") == before + 1


@pytest.mark.parametrize(
    ("limit", "value", "reason"),
    [("DEADLINE", -100.0, "deadline"), ("MAX_WAITING", 1, "queue full"), ("TRIES", 0, "decoder died")],
)
def test_speech_that_no_decoder_can_be_had_for_is_told_as_lost_not_as_silence(
    call, say, speech, monkeypatch, limit, value, reason
):
    before = lost(speech, reason)
    monkeypatch.setattr(pool, limit, value)
    for each in speech._languages.values() if limit == "MAX_WAITING" else ():
        monkeypatch.setattr(each.pool, "_waiting", asyncio.Queue(1))
        each.pool._waiting.put_nowait(None)
    assert call(MENU, saying(say("repair status"), 1.0)).kinds == [SpeechStarted, SpeechLost]
    assert lost(speech, reason) == before + 1


def test_a_hotword_listener_keeps_quiet_about_other_speech(call, say):
    hotword = dataclasses.replace(MENU, bargein="hotword")
    assert call(hotword, saying(say("nice weather we are having"), 2.0)).events == []
    assert call(hotword, saying(say("repair status"))).kinds == [Recognised]


def test_without_bargein_speech_over_the_prompt_is_dropped(call, say):
    unlistened = dataclasses.replace(MENU, bargein="off", prompt_left=5.0)
    assert call(unlistened, saying(say("repair status"), 1.0)).events == []


def test_who_begins_over_the_prompt_and_goes_on_after_it_is_heard_from_then_on(call, say):
    early = say("nice weather we are having")

    async def story(caller):
        caller.listening = dataclasses.replace(MENU, bargein="off", prompt_left=len(early) / RATE - 0.1)
        await caller.sounds(early[:-2400])
        caller.listening = MENU
        await caller.sounds(early[-2400:] + say("repair status"))
        await caller.waits_for_the_result()

    (heard,) = call(MENU, story).recognitions
    assert heard.interpretation == "status"
    before = early[: len(early) - 4000]
    assert say("repair status")[800:1200] in heard.clip
    assert not any(before[at : at + 400] in heard.clip for at in range(0, len(before) - 400, 400))


def test_a_turn_that_takes_no_speech_hears_none(call, say):
    assert call(None, saying(say("repair status"), 1.0)).events == []


def test_a_key_drops_what_is_being_said(call, say):
    async def story(caller):
        await caller.sounds(say("repair status")[:4000])
        caller.session.discard()
        assert not caller.session.is_speaking() or caller.session._deciding
        await caller.is_silent(1.5)

    assert Recognised not in call(MENU, story).kinds


def test_a_caller_is_speaking_until_the_answer_was_handled(call, say):
    async def story(caller):
        assert not caller.session.is_speaking()
        await caller.sounds(say("repair status"))
        assert caller.session.is_speaking()
        await caller.waits_for_the_result()
        await caller.is_silent(0.2)
        assert not caller.session.is_speaking()

    assert call(MENU, story).recognitions


def test_two_utterances_are_told_in_order(call, say):
    caller = call(MENU, saying(say("repair status"), 1.5, say("opening hours"), 1.5))
    assert [recognition.interpretation for recognition in caller.recognitions] == ["status", "hours"]


def test_an_error_of_the_handler_costs_only_its_event(call, say):
    async def story(caller):
        hears = caller.hears

        async def fails_first(event):
            caller.session._handle = hears
            raise RuntimeError("REST is down")

        caller.session._handle = fails_first
        await saying(say("repair status"))(caller)

    assert call(MENU, story).recognitions[0].interpretation == "status"


@pytest.mark.parametrize(("broken", "number"), [(True, 1), (False, 0)])
def test_what_was_being_said_when_the_stream_broke_off_is_counted(call, say, speech, broken, number):
    before = lost(speech, "stream lost")

    async def story(caller):
        await caller.sounds(say("repair status"))
        await caller.session.close(broken=broken)

    call(MENU, story)
    assert lost(speech, "stream lost") == before + number


def test_garbage_on_the_wire_is_survived(call, say):
    async def story(caller):
        caller.session.feed(b"")
        caller.session.feed(bytes(range(256)) * 100)
        await caller.is_silent(2.0)
        await saying(say("repair status"), 1.0)(caller)

    assert call(MENU, story).recognitions[-1].interpretation == "status"


def test_without_a_model_the_session_hears_and_says_nothing(run, say, tmp_path):
    from ivr.speech import Speech

    async def keypad_mode():
        async with Speech.open({ENGLISH: None}, tmp_path) as speech:
            caller = Caller(MENU)
            caller.session = speech.session(caller.asks, caller.hears)
            caller.session.feed(say("repair status"))
            assert not caller.session.is_speaking()
            await caller.session.close()
            return speech.health

    assert not run(keypad_mode()).ok
