"""A lost stream is started once more, then speech is recorded, then only keys are left."""

from ivr.turn import open_stream
from tests.line import NOTICE_SECONDS


def test_while_the_caller_speaks_the_timeout_listens_on_in_silence(line, clock):
    question = line.rings().bytes
    clock.passes(5)
    line.streams("speaking").looks_in()
    assert line.heard == ""
    assert line.document.find("Gather").get("action").endswith("/voice/1/keys")
    assert line.turn == 1
    assert line.bytes != question


def test_a_gateway_that_died_is_not_waited_for(line, clock):
    line.rings().streams("speaking")
    clock.passes(7)
    line.is_silent().hears("didn't hear")


def test_silence_with_a_good_stream_is_the_callers(line, clock):
    line.rings().streams()
    clock.passes(9)
    line.is_silent().hears("I didn't hear anything")
    assert line.started is None


def test_a_lost_stream_is_started_again_and_the_question_repeated_once(line):
    line.rings().streams().streams("lost").is_silent()
    assert line.started == "asr-2"
    assert line.heard.startswith("What is it about")


def test_a_stream_that_never_came_is_lost_after_two_seconds(line, clock):
    line.rings()
    clock.passes(5)
    assert line.is_silent().started == "asr-2"


def test_a_key_after_a_lost_stream_repeats_nothing(line, clock):
    line.rings()
    clock.passes(NOTICE_SECONDS)
    line.streams("lost").presses("1").hears("order number")
    assert line.started == "asr-2"


def lose_two_streams(line):
    return line.rings().streams("lost").is_silent().streams("lost").is_silent()


def test_the_second_loss_asks_for_a_word_after_the_tone_not_again_the_question(line):
    lose_two_streams(line).hears("after the tone")
    assert "What is it about" not in line.heard
    assert line.verbs == ["Gather", "Record", "Redirect"]


def test_from_then_on_every_question_is_recorded(line):
    lose_two_streams(line).presses("1").hears("order number").hears("after the tone")
    assert "Record" in line.verbs
    assert line.started is None


def test_where_recordings_are_not_understood_only_keys_are_left(line):
    lose_two_streams(line).fetch(f"/voice/{line.turn}/recorded", RecordingSid="RE" + "1" * 32)
    line.hears("only keys count").hears("press 1")
    assert "Record" not in line.verbs
    line.is_silent().hears("I didn't get a key")


def test_a_key_that_ends_a_recording_is_a_key(line):
    lose_two_streams(line).fetch(f"/voice/{line.turn}/recorded", RecordingSid="RE" + "1" * 32, Digits="0")
    assert line.verbs[-1] == "Enqueue"


def test_a_gateway_without_a_model_leaves_keys_at_once(line):
    line.rings().streams("refused").is_silent().hears("only keys count")
    assert line.started is None


def test_an_old_stream_that_ends_late_does_not_count(line):
    line.rings().streams("lost").is_silent().streams()
    line.post("/voice/stream", StreamName="asr-1", StreamEvent="stream-stopped")
    assert line.call.stream_status == "open"


def test_twilio_tells_of_a_lost_stream(line):
    line.rings().streams().post("/voice/stream", StreamName="asr-1", StreamEvent="stream-error")
    assert line.call.stream_status == "lost"


def test_a_stream_that_we_stopped_is_not_lost(line):
    line.rings().streams().presses("0")
    line.post("/voice/stream", StreamName="asr-1", StreamEvent="stream-stopped")
    assert line.call.stream_status == "stopped"


def test_words_that_got_lost_on_our_side_are_no_miss_of_the_callers(line):
    line.rings().streams().speaks_but_is_lost().hears("What is it about")
    assert "didn't" not in line.heard
    assert line.started is None


def test_when_words_get_lost_again_only_keys_are_left(line):
    line.rings().streams().speaks_but_is_lost().speaks_but_is_lost().hears("press")
    assert line.verbs[0] == "Stop"


def test_what_was_heard_of_the_notice_begins_with_the_stream_however_late_the_answer_came(line, clock, office):
    line.rings()
    clock.passes(4)
    assert open_stream(office.edge.context, line.sid, "asr-1", "a token").at == clock()
    clock.passes(4)
    line.presses("1")
    assert line.call.state["keypad_only"]


def test_a_notice_that_was_heard_lets_the_caller_speak(line, clock, office):
    line.rings()
    clock.passes(4)
    open_stream(office.edge.context, line.sid, "asr-1", "a token")
    clock.passes(NOTICE_SECONDS)
    line.presses("1")
    assert not line.call.state["keypad_only"]
