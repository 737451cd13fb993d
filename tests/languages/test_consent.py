"""What callers were told is kept with the call; a no to recording counts at any moment, by key or voice."""

import hashlib
from datetime import timedelta

import pytest

from ivr import calls
from ivr.callflow.welcome import NOTICE
from ivr.calls.consents import consent_of
from ivr.dialog.instructions import Say
from ivr.privacy.wishes import set_wish
from tests.line import CALLER, NOTICE_SECONDS


def consent(line):
    with line.office.database.reading() as session:
        return consent_of(session, line.sid)


def sounds(line):
    with line.office.database.reading() as session:
        return len(calls.clips(session, line.sid))


def words_of(line, language):
    return line.office.edge.context.speak(Say("notice", bargein=False), language).spoken.text


@pytest.fixture
def told(open_office, clock):
    """A caller who has had the notice, and whose speech is streamed."""
    line = open_office("en", hears=True).line().rings().streams()
    clock.passes(NOTICE_SECONDS)
    return line


def test_the_notice_is_kept_by_version_language_and_hash(told, clock):
    kept = consent(told)
    assert (kept.version, kept.language, kept.recording, kept.told_at) == (
        NOTICE,
        "en",
        "told",
        clock() - timedelta(seconds=NOTICE_SECONDS),
    )
    assert kept.hash == hashlib.sha256(words_of(told, "en").encode()).hexdigest()


def test_what_is_said_after_it_is_kept_with_its_sound(told):
    told.says("where is my repair", {"topic": "repair"})
    assert sounds(told) == 1


@pytest.mark.parametrize("how", ["by key", "by voice"])
def test_a_no_ends_recording_and_transcription_and_deletes_what_was_recorded(told, how):
    told.says("where is my repair", {"topic": "repair"})
    if how == "by key":
        told.presses("9")
    else:
        told.says("don't record me", "keypad", grammar="everywhere")
    assert (consent(told).recording, sounds(told), told.call.stream_status) == ("refused", 0, "stopped")
    told.says("four seven two nine one six", "472916", grammar="repair_number")
    told.hangs_up()
    assert sounds(told) == 0


def test_a_no_that_was_asked_back_counts_when_it_is_confirmed(told):
    told.says("don't record me", "keypad", grammar="everywhere", decision="confirm").says("yes", True, grammar="yes_no")
    assert (consent(told).recording, sounds(told)) == ("refused", 0)


def test_words_that_come_in_late_after_a_no_are_not_kept(told):
    turn = told.turn
    told.presses("9")
    told.says("where is my repair", {"topic": "repair"}, turn=turn)
    assert sounds(told) == 0


def test_that_speech_got_lost_on_our_side_is_no_refusal(told):
    told.speaks_but_is_lost().speaks_but_is_lost()
    assert consent(told).recording == "told"


def test_of_who_wants_no_recordings_of_any_call_nothing_is_kept(open_office, sqlite_database, clock):
    with sqlite_database.writing_rows() as rows:
        set_wish(rows, CALLER, "recordings", False, "page", clock())
    line = open_office("en", hears=True).line().rings().streams()
    clock.passes(NOTICE_SECONDS)
    line.says("where is my repair", {"topic": "repair"})
    assert (consent(line).recording, sounds(line)) == ("refused", 0)


def test_who_cuts_the_notice_off_by_a_key_is_not_recorded(open_office):
    line = open_office("en", hears=True).line().rings().presses("1")
    assert consent(line).recording == "cut off"


def test_the_notice_in_another_language_takes_the_place_of_the_first(open_office):
    line = open_office("en, fr", hears=True).line().rings().presses("8")
    assert consent(line).language == "fr"
    assert consent(line).hash == hashlib.sha256(words_of(line, "fr").encode()).hexdigest()


@pytest.mark.parametrize(
    ("policy", "key", "kept", "count"),
    [
        ("off", "", "off", 0),
        ("opt-in", "1", "agreed", 1),
        ("opt-in", "2", "refused", 0),
    ],
)
def test_the_regions_policy_decides(open_office, clock, policy, key, kept, count):
    line = open_office("en", f"recording: {policy}\n", hears=True).line().rings().streams()
    clock.passes(NOTICE_SECONDS)
    asked = consent(line).recording
    if key:
        line.presses(key)
    line.says("where is my repair", {"topic": "repair"})
    assert asked == ("asked" if key else "off")
    assert (consent(line).recording, sounds(line)) == (kept, count)


def test_who_agreed_may_still_say_no(open_office, clock):
    line = open_office("en", "recording: opt-in\n", hears=True).line().rings().streams()
    clock.passes(NOTICE_SECONDS)
    line.presses("1").says("where is my repair", {"topic": "repair"})
    assert sounds(line) == 1
    line.presses("9")
    assert (consent(line).recording, sounds(line)) == ("refused", 0)
