from datetime import timedelta

import pytest
from sqlalchemy import text

from ivr import calls
from ivr.calls import CallFilter, NewCall


@pytest.fixture
def session(database, now):
    """Seven calls, a minute apart; the last two are live."""
    with database.writing() as session:
        for number in range(7):
            at = now + timedelta(minutes=number)
            calls.begin(session, NewCall(f"CA{number}", "inbound", f"+1202555010{number}", "+12025550199", "en", at))
            if number < 5:
                calls.end(session, f"CA{number}", "completed", at + timedelta(seconds=40))
        yield session


def sids(page):
    return [call.sid for call in page.calls]


def test_the_newest_call_comes_first(session):
    assert sids(calls.list_calls(session, size=3)) == ["CA6", "CA5", "CA4"]


def test_the_next_page_goes_on_where_the_last_one_ended(session):
    first = calls.list_calls(session, size=3)
    second = calls.list_calls(session, after=first.next, size=3)
    third = calls.list_calls(session, after=second.next, size=3)
    assert (sids(second), sids(third), third.next) == (["CA3", "CA2", "CA1"], ["CA0"], "")


def test_a_new_call_does_not_shift_the_next_page(session, now):
    first = calls.list_calls(session, size=3)
    calls.begin(session, NewCall("CA9", "inbound", "anonymous", "+12025550199", "en", now + timedelta(hours=1)))
    assert sids(calls.list_calls(session, after=first.next, size=3)) == ["CA3", "CA2", "CA1"]


def test_calls_that_began_together_are_all_listed(session, now):
    for name in "ABC":
        calls.begin(session, NewCall(name, "inbound", "anonymous", "", "en", now + timedelta(hours=1)))
    first = calls.list_calls(session, size=2)
    assert sids(first) + sids(calls.list_calls(session, after=first.next, size=1)) == ["C", "B", "A"]


def test_a_caller_is_found_by_the_whole_number(session):
    assert sids(calls.list_calls(session, CallFilter(from_="+12025550103"))) == ["CA3"]


def test_live_calls_can_be_listed_alone(session):
    assert sids(calls.list_calls(session, CallFilter(live=True))) == ["CA6", "CA5"]


def test_a_finished_call_has_its_seconds(session):
    (call,) = calls.list_calls(session, CallFilter(from_="+12025550100")).calls
    assert (call.seconds, call.turns, call.status) == (40, 0, "completed")


@pytest.mark.parametrize("bookmark", ["x", "bm9uc2Vuc2U=", "%", "MjAyNiBDQQ=="])
def test_a_bookmark_of_somebody_else_is_refused(session, bookmark):
    with pytest.raises(ValueError, match="bookmark"):
        calls.list_calls(session, after=bookmark)


@pytest.mark.parametrize("query", ["ORDER BY started_at DESC, sid DESC", "WHERE status = 'x' ORDER BY started_at DESC"])
def test_listing_never_sorts_the_whole_table(sqlite_database, query):
    with sqlite_database.reading() as session:
        plan = str(session.execute(text(f"EXPLAIN QUERY PLAN SELECT * FROM calls {query} LIMIT 26")).all())
    assert "USING INDEX" in plan
    assert "TEMP B-TREE" not in plan
