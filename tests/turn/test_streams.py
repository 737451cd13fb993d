"""What the media gateway is told of a call: whether a stream may come in, and what the caller is being asked."""

import pytest
from sqlalchemy import update

from ivr.calls.tables import CallRow
from ivr.speech import Recognition
from ivr.turn import asked, keep_message, keep_utterance, language_and_stream, listen_on, listening, open_stream, stored
from tests.line import Office, line_settings

NAME, TOKEN = "asr-1", "a token's fingerprint"


@pytest.fixture
def turns(office):
    return office.edge.context


def test_a_stream_comes_in_once_with_its_token(line, turns):
    line.rings()
    reply = open_stream(turns, line.sid, NAME, TOKEN)
    assert reply.turn == line.turn
    assert line.call.stream_status == "open"
    assert open_stream(turns, line.sid, NAME, TOKEN) is None


def test_what_is_guarded_begins_with_the_stream(line, turns, clock):
    line.rings()
    clock.passes(5)
    reply = open_stream(turns, line.sid, NAME, TOKEN)
    assert reply.guarded_seconds
    assert (reply.at, stored(turns, line.sid).at) == (clock(), clock())


def test_a_stream_of_another_name_or_of_no_call_is_not_let_in(line, turns):
    line.rings()
    assert open_stream(turns, line.sid, "asr-7", TOKEN) is None
    assert open_stream(turns, "CA" + "9" * 32, NAME, "another") is None
    assert asked(turns, line.sid, "asr-7") is None


def test_what_is_asked_is_asked_until_the_call_or_the_stream_is_over(line, turns):
    line.rings().streams()
    assert asked(turns, line.sid, NAME).turn == line.turn
    line.streams("lost")
    assert asked(turns, line.sid, NAME) is None
    line.hangs_up()
    assert asked(turns, line.sid, NAME) is None


def test_the_language_and_the_stream_of_a_call_are_known_while_it_streams(line, turns):
    assert language_and_stream(turns, line.sid, "") == ("en", "")
    line.rings().streams()
    assert language_and_stream(turns, line.sid, "") == ("en", NAME)
    line.streams("lost")
    assert language_and_stream(turns, line.sid, "") == ("en", "")


def test_a_question_is_listened_to_and_its_end_is_not(line, turns, clock):
    line.rings()
    reply = stored(turns, line.sid)
    heard = listening(reply, clock())
    assert (heard.grammars, heard.language) == (reply.listen.grammars, "en")
    assert reply.may_play(clock())
    line.presses("0")
    assert listening(stored(turns, line.sid), clock()) is None


def test_who_is_speaking_is_left_in_peace_in_the_same_turn(line, turns):
    line.rings()
    reply = stored(turns, line.sid)
    quiet = listen_on(turns, line.sid, reply)
    assert quiet.turn == reply.turn
    assert "<Say" not in quiet.twiml


@pytest.mark.parametrize(
    ("policy", "agreed", "kept"), [("off", True, False), ("opt-in", None, False), ("opt-in", True, True)]
)
def test_sound_is_kept_only_where_the_region_and_the_caller_let_it(
    sqlite_database, clock, tmp_path, policy, agreed, kept
):
    (tmp_path / "here.yaml").write_text(f"languages: [en]\ntimezone: UTC\ncountry: US\nrecording: {policy}\n")
    office = Office(sqlite_database, line_settings(regions=tmp_path), clock, hears=True)
    line = office.line().fetch("/voice?form=main_menu")
    if agreed:
        state = {**line.call.state, "slots": {**line.call.state["slots"], "recorded": True}}
        with sqlite_database.writing() as session:
            session.execute(update(CallRow).where(CallRow.sid == line.sid).values(state=state))
    heard = Recognition("", (), None, (), 0.0, "reject", "", b"\xff" * 80, 0.1, 0.4, ())
    assert (keep_utterance(office.edge.context, line.sid, 1, heard) is not None) == kept


def test_no_message_of_a_call_that_is_unknown_is_kept(turns):
    assert keep_message(turns, "CA0", 1, Recognition()) is None
