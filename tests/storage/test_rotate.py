from dataclasses import replace

import pytest

from ivr import calls
from ivr.calls import NewCall, NewUtterance, TurnRecord
from ivr.storage import UNREADABLE, Database, Keyring, UnreadableValue, new_key
from ivr.storage.rotate import rotate
from tests.damage import damage


@pytest.fixture
def filled(database, now):
    """More calls than one batch, one of them with turns."""
    with database.writing() as session:
        for number in range(120):
            calls.begin(session, NewCall(f"CA{number:03}", "inbound", "+12025550143", "+12025550100", "en", now))
        record = TurnRecord(now, "speech", heard="where is my repair", meaning={"topic": "repair"})
        id_ = calls.add_utterance(session, NewUtterance("CA000", 0, now, b"\xff" * 80, [{"word": "where"}]))
        calls.save_turn(session, "CA000", 0, state={}, reply=None, record=replace(record, utterance_id=id_))
    return database


def test_after_a_rotation_the_old_key_is_not_needed(filled, database_url, keys):
    newest = new_key()
    rotate(Database(database_url, Keyring.from_text(f"{newest},{keys[0]}", keys[1])))
    with Database(database_url, Keyring.from_text(newest, keys[1])).reading() as session:
        assert calls.load(session, "CA119").from_ == "+12025550143"
        (turn,) = calls.transcript(session, "CA000")
        assert (turn.heard, turn.meaning) == ("where is my repair", {"topic": "repair"})
        assert calls.utterance(session, turn.utterance_id).clip == b"\xff" * 80


def test_before_it_the_new_key_alone_decrypts_nothing(filled, database_url, keys):
    with Database(database_url, Keyring.from_text(new_key(), keys[1])).reading() as session:
        assert calls.load(session, "CA119").from_ == UNREADABLE
        (turn,) = calls.transcript(session, "CA000")
        with pytest.raises(UnreadableValue):
            calls.utterance(session, turn.utterance_id)


def test_a_damaged_value_keeps_no_other_on_the_old_key(filled, database_url, keys):
    damage(filled, "calls", "state", "sid = 'CA000'")
    newest = new_key()
    assert rotate(Database(database_url, Keyring.from_text(f"{newest},{keys[0]}", keys[1]))) == 1
    with Database(database_url, Keyring.from_text(newest, keys[1])).reading() as session:
        assert calls.load(session, "CA119").from_ == "+12025550143"
        assert calls.load(session, "CA000").from_ == "+12025550143"
