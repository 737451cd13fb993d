"""Administrators look up, hand over, erase and hold what is kept of somebody."""

import io
import json
import re
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from ivr import calls
from ivr.console.kept import Kept
from ivr.hotline.web import create_app
from ivr.privacy.purging import doubt_clock, purge
from ivr.review import audit
from tests.line import line_settings


@pytest.fixture
def app(sqlite_database, tmp_path):
    app = create_app(line_settings(data=tmp_path), sqlite_database)
    app.testing = True
    return app


NUMBER = {"number": "(202) 555-0143"}


def asks(browser, what, **fields):
    return browser.sends(f"/personal-data/{what}", "/personal-data", **NUMBER | fields)


def done(database):
    with database.reading() as session:
        return [entry.what for entry in audit.entries(session)]


def test_how_much_is_kept_is_shown_and_nothing_in_clear(supervisor, a_call):
    page = asks(supervisor, "person").text
    assert re.search(r"utterances</td><td[^>]*>2<", page)
    assert "four seven two" not in page


def test_all_of_it_is_handed_over_as_a_file(supervisor, a_call, sqlite_database):
    answer = asks(supervisor, "export")
    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    assert json.loads(archive.read("data.json"))["tables"]["calls"][0]["from"] == "+12025550143"
    assert answer.headers["Cache-Control"] == "no-store"
    assert done(sqlite_database) == ["exported a person's data"]


def test_all_of_it_is_erased_and_the_receipt_downloaded(supervisor, a_call, sqlite_database):
    page = asks(supervisor, "erase", word="ERASE").text
    number = re.search(r"Receipt ([0-9A-F]{8})", page)[1]
    with sqlite_database.reading() as session:
        assert calls.load(session, "CA1") is None
    answer = supervisor.opens(f"/personal-data/receipts/{number}.json")
    assert answer.json["rows"]["turns"] == 2
    assert "2025550143" not in answer.text
    assert number in supervisor.sees("/personal-data")
    assert done(sqlite_database) == ["erased a person's data"]


@pytest.mark.parametrize("word", ["", "erase", "ERASE it"])
def test_nothing_is_erased_without_the_word(supervisor, a_call, sqlite_database, word):
    asks(supervisor, "erase", word=word)
    with sqlite_database.reading() as session:
        assert calls.load(session, "CA1")


def test_what_is_held_is_not_erased_until_it_is_released(supervisor, a_call, sqlite_database):
    until = (datetime.now(UTC) + timedelta(days=9)).date()
    assert "Held until" in asks(supervisor, "hold", reason="court, file 12", until=str(until)).text
    assert "court, file 12" in supervisor.sees("/personal-data")
    assert "Nothing was erased: the data are held until" in asks(supervisor, "erase", word="ERASE").text
    asks(supervisor, "release")
    assert "Receipt" in asks(supervisor, "erase", word="ERASE").text


def test_a_hold_in_the_past_is_told(supervisor, a_call):
    assert "Give a day in the future" in asks(supervisor, "hold", reason="court", until="2001-01-01").text


def test_a_number_that_is_none_is_told(supervisor):
    page = supervisor.sends("/personal-data/person", "/personal-data", number="hello").text
    assert "no phone number" in page


def test_only_administrators_come_here(somebody):
    assert somebody("supervisor").opens("/personal-data").status_code == 403
    assert somebody("viewer", "Bob").client.post("/personal-data/erase").status_code in (400, 403)


@pytest.mark.parametrize("what", ["person", "export", "erase", "hold", "release"])
def test_a_forged_form_does_nothing(supervisor, a_call, sqlite_database, what):
    assert supervisor.client.post(f"/personal-data/{what}", data=NUMBER | {"word": "ERASE"}).status_code == 400
    with sqlite_database.reading() as session:
        assert calls.load(session, "CA1")


def retention(supervisor):
    parts = supervisor.opens("/health", Accept="application/json").json["parts"]
    return next(part for part in parts if part["name"] == "retention")


def test_a_clock_that_is_not_believed_is_seen_by_supervisors(supervisor, app, sqlite_database):
    assert retention(supervisor)["ok"]
    doubt_clock(sqlite_database, datetime.now(UTC))
    app.extensions["health"] = Kept()
    told = retention(supervisor)
    assert (told["ok"], "--clock-is-right" in told["detail"]) == (False, True)
    assert "Nothing is purged" in supervisor.sees("/personal-data")


def test_a_purge_that_is_late_is_seen(supervisor, sqlite_database):
    purge(sqlite_database, datetime.now(UTC) - timedelta(hours=26))
    assert "does the jobs process run?" in retention(supervisor)["detail"]
