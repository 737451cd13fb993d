"""What callers say comes from the gateway; keys and speech share one turn."""

from tests.line import NOTICE_SECONDS


def test_the_first_document_starts_the_stream_before_the_greeting(line):
    assert line.rings().started == "asr-1"
    assert line.verbs[0] == "Start"
    assert len(line.document.find("Start/Stream/Parameter").get("value")) < 500


def test_a_stream_is_started_once(line):
    line.rings().streams().presses("1")
    assert line.started is None


def test_a_spoken_wish_takes_the_turn(line):
    line.rings().streams().says("where is my repair", {"topic": "repair"}).hears("order number")
    assert line.turn == 2


def test_a_key_that_was_first_wins_over_speech(line):
    current = line.rings().streams().presses("0").bytes
    assert line.says("repair", {"topic": "repair"}, turn=1).bytes == current


def test_a_mumble_is_asked_again_and_counted(line):
    line.rings().streams().mumbles().hears("didn't get that")
    assert "heard 'scream'" in line.transcript[-1].branch


def test_a_spoken_universal_works_in_every_field(line):
    line.rings().streams().says("agent", "agent", grammar="universals")
    assert line.verbs[-1] == "Enqueue"


def test_what_was_said_is_kept_with_its_turn(line):
    line.rings().streams().says("where is my repair", {"topic": "repair"})
    turn = line.transcript[-1]
    assert (turn.input, turn.heard, turn.grammar) == ("speech", "where is my repair", "main_menu")
    assert (turn.decision, turn.confidence, turn.meaning) == ("accept", 0.9, {"topic": "repair"})
    assert turn.utterance_id is not None
    assert "What is it about" in turn.prompt


def test_the_stream_stops_before_an_agent_listens_and_starts_again_after(line, clock):
    line.rings().streams()
    clock.passes(NOTICE_SECONDS)
    line.presses("0")
    assert line.document.find("Stop/Stream").get("name") == "asr-1"
    assert line.verbs.index("Stop") < line.verbs.index("Enqueue")
    line.is_back_from_the_queue("bridged").hears("Anything else")
    assert line.started == "asr-2"


def test_a_call_by_keys_only_stops_the_stream(line):
    line.rings().streams().presses("9").hears("only keys count")
    assert line.document.find("Stop/Stream") is not None
    line.presses("1")
    assert line.started is None


def test_who_cuts_the_notice_off_by_a_key_is_not_listened_to(line):
    line.rings().streams().presses("1").hears("type")
    assert line.document.find("Stop/Stream").get("name") == "asr-1"


def test_a_call_that_begins_without_the_notice_is_not_listened_to(line):
    line.fetch("/voice/fallback", ErrorCode="11205").is_back_from_the_queue("bridged").hears("Anything else")
    assert line.started is None


def test_whose_notice_never_arrived_is_not_listened_to(line):
    line.rings().fetch("/voice/fallback", ErrorCode="11205").is_back_from_the_queue("bridged").hears("Anything else")
    assert line.started is None
