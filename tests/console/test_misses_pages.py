"""The page of what was not understood."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.review.conftest import HANGS_UP, Past, refused, taken


@pytest.fixture
def missed(sqlite_database):
    past = Past(sqlite_database, datetime.now(UTC))
    past.call(refused("can you mend my phone"), taken("my repair", {"topic": "repair"}))
    past.call(refused("i need my phone mended"), HANGS_UP)
    past.call(refused("my name is rosamunde and mend my phone please"), HANGS_UP)
    past.looked_through()
    return past


def test_a_supervisor_sees_what_callers_said_and_what_became_of_them(supervisor, missed):
    page = supervisor.sees("/misses")
    assert "can you mend my phone" in page
    assert "2×" in page
    assert "hung up (1)" in page
    assert "rosamunde" not in page
    assert '<option value="repair" selected>' in page
    assert page.count("<audio") == 2  # what holds a name is not heard without a reveal


def test_one_press_labels_a_group(supervisor, missed):
    assert "Labelled: repair" in supervisor.sends("/misses/1/label", "/misses", label="repair").text
    assert "can you mend" not in supervisor.sees("/misses")
    assert "labelled <strong>repair</strong> by admin" in supervisor.sees("/misses?state=labelled")


def test_one_press_marks_a_group_as_outside(supervisor, missed):
    assert "Marked as outside" in supervisor.sends("/misses/1/label", "/misses", label="outside").text
    assert "can you mend" in supervisor.sees("/misses?state=outside")


def test_a_viewer_reads_and_changes_nothing(somebody, missed):
    page = somebody("viewer").sees("/misses")
    assert "can you mend" in page
    assert "<audio" not in page
    assert 'name="label"' not in page


@pytest.mark.parametrize("query", ["days=9", "kind=x", "state=x", "page=-1"])
def test_a_list_that_makes_no_sense_is_refused(supervisor, missed, query):
    assert supervisor.opens(f"/misses?{query}").status_code == 400


def test_a_label_that_is_no_topic_is_refused(supervisor, missed):
    assert supervisor.sends("/misses/1/label", "/misses", label="<script>").status_code == 400
    assert supervisor.sends("/misses/999/label", "/misses", label="repair").status_code == 404


def test_what_was_missed_yesterday_evening_is_one_link_from_its_calls(supervisor, sqlite_database):
    evening = (datetime.now(UTC) - timedelta(days=1)).replace(hour=18)
    past = Past(sqlite_database, evening)
    past.call(refused("can you mend my phone"), HANGS_UP)
    past.looked_through()
    link = 'href="/misses?days=evening"'
    assert link in supervisor.sees("/calls?when=evening")
    assert link not in supervisor.sees("/calls?outcome=answered")
    assert "can you mend my phone" in supervisor.sees("/misses?days=evening")
    assert "can you mend my phone" not in supervisor.sees("/misses?days=today")


def test_nothing_missed_says_so(supervisor):
    assert "Nothing was misunderstood" in supervisor.sees("/misses")
