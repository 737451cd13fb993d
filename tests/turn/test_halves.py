"""A number comes in chunks, half by voice and half by keys, in whatever order they reach us."""

import pytest

from ivr import calls
from ivr.services.repair.demo import CUSTOMER_ORDER, CUSTOMER_PHONE
from ivr.turn.reply import Reply
from tests.line import NOTICE_SECONDS, Office

FIRST, REST = CUSTOMER_ORDER[:3], CUSTOMER_ORDER[3:]
READ_BACK = "4 7 2, 9 1 6"


@pytest.fixture
def asked(line, clock):
    """A caller who is asked for a number over a stream; its prompt has just ended."""
    return is_asked(line, clock)


def is_asked(line, clock):
    line.rings().streams()
    clock.passes(NOTICE_SECONDS)
    line.presses("1")
    clock.passes(20)
    return line


def test_a_spoken_chunk_does_not_disturb_what_is_being_typed(asked):
    question = asked.document
    assert asked.says_digits(FIRST).document is question
    asked.presses(REST).hears(READ_BACK)


def test_a_spoken_chunk_is_joined_with_the_next(asked):
    asked.says_digits(FIRST).says_digits(REST).hears(READ_BACK)


def test_who_does_not_go_on_hears_what_is_known(asked, clock):
    asked.says_digits(FIRST)
    assert asked.looks_in().heard == ""
    clock.passes(3)
    assert asked.looks_in().heard == "I have 4 7 2. Please go on."
    asked.says_digits(REST).hears(READ_BACK)


def test_a_typed_chunk_is_joined_with_what_is_said_next(asked):
    asked.presses(FIRST).hears("Please go on")
    asked.says_digits(REST).hears(READ_BACK)


def test_what_is_said_after_keys_that_may_go_on_comes_after_them(asked):
    assert asked.types(FIRST).heard == ""
    asked.says_digits(REST).hears(READ_BACK)


def test_keys_that_come_while_speech_is_understood_are_joined_after_it(asked):
    began = asked.turn
    asked.streams("speaking")
    assert asked.presses(REST).heard == ""
    asked.says_digits(FIRST, turn=began).hears(READ_BACK)


def test_keys_wait_for_no_speech_longer_than_there_is_any(asked):
    asked.streams("speaking").presses(CUSTOMER_ORDER)
    assert asked.looks_in().heard == ""
    asked.streams("open").looks_in().hears("phone number")


def test_speech_that_is_no_number_does_not_disturb_typed_keys(asked):
    began = asked.turn
    asked.streams("speaking").presses(CUSTOMER_ORDER)
    asked.says("well", None, grammar="", decision="reject", turn=began)
    asked.streams("open").looks_in().hears("phone number")


def test_a_webhook_after_a_chunk_may_come_twice(asked):
    question = asked.says_digits(FIRST).document
    once = asked.presses(REST).bytes
    asked.document = question
    assert asked.presses(REST).bytes == once


class BusyKeypad:
    """Let something happen between the reading and the writing of the first turn whose keys are digits."""

    def __init__(self, keypad, happens):
        self._keypad, self._happens = keypad, [happens]

    def meaning(self, keys, grammars, language):
        while len(keys) > 1 and self._happens:
            self._happens.pop()()
        return self._keypad.meaning(keys, grammars, language)


def test_keys_and_a_chunk_at_the_same_moment_are_both_kept(asked, office, clock):
    keypad = BusyKeypad(office.edge.context.keypad, lambda: asked.says_digits(FIRST))
    busy = Office(office.database, clock=clock, hears=True, keypad=keypad).line()
    busy.document = asked.document
    busy.presses(REST).hears(READ_BACK)


def test_a_number_goes_on_by_keys_while_it_is_read_back(asked):
    asked.says_digits(CUSTOMER_PHONE[2:8], decision="confirm").hears("Right?")
    asked.presses(CUSTOMER_PHONE[8:]).hears("2 0 2, 5 5 5, 0 1 4 3. Right?")
    asked.presses("1").hears("I M E I")


def test_the_key_for_yes_is_taken_after_a_short_pause(asked):
    asked.says_digits(CUSTOMER_ORDER, decision="confirm").hears("Right?")
    assert asked.document.find("Gather").get("timeout") == "2"
    asked.types("1").hears("phone number")


def test_the_agent_key_alone_is_no_more_of_a_number_that_was_read_back(asked):
    asked.says_digits(FIRST).presses(REST).hears(READ_BACK)
    assert asked.types("11").heard == ""
    asked.types("0").hears("agent")
    assert asked.verbs[-1] == "Enqueue"


def test_who_speaks_into_recordings_is_told_at_once_to_go_on(line):
    line.rings().streams("lost").is_silent().streams("lost").is_silent().presses("1").hears("after the tone")
    line.says_digits(FIRST).hears("I have 4 7 2. Please go on.")
    assert "Record" in line.verbs
    line.says_digits(REST).hears(READ_BACK)


def test_a_reply_of_an_older_version_is_read(asked, office):
    with office.database.reading() as session:
        old = calls.load(session, asked.sid).reply
    del old["played"], old["since"]
    read = Reply.from_json(old)
    assert read.played_turn == read.first_turn == old["turn"]


def test_what_was_heard_is_not_in_clear_in_the_database(asked, office):
    asked.says_digits(FIRST)
    with office.database.reading_rows() as rows:
        stored = rows.exec_driver_sql("SELECT state FROM calls").scalar_one()
    assert FIRST.encode() not in bytes(stored)
