"""Supervisors find calls by what was said, what became of them, and when; and take them along as CSV."""

import csv
import io
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from ivr import calls
from ivr.calls import NewCall, TurnRecord
from ivr.console.csv_rows import plain
from ivr.languages import LANGUAGES
from ivr.redaction import Redactors

REDACTORS = Redactors(LANGUAGES.values())


@pytest.fixture
def indexed(sqlite_database, a_call, now):
    """The call that a_call made, and one of a day before about a hot battery."""
    at = now - timedelta(days=1)
    with sqlite_database.writing() as session:
        calls.begin(session, NewCall("CA9", "inbound", "+12025550177", "+12025550100", "en", at, "us"))
        said = TurnRecord(
            at, "speech", form="fault", heard="my name is rose and the battery is hot", meaning={"topic": "safety"}
        )
        said = replace(said, answer_ms=3200)
        calls.save_turn(session, "CA9", 0, state={}, reply={}, record=said)
        calls.end(session, "CA9", "completed", at + timedelta(minutes=3))
        calls.set_outcome(session, "CA9", "transferred", "=1+1")
        calls.index_calls(session, REDACTORS, {"repair": "repair"})


def shown(page):
    return {sid for sid in ("CA1", "CA9") if f'/calls/{sid}"' in page}


@pytest.mark.parametrize(
    ("query", "sids"),
    [
        ("words=battery+hot", {"CA9"}),
        ("words=battery+repair&how=any", {"CA1", "CA9"}),
        ("words=is+hot&how=phrase&who=caller", {"CA9"}),
        ("words=battery&who=hotline", set()),
        ("words=hot+battery&how=near", {"CA9"}),
        ("words=hot+repair&how=near", set()),
        ("misses=1", set()),
        ("slow=2.5", {"CA9"}),
        ("slow=4", set()),
        ("unsure=0.5", set()),
        ("unsure=0.95", {"CA1"}),
        ("marked=any", set()),
        ("label=training", set()),
        ("words=rose", set()),
        ("number=0177", {"CA9"}),
        ("topic=safety", {"CA9"}),
        ("service=repair", {"CA1"}),
        ("region=us&outcome=transferred", {"CA9"}),
        ("shortest=2", {"CA9"}),
        ("longest=1", {"CA1"}),
        ("day=2026-11-21&until=2026-11-22", {"CA1", "CA9"}),
        ("day=2026-11-21", {"CA9"}),
        ("words=%22%3B--+%2A+NEAR%28", set()),
        ("sort=oldest", {"CA1", "CA9"}),
        ("sort=longest", {"CA1", "CA9"}),
    ],
)
def test_calls_are_found(supervisor, indexed, query, sids):
    assert shown(supervisor.sees(f"/calls?{query}")) == sids


@pytest.mark.parametrize("query", ["when=soon", "sort=best", "how=beside", "shortest=long", "until=later"])
def test_a_search_that_makes_no_sense_is_told(supervisor, indexed, query):
    page = supervisor.sees(f"/calls?{query}")
    assert 'role="alert"' in page
    assert shown(page) == set()


def test_counts_stand_beside_the_filters_and_lead_to_their_calls(supervisor, indexed):
    page = supervisor.sees("/calls?region=us")
    assert "topic=safety" in page
    assert 'aria-current="true"' in page


def test_links_keep_that_any_of_the_words_is_looked_for(supervisor, indexed):
    page = supervisor.sees("/calls?words=battery+repair&how=any&status=any")
    (link,) = re.findall(r'href="(/calls[^"]*topic=safety[^"]*)"', page)
    assert "how=any" in link
    assert "status" not in link


def test_the_list_is_taken_along_as_csv_without_formulas_and_numbers(supervisor, indexed):
    answer = supervisor.opens("/calls.csv?topic=safety")
    head, *rows = csv.reader(io.StringIO(answer.text))
    (row,) = rows
    assert dict(zip(head, row, strict=True))["reason"] == "'=1+1"
    assert "5550177" not in answer.text
    assert supervisor.opens("/calls.csv?sort=best").status_code == 400


def test_csv_is_for_those_who_signed_in(stranger, indexed):
    assert 'name="password"' in stranger.sees("/calls.csv")


@pytest.mark.parametrize("value", ["=1", "+1", "-1", "@A1", "\tx"])
def test_what_a_spreadsheet_would_run_is_text(value):
    assert plain(value) == f"'{value}"
