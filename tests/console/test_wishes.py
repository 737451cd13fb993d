"""A customer asks on the phone or by letter: a supervisor sees and changes what we may do, and how far requests are."""

from datetime import timedelta

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


def test_many_requests_come_page_by_page(supervisor, sqlite_database, now):
    with sqlite_database.writing_rows() as rows:
        numbers = [take_request(rows, f"CA1:{n}:x", "copy", NUMBER, "en", now - timedelta(hours=n)) for n in range(21)]
    first, second = supervisor.sees("/wishes"), supervisor.sees("/wishes?page=1")
    assert [numbers[0] in first, numbers[-1] in first, "1 of 2" in first] == [True, False, True]
    assert [numbers[0] in second, numbers[-1] in second, "2 of 2" in second] == [False, True, True]
    assert supervisor.client.get("/wishes?page=-1").status_code == 404


def test_wishes_and_what_is_kept_are_one_place(somebody):
    administrator, supervisor = somebody("administrator"), somebody("supervisor", "Bea")
    assert ">What is kept<" in administrator.sees("/wishes")
    assert "What is kept of +12025550143" in administrator.sends("/wishes", number=NUMBER).text
    assert "What +12025550143 lets us do" in administrator.sends("/personal-data/person", "/wishes", number=NUMBER).text
    assert ">What is kept<" not in supervisor.sees("/wishes")


def test_a_reviewer_does_not_see_it(somebody):
    assert somebody("reviewer").client.get("/wishes").status_code == 403
