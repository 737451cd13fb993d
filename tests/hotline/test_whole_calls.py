"""Whole calls: real HTTP, real WebSockets, real Vosk, the neural voice as caller. All run at the same time."""

import pytest

from ivr import calls
from ivr.services.repair.demo import CUSTOMER_ORDER, CUSTOMER_PHONE
from tests.hotline.person import When

pytestmark = [pytest.mark.speech, pytest.mark.real_time]

AGENT = "+12025550199"
WISH, NUMBER, FACTOR, MORE = "what is it about", "order number", "last four digits", "anything else"
WHOLE = "whole (phone )?number"  # they call from other phones than the one on file
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def spelled(digits):
    return " ".join(DIGITS[int(digit)] for digit in digits)


YES, NO = When(r"right\?|you like", says="yes"), When(MORE, says="no thank you")
CALLS = {
    "by voice": (
        When(WISH, says="where is my repair"),
        When(f"{NUMBER}|digit by digit", says=spelled(CUSTOMER_ORDER)),
        When(FACTOR, says=spelled(CUSTOMER_PHONE[-4:])),
        When(WHOLE, says=spelled(CUSTOMER_PHONE[2:])),
        YES,
        NO,
    ),
    "by keys": (
        When(WISH, presses="1", at_once=True),
        When(NUMBER, presses=CUSTOMER_ORDER + "#", at_once=True),
        When(FACTOR, presses=CUSTOMER_PHONE[-4:] + "#", at_once=True),
        When(WHOLE, presses=CUSTOMER_PHONE[2:] + "#", at_once=True),
        When(MORE, presses="2"),
    ),
    "mixed": (
        When(WISH, says="where is my repair"),
        When(NUMBER, says=spelled(CUSTOMER_ORDER[:3]), presses=CUSTOMER_ORDER[3:] + "#"),
        When(f"{FACTOR}|{WHOLE}", says=spelled(CUSTOMER_PHONE[2:])),
        YES,
        When(MORE, presses="2", at_once=True),
    ),
    "barging in": (
        When(WISH, says="where is my repair"),
        When("phone ending in", says=spelled(CUSTOMER_ORDER), at_once=True),
        When(FACTOR, hangs_up=True),
    ),
    "silent": (When("connecting you with an agent", hangs_up=True),),
    "wrong words": (
        When(f"{WISH}|In a few|say repair|press 1", says="testing testing"),
        When("connecting you with an agent", hangs_up=True),
    ),
    "wrong keys": (
        When(WISH, presses="3"),
        When("press|no meaning", presses="4"),
        When("connecting you with an agent", hangs_up=True, at_once=True),
    ),
    "for an agent": (When(WISH, presses="0", at_once=True), When(MORE, presses="2", at_once=True)),
}


@pytest.fixture(scope="module")
def hotline(open_hotline):
    hotline = open_hotline(IVR_AGENT_NUMBERS=AGENT)
    hotline.agent = hotline.twilio.agent_answers(AGENT, {"hear": "A caller"}, {"silence": 4}, "hangup")
    return hotline


@pytest.fixture(scope="module")
def day(hotline):
    """All calls of a day, at the same time."""
    futures = {
        name: hotline.call(*habits, caller=f"+1202555{150 + i:04}") for i, (name, habits) in enumerate(CALLS.items())
    }
    return {name: future.result(120) for name, future in futures.items()}


@pytest.fixture
def heard(day):
    return lambda name: day[name].heard


@pytest.fixture
def record(day, hotline):
    return lambda name: hotline.record(day[name])


def inputs(turns):
    return [turn.input for turn in turns]


@pytest.mark.parametrize("name", ["by voice", "by keys", "mixed"])
def test_the_repair_call_is_answered(heard, record, name):
    assert "has been in repair since" in heard(name)
    assert "Goodbye" in heard(name)


@pytest.mark.parametrize("name", list(CALLS))
def test_every_call_has_a_complete_record(record, name):
    call, turns = record(name)
    assert call.status == "completed"
    assert call.ended_at is not None
    assert [turn.number for turn in turns] == list(range(len(turns)))
    assert inputs(turns)[0] == "start"
    assert inputs(turns)[-1] == "hangup"


def test_speech_is_kept_with_its_sound(hotline, record):
    _, turns = record("by voice")
    spoken = [turn for turn in turns if turn.utterance_id]
    assert len(spoken) >= 4
    with hotline.database.reading() as session:
        clips = [calls.utterance(session, turn.utterance_id).clip for turn in spoken]
    assert all(len(clip) > 2000 for clip in clips)


def test_keys_and_speech_go_together(record):
    assert {"keys", "speech"} <= set(inputs(record("mixed")[1]))


def test_half_a_number_by_voice_and_half_by_keys_are_one(heard):
    assert f"{' '.join(CUSTOMER_ORDER[:3])}, {' '.join(CUSTOMER_ORDER[3:])}" in heard("mixed")


def test_who_speaks_into_the_prompt_silences_it(day, hotline, heard):
    assert "Or your order number" not in heard("barging in")
    call = day["barging in"].call
    assert len([event for event in hotline.twilio.events if call in event.details.get("path", "")]) >= 2


@pytest.mark.parametrize("name", ["silent", "wrong words", "wrong keys"])
def test_silence_wrong_words_and_wrong_keys_lead_to_an_agent(heard, name):
    assert "connecting you with an agent" in heard(name)


def test_misses_are_counted_apart(record):
    assert {"silence"} == set(inputs(record("silent")[1][1:-1]))
    assert "noinput 3 of 3" in record("silent")[1][-2].branch
    assert "nomatch 3 of 3" in record("wrong keys")[1][-2].branch


def test_who_asks_for_an_agent_gets_one_and_is_led_on_afterwards(hotline, heard, record):
    assert "You are next in line" in heard("for an agent")
    assert "An agent is with you now" in heard("for an agent")
    assert "Anything else" in heard("for an agent")
    assert "Goodbye" in heard("for an agent")
    assert not hotline.agent.failures
    assert "queue" in inputs(record("for an agent")[1])


def test_nothing_personal_is_logged(hotline, day):
    logs = hotline.log("web") + hotline.log("media")
    assert CUSTOMER_ORDER not in logs
    assert "2025550" not in logs
    assert "Traceback" not in logs


def test_no_document_was_wrong(hotline, day):
    notes = [event.details for event in hotline.twilio.events if event.name == "notification"]
    assert notes == []
