"""A customer asks on the phone or by letter: a supervisor sees and changes what we may do, and how far requests are."""

import pytest

from ivr.outbound import do_not_call
from ivr.privacy.requests import take_request
from ivr.privacy.wishes import wishes_of

NUMBER = "+12025550143"


@pytest.fixture
def wishes(sqlite_database):
    def wishes():
        with sqlite_database.reading_rows() as rows:
            return wishes_of(rows, NUMBER)

    return wishes


def test_who_wants_calls_again_gets_them_again(supervisor, sqlite_database, now, wishes):
    with sqlite_database.writing_rows() as rows:
        do_not_call(rows, NUMBER, "stop", now)
    shown = supervisor.sends("/wishes", number="(202) 555-0143").text
    assert 'name="calls">' in shown
    assert 'name="texts" checked>' in shown
    supervisor.sends("/wishes/change", "/wishes", number=NUMBER, texts="on", calls="on")
    assert wishes() == {"texts": True, "calls": True, "recordings": False}


@pytest.mark.parametrize("page", ["/wishes", "/wishes/change"])
def test_what_is_no_number_changes_nothing(supervisor, wishes, page):
    answer = supervisor.sends(page, "/wishes", number="soon")
    assert (answer.status_code, "That is no phone number" in answer.text) == (400, True)
    assert all(wishes().values())


def test_requests_are_listed_by_their_number_only(supervisor, sqlite_database, now):
    assert "Nobody has asked" in supervisor.sees("/wishes")
    with sqlite_database.writing_rows() as rows:
        number = take_request(rows, "CA1:5:x", "erase", "+12025550187", "en", now)
    page = supervisor.sees("/wishes")
    assert number in page
    assert "2025550187" not in page


def test_a_reviewer_does_not_see_it(somebody):
    assert somebody("reviewer").client.get("/wishes").status_code == 403
