from dataclasses import replace

import pytest

from ivr import calls
from ivr.calls import LookUpState, NewCall, NewUtterance, TurnRecord

CALLER = "+12025550143"


@pytest.fixture
def record(now):
    return TurnRecord(
        now, "speech", form="repair", field="number", prompt="Your order number?", heard="four seven", branch="nomatch"
    )


@pytest.fixture
def session(database, now):
    with database.writing() as session:
        calls.begin(session, NewCall("CA1", "inbound", CALLER, "+12025550100", "en", now))
        yield session


def test_a_new_call_waits_for_turn_zero(session):
    call = calls.load(session, "CA1")
    assert (call.turn, call.state, call.reply, call.status) == (0, None, None, calls.LIVE)


def test_a_call_nobody_began_is_none(session):
    assert calls.load(session, "CA2") is None


def test_a_repeated_begin_changes_nothing(session, record, now):
    calls.save_turn(session, "CA1", 0, state={}, reply={}, record=record)
    calls.begin(session, NewCall("CA1", "inbound", "+12025550199", "+12025550100", "en", now))
    call = calls.load(session, "CA1")
    assert (call.turn, call.from_) == (1, CALLER)


def test_a_turn_leaves_its_state_and_reply(session, record):
    assert calls.save_turn(session, "CA1", 0, state={"form": "repair"}, reply=["Hello", None], record=record)
    call = calls.load(session, "CA1")
    assert (call.turn, call.state, call.reply) == (1, {"form": "repair"}, ["Hello", None])


def test_a_late_input_changes_nothing(session, record):
    calls.save_turn(session, "CA1", 0, state={"by": "key"}, reply={}, record=record)
    assert not calls.save_turn(session, "CA1", 0, state={"by": "speech"}, reply={}, record=record)
    assert calls.load(session, "CA1").state == {"by": "key"}
    assert len(calls.transcript(session, "CA1")) == 1


def test_an_input_from_the_future_changes_nothing(session, record):
    assert not calls.save_turn(session, "CA1", 7, state={}, reply={}, record=record)


def test_the_transcript_has_every_turn_in_order(session, record):
    for turn, heard in enumerate(("hello", "where is my repair", "one two")):
        calls.save_turn(session, "CA1", turn, state={}, reply={}, record=replace(record, heard=heard))
    assert [turn.heard for turn in calls.transcript(session, "CA1")] == ["hello", "where is my repair", "one two"]


def test_a_turn_can_be_heard_again(session, record, now):
    words = [{"word": "four", "start": 0.1, "end": 0.4, "confidence": 0.98}]
    id_ = calls.add_utterance(session, NewUtterance("CA1", 0, now, b"\xff\x00" * 400, words))
    calls.save_turn(session, "CA1", 0, state={}, reply={}, record=replace(record, utterance_id=id_))
    (turn,) = calls.transcript(session, "CA1")
    utterance = calls.utterance(session, turn.utterance_id)
    assert (utterance.clip, utterance.words) == (b"\xff\x00" * 400, words)


def test_the_first_word_on_how_a_call_ended_stays(session, now):
    calls.end(session, "CA1", "completed", now)
    calls.end(session, "CA1", "failed", now)
    assert calls.load(session, "CA1").status == "completed"


def test_a_stream_token_works_once(session, now):
    assert calls.take_token(session, "token", now)
    assert not calls.take_token(session, "token", now)


def test_a_slow_look_up_is_handed_over(session):
    assert calls.get_lookup(session, "CA1", 3, "repair") is None
    calls.put_lookup(session, "CA1", 3, "repair", LookUpState("failed"))
    calls.put_lookup(session, "CA1", 3, "repair", LookUpState("found", [{"order": "4729105"}]))
    assert calls.get_lookup(session, "CA1", 3, "repair") == LookUpState("found", [{"order": "4729105"}])
