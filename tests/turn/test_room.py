"""Without room for a caller's speech the call goes by keys, and speech comes back when there is room."""

import pytest

from ivr.services.repair.demo import add_demo_repairs
from ivr.telephony.media.conversation import Lost
from ivr.turn import take
from ivr.turn.transport import Transport
from tests.line import NOTICE_SECONDS, Office

BUSY, BACK = "Our lines are busy", "You can speak now"


class Room:
    """Whether one more caller can be heard."""

    def __init__(self):
        self.there_is = True

    def __call__(self):
        return self.there_is


@pytest.fixture
def room():
    return Room()


@pytest.fixture
def office(sqlite_database, clock, room):
    add_demo_repairs(sqlite_database, clock())
    return Office(sqlite_database, clock=clock, hears=True, has_room=room)


@pytest.fixture
def busy_line(line, room):
    room.there_is = False
    return line.rings()


def loses(line, times):
    for _ in range(times):
        line.speaks_but_is_lost()
    return line


def test_a_call_that_begins_without_room_hears_the_whole_notice_and_goes_by_keys(busy_line):
    busy_line.hears("Speech becomes text").hears(BUSY).hears("press 1")
    assert busy_line.heard.index("Speech becomes text") < busy_line.heard.index(BUSY)
    assert busy_line.started is None
    assert busy_line.transcript[0].branch.endswith("no room for speech: by keys")


def test_an_agent_can_be_reached_all_the_same(busy_line):
    assert busy_line.presses("0").verbs[-1] == "Enqueue"


def test_speech_is_offered_as_soon_as_there_is_room(busy_line, clock, room):
    clock.passes(NOTICE_SECONDS)
    room.there_is = True
    busy_line.presses("1").hears(BACK).hears("order number")
    assert busy_line.started == "asr-1"
    busy_line.streams().says_digits("472916").hears("4 7 2, 9 1 6")
    assert BACK not in busy_line.heard


def test_while_there_is_none_the_call_goes_on_by_keys_and_is_told_once(busy_line, clock):
    clock.passes(NOTICE_SECONDS)
    busy_line.presses("1").hears("then pound")
    assert BUSY not in busy_line.heard
    assert busy_line.started is None


def test_silence_while_there_is_room_again_is_no_miss(busy_line, clock, room):
    clock.passes(NOTICE_SECONDS)
    room.there_is = True
    busy_line.is_silent().hears(BACK).hears("What is it about")
    assert "didn't" not in busy_line.heard


def test_who_cut_off_the_notice_is_never_offered_speech(busy_line, clock, room):
    busy_line.presses("1")
    clock.passes(NOTICE_SECONDS)
    room.there_is = True
    busy_line.is_silent()
    assert BACK not in busy_line.heard
    assert busy_line.started is None


def test_who_wants_keys_is_never_offered_speech(busy_line, clock, room):
    clock.passes(NOTICE_SECONDS)
    busy_line.presses("9").hears("only keys count")
    clock.passes(NOTICE_SECONDS)
    room.there_is = True
    busy_line.is_silent()
    assert BACK not in busy_line.heard


def test_a_stream_that_the_gateway_has_no_room_for_is_no_lost_one(line, clock, room):
    line.rings().streams("full")
    clock.passes(NOTICE_SECONDS)
    line.is_silent().hears(BUSY).hears("press 1")
    assert line.started is None
    clock.passes(NOTICE_SECONDS)
    assert line.presses("1").hears(BACK).started == "asr-2"


def test_a_key_on_a_stream_without_room_is_taken_and_the_caller_told(line, clock):
    line.rings().streams("full")
    clock.passes(NOTICE_SECONDS)
    line.presses("1").hears(BUSY).hears("then pound")


def test_two_utterances_that_get_lost_switch_speech_off_only_until_there_is_room(line, clock, room):
    loses(line.rings().streams(), 2).hears(BUSY).hears("press")
    assert line.verbs[0] == "Stop"
    clock.passes(5)
    line.is_silent()
    assert line.started == "asr-2"


def test_speech_is_not_asked_for_again_at_once(line, clock):
    loses(line.rings().streams(), 2)
    clock.passes(9)
    assert line.presses("1").started is None


def test_after_each_pause_the_next_is_longer(line, clock):
    loses(line.rings().streams(), 2)
    clock.passes(11)
    assert line.presses("1").started == "asr-2"
    loses(line.streams(), 2)
    clock.passes(11)
    assert line.looks_in().started is None
    clock.passes(10)
    assert line.presses("*").started == "asr-3"


def test_an_utterance_that_is_understood_in_between_begins_the_count_anew(line):
    line.rings().streams().speaks_but_is_lost().mumbles().speaks_but_is_lost()
    assert BUSY not in line.heard


def test_what_got_lost_in_an_older_turn_changes_nothing(line, office):
    line.rings().streams().mumbles()
    reply = take(office.edge.context, line.sid, 1, Lost())
    assert not reply.new


def test_who_is_still_typing_is_not_told_of_room_until_the_number_is_whole(busy_line, clock, room):
    clock.passes(NOTICE_SECONDS)
    busy_line.presses("1")
    clock.passes(NOTICE_SECONDS)
    room.there_is = True
    assert BACK not in busy_line.types("472").heard
    busy_line.presses("916").hears(BACK)


def test_lost_words_change_nothing_where_no_stream_is_listened_to(clock):
    by_keys = Transport("keys")
    assert by_keys.after_lost_speech(clock()) is by_keys
