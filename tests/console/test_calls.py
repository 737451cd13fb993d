import hashlib
import io
import wave
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from sqlalchemy import select, update

from ivr import calls
from ivr.calls.consents import note_notice, note_recording
from ivr.calls.tables import CallRow
from ivr.console.tables import RevealRow, SupervisorRow
from ivr.messaging import Order
from ivr.messaging import rows as texts
from ivr.privacy.purging import clear_ended
from ivr.review import audit
from ivr.storage import UNREADABLE
from tests.damage import damage


def reveals(supervisor):
    supervisor.sends("/calls/CA1/reveal", page="/calls/CA1", reason="a complaint")


@pytest.fixture
def proven(a_call, sqlite_database):
    """What was said first is written down, and proven to tell nothing of a person."""
    with sqlite_database.writing() as session:
        calls.transcribe(session, 1, "where is my repair", audible=[[0.0, 1.0]])


def test_the_list_has_the_call_without_the_callers_number(supervisor, a_call):
    page = supervisor.sees("/calls")
    assert "••• 43" in page
    assert "5550143" not in page
    assert "completed" in page


def test_a_call_is_found_by_its_callers_whole_number(supervisor, a_call):
    assert "••• 43" in supervisor.sees("/calls?number=%2B12025550143")
    assert "No call fits" in supervisor.sees("/calls?number=%2B12025550144")


def test_calls_are_found_by_day_and_status(supervisor, a_call):
    assert "••• 43" in supervisor.sees("/calls?day=2026-11-22&status=completed")
    assert "No call fits" in supervisor.sees("/calls?day=2026-11-21")


def test_calls_are_found_by_what_became_of_them(supervisor, a_call, sqlite_database):
    with sqlite_database.writing_rows() as rows:
        calls.set_outcome(rows, "CA1", "gave_up_waiting", "after 13 s in the queue")
    assert "after 13 s in the queue" in supervisor.sees("/calls?outcome=gave_up_waiting")
    assert "after 13 s in the queue" in supervisor.sees("/calls/CA1")
    assert "No call fits" in supervisor.sees("/calls?outcome=transferred")


WRITTEN = ["+12025550143", "+1 202 555 0143", "12025550143", "2025550143", "202-555-0143", "(202) 555-0143"]


@pytest.mark.parametrize("number", [*WRITTEN, "+1 (202) 555-0143", "202\u00a0555\u00a00143", "tel:+1-202-555-0143"])
def test_a_caller_is_found_by_the_number_as_people_write_it(supervisor, a_call, number):
    assert "••• 43" in supervisor.sees(f"/calls?{urlencode({'number': number})}")


def test_callers_without_a_number_are_found_by_the_word(supervisor, a_call):
    assert "No call fits" in supervisor.sees("/calls?number=anonymous")


@pytest.mark.parametrize(
    ("query", "advice"),
    [
        ("day=yesterday", "2026-11-29"),
        ("day=29.11.2026", "2026-11-29"),
        ("day=9999-12-31", "2026-11-29"),
        ("day=0001-01-01", "2026-11-29"),
        ("status=whatever", "from the list"),
        ("number=12", "Give a whole number"),
        ("number=call+me", "Give a whole number"),
    ],
)
def test_a_filter_that_makes_no_sense_is_told_and_shows_no_call(supervisor, a_call, query, advice):
    page = supervisor.sees(f"/calls?{query}")
    assert advice in page
    assert "••• 43" not in page


def test_a_bookmark_that_makes_no_sense_is_a_bad_request(supervisor):
    assert supervisor.opens("/calls?after=x").status_code == 400


def test_the_transcript_shows_what_was_heard_and_why(supervisor, a_call):
    page = supervisor.sees("/calls/CA1")
    for text in ("How can I help?", "where is my repair", "menu / wish", "0.93"):
        assert text in page


def test_numbers_are_masked_until_they_are_revealed(supervisor, a_call):
    page = supervisor.sees("/calls/CA1")
    assert "four seven two" not in page
    assert "472916" not in page
    reveals(supervisor)
    page = supervisor.sees("/calls/CA1")
    assert "four seven two nine one six" in page
    assert "+12025550143" in page


def test_what_was_said_word_for_word_is_shown_and_masked_alike(supervisor, a_call, sqlite_database):
    with sqlite_database.writing() as session:
        for id_, words in enumerate(("hey where is my repair then", "oh four seven two nine one six"), 1):
            calls.transcribe(session, id_, words)
    page = supervisor.sees("/calls/CA1")
    assert "hey where is my repair then" in page
    assert "four seven two" not in page
    reveals(supervisor)
    assert "oh four seven two nine one six" in supervisor.sees("/calls/CA1")


def test_a_number_heard_in_passing_is_masked_too(supervisor, a_call, sqlite_database):
    with sqlite_database.writing() as session:
        calls.transcribe(session, 1, "call two oh two five five five oh one four three")
    assert "five five five" not in supervisor.sees("/calls/CA1")
    assert supervisor.opens("/calls/CA1/turns/0.wav").status_code == 403


def test_who_looked_and_why_is_kept_and_shown(supervisor, a_call, sqlite_database):
    reveals(supervisor)
    page = supervisor.sees("/calls/CA1")
    assert "Shown in clear to" in page
    assert "a complaint" in page
    with sqlite_database.reading() as session:
        assert session.execute(select(RevealRow.call_sid, RevealRow.reason)).all() == [("CA1", "a complaint")]
        assert [(entry.what, entry.about) for entry in audit.entries(session)] == [("revealed a call", "CA1")]


