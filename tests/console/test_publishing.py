"""Supervisors change what the hotline understands: draft, check, publish, take back."""

from datetime import UTC, datetime

import pytest

from ivr import review
from ivr.review.content import Change
from tests.review.conftest import HANGS_UP, Past, refused

REPORT = {
    "problems": [],
    "identical": False,
    "mended": 37,
    "misses": 61,
    "broken_calls": 2,
    "utterances": 900,
    "calls": 400,
    "understood_before": 800,
    "understood_after": 837,
    "same": 860,
    "other": 2,
    "understood": 37,
    "refused": 1,
    "pace": 900,
    "difference": [
        {
            "text": "mend",
            "removes": False,
            "before": {"decision": "refuse", "topics": []},
            "after": {"decision": "accept", "topics": ["repair"]},
            "said_by": 41,
            "calls": 900,
            "collisions": [{"text": "amend", "means": "order"}],
        }
    ],
    "sound": {
        "calls": 200,
        "identical": False,
        "other_words": 0,
        "same": 190,
        "other": 1,
        "understood": 8,
        "refused": 1,
        "mended": 7,
        "broken": 1,
        "as_then": 180,
        "utterance_seconds": 1400,
        "pace": 64,
        "rows": [
            {
                "call": "CA0001",
                "turn": 0,
                "asked": "main_menu.topic",
                "how": "understood",
                "before": "not understood, then main menu, topic",
                "after": "goes to repair, number",
                "heard_before": "am end it",
                "heard_after": "mend it",
                "mended": True,
                "broken": False,
            }
        ],
    },
    "rows": [
        {
            "call": "CA0001",
            "turn": 0,
            "how": "understood",
            "before": "not understood",
            "after": "goes to repair",
            "mended": True,
            "broken": False,
        }
    ],
}


@pytest.fixture
def missed(sqlite_database):
    past = Past(sqlite_database, datetime.now(UTC))
    past.call(refused("can you mend my phone"), HANGS_UP)
    past.looked_through()


def finished(database, number, status="ready", report=REPORT):
    with database.writing_rows() as rows:
        review.finish(rows, number, status, report)


def adds(browser, **fields):
    given = {"kind": "sentence", "language": "en", "target": "repair", "text": "mend my phone"} | fields
    return browser.sends("/changes", **given)


def test_one_press_adds_what_was_not_understood_to_its_topic(supervisor, missed):
    fields = {"kind": "sentence", "language": "en", "label": "repair", "text": "can you mend my phone"}
    assert "Kept for the next version" in supervisor.sends("/changes?group=1", "/misses", **fields).text
    assert "can you mend my phone" in supervisor.sees("/changes")
    assert "labelled <strong>repair</strong>" in supervisor.sees("/misses?state=labelled")


def test_from_draft_to_use_and_back(supervisor, sqlite_database):
    adds(supervisor)
    page = supervisor.sends("/changes/check", "/changes").text
    assert "Checking: waiting" in page
    assert 'data-refresh="always"' in page
    finished(sqlite_database, 1)
    page = supervisor.sees("/versions/1")
    for said in (
        "Mends 37 of the last 30 days",
        "41 of 900 calls",
        "Collides with “amend”",
        "900 times",
        "Of 200 calls 190 go the same way",
        "heard “mend it”",
        "64 times real time",
    ):
        assert said in page
    assert "Version 1 is in use" in supervisor.sends("/versions/1/publish", "/versions/1").text
    with sqlite_database.reading() as session:
        assert review.published(session).who == "admin"
    page = supervisor.sends("/changes/take-back", "/changes").text
    assert "The files alone are in use again" in page
    assert 'publish, <span lang="en">version 1<' in page


def test_what_failed_says_why_and_has_no_button(supervisor, sqlite_database):
    adds(supervisor)
    supervisor.sends("/changes/check", "/changes")
    finished(sqlite_database, 1, "failed", {"problems": ["The model does not know 'mendit'."]})
    page = supervisor.sees("/versions/1")
    assert "does not know &#39;mendit&#39;" in page
    assert "Publish version" not in page
    assert "was not found good" in supervisor.sends("/versions/1/publish", "/changes").text


def test_two_who_publish_at_once_are_told(supervisor, somebody, sqlite_database):
    bob = somebody("supervisor", "Bob")
    adds(supervisor)
    supervisor.sends("/changes/check", "/changes")
    adds(bob, text="fix it")
    bob.sends("/changes/check", "/changes")
    finished(sqlite_database, 1)
    finished(sqlite_database, 2)
    supervisor.sends("/versions/1/publish", "/versions/1")
    assert "admin has published version 1 meanwhile" in bob.sends("/versions/2/publish", "/versions/2").text


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"text": "my name is rosamunde"}, "may be personal: rosamunde"),
        ({"text": "<script>alert(1)</script>"}, "words alone"),
        ({"target": "no_such"}, "no topic no_such"),
        ({"kind": "phrase", "target": "main_menu", "like": "elephants"}, "does not take"),
    ],
)
def test_a_bad_change_is_told_and_nothing_typed_is_lost(supervisor, fields, why):
    answer = adds(supervisor, **fields)
    assert answer.status_code == 400
    assert why in answer.text
    assert "<script>alert" not in answer.text
    if "<" not in fields.get("text", ""):
        assert fields.get("text", "mend my phone") in answer.text


def test_a_draft_is_dropped(supervisor):
    adds(supervisor)
    supervisor.sends("/changes/1/drop", "/changes")
    assert "Nothing waits" in supervisor.sees("/changes")
    assert "Nothing waits to be checked" in supervisor.sends("/changes/check", "/changes").text


def test_a_viewer_reads_and_changes_nothing(somebody, sqlite_database):
    with sqlite_database.writing() as session:
        review.add(session, Change("sentence", "en", "repair", "mend"), "Ada", datetime.now(UTC))
    page = somebody("viewer").sees("/changes")
    assert "mend" in page
    assert "Drop" not in page
    assert "Keep it" not in page


def test_a_version_that_is_not_there(supervisor):
    assert supervisor.opens("/versions/9").status_code == 404