@pytest.mark.parametrize("reason", ["", "    ", "why", "x" * 201])
def test_who_gives_no_reason_sees_and_hears_nothing_in_clear(supervisor, a_call, reason):
    page = supervisor.sends("/calls/CA1/reveal", page="/calls/CA1", reason=reason).text
    assert "5 to 200 letters" in page
    assert "four seven two" not in page
    assert supervisor.opens("/calls/CA1/turns/1.wav").status_code == 403


def test_who_has_lost_the_role_sees_nothing_in_clear_any_more(supervisor, a_call, sqlite_database):
    reveals(supervisor)
    with sqlite_database.writing() as session:
        session.execute(update(SupervisorRow).values(role="reviewer"))
    assert "four seven two" not in supervisor.sees("/calls/CA1")
    assert supervisor.opens("/calls/CA1/turns/1.wav").status_code == 403


def test_what_is_not_written_down_yet_is_heard_only_after_a_reveal(supervisor, a_call):
    assert supervisor.opens("/calls/CA1/turns/0.wav").status_code == 403
    reveals(supervisor)
    assert supervisor.opens("/calls/CA1/turns/0.wav").status_code == 200


def test_the_notice_stands_with_the_call(supervisor, a_call, sqlite_database, now):
    with sqlite_database.writing_rows() as rows:
        note_notice(rows, "CA1", "2026-11", "fr", "La parole devient du texte.", "told", now)
        note_recording(rows, "CA1", "refused", now)
    page = supervisor.sees("/calls/CA1")
    assert "2026-11, fr; the caller refused" in page
    assert hashlib.sha256(b"La parole devient du texte.").hexdigest() in page


def test_a_reveal_needs_the_button(supervisor, a_call):
    assert supervisor.client.post("/calls/CA1/reveal").status_code == 400


def test_a_turn_can_be_heard(supervisor, proven):
    with wave.open(io.BytesIO(supervisor.opens("/calls/CA1/turns/0.wav").data)) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getnframes()) == (8000, 1, 8000)


def test_a_player_can_seek(supervisor, proven):
    answer = supervisor.opens("/calls/CA1/turns/0.wav", Range="bytes=100-199")
    assert (answer.status_code, len(answer.data)) == (206, 100)


def test_a_number_is_heard_only_after_a_reveal(supervisor, a_call):
    assert supervisor.opens("/calls/CA1/turns/1.wav").status_code == 403
    reveals(supervisor)
    assert supervisor.opens("/calls/CA1/turns/1.wav").status_code == 200


@pytest.mark.parametrize("path", ["/calls/CA2", "/calls/CA1/turns/7.wav", "/calls/CA2/turns/0.wav"])
def test_what_does_not_exist_is_not_found(supervisor, a_call, path):
    assert supervisor.opens(path).status_code == 404


@pytest.mark.parametrize("path", ["/calls/%00", "/calls?after=%00", "/calls?number=%00", "/calls?day=%00"])
def test_what_no_browser_sends_is_a_bad_request(supervisor, path):
    assert supervisor.opens(path).status_code == 400


DAMAGED = ["calls.from", "calls.to", "calls.state", "calls.reply", "utterances.words", "utterances.transcript"]
DAMAGED += ["turns.prompt", "turns.heard", "turns.meaning", "turns.branch"]


@pytest.mark.parametrize("column", DAMAGED)
def test_a_damaged_value_is_shown_as_such_and_hides_nothing_else(supervisor, a_call, sqlite_database, column):
    damage(sqlite_database, *column.split("."))
    reveals(supervisor)
    listed, page = supervisor.opens("/calls"), supervisor.opens("/calls/CA1")
    assert (listed.status_code, page.status_code) == (200, 200)
    hidden = column in ("calls.state", "calls.reply", "utterances.words")  # nobody reads these here
    assert hidden or UNREADABLE in page.text
    assert "completed" in listed.text
    assert "menu / wish" in page.text


def test_a_damaged_sound_is_told_in_a_sentence(supervisor, a_call, sqlite_database):
    damage(sqlite_database, "utterances", "clip")
    answer = supervisor.opens("/calls/CA1/turns/0.wav")
    assert (answer.status_code, answer.text[:26]) == (410, "This sound can't be read: ")
    assert supervisor.opens("/calls/CA1").status_code == 200


def test_text_messages_stand_with_their_call_masked_until_revealed(supervisor, a_call, sqlite_database, now):
    order = Order("+12025550143", "en", (), "CA1")
    with sqlite_database.writing_rows() as rows:
        ref = texts.keep(rows, "CA1:2:sms", order, "Acme: order 472916 is ready.", now)
        assert texts.note_status(rows, ref, "SM" + "1" * 32, "undelivered", 30006, now)
    page = supervisor.sees("/calls/CA1")
    assert "undelivered: a landline" in page
    assert ("order ••• is ready" in page, "5550143" in page) == (True, False)
    reveals(supervisor)
    assert "order 472916 is ready" in supervisor.sees("/calls/CA1")


def test_where_it_is_kept_no_longer_nobody_is_said_to_be_not_verified(supervisor, a_call, sqlite_database, now):
    with sqlite_database.writing_rows() as rows:
        clear_ended(rows, now + timedelta(hours=1), all_of_them=True)
        rows.execute(update(CallRow).values(verified=None))
    page = supervisor.sees("/calls/CA1")
    assert "erified" not in page
    assert "The caller answered by voice" in page
