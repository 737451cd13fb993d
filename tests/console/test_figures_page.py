"""The figures of a period in a real browser, and what its pictures lead to."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from ivr import calls
from ivr.calls import NewCall, TurnRecord
from ivr.calls.tables import CallRow
from tests.console.in_browser import looks, served, signed_in

KINDS = [("repair", "repairs", "answered")] * 5 + [("repair", "repairs", "transferred"), ("", "", "said_nothing")]


@pytest.fixture
def a_few_calls(sqlite_database):
    now = datetime.now(UTC)
    with sqlite_database.writing() as session:
        for number, (topic, service, outcome) in enumerate(KINDS):
            sid, at = f"CA{number}", now - timedelta(days=1, hours=number)
            calls.begin(session, NewCall(sid, "inbound", "+12025550143", "+12025550100", "en", at))
            record = TurnRecord(at, "speech", "repair", "number", decision="accept", answer_ms=640)
            calls.save_turn(session, sid, 0, state={}, reply={}, record=record)
            calls.end(session, sid, "completed", at)
            calls.set_outcome(session, sid, outcome, "")
            row = session.get(CallRow, sid)
            row.topic, row.service, row.indexed = topic, service, True


def test_each_figure_stands_with_its_formula_and_the_period_before(supervisor, a_few_calls):
    page = supervisor.sees("/figures")
    assert "answered by us ÷ calls; of 7" in page
    assert re.search(r"71 %</span>\s+<span[^>]*>before: –", page)


def test_a_band_leads_to_its_calls(supervisor, a_few_calls):
    page = supervisor.sees("/figures")
    band = re.search(r'<a href="(/calls\?[^"]+)" aria-label="1 calls: repairs to transferred', page)
    assert band
    listed = supervisor.sees(band[1].replace("&amp;", "&"))
    assert listed.count("stretched-link") == 1


def test_a_period_without_calls_says_what_to_do(supervisor):
    assert "Choose a longer one" in supervisor.sees("/figures?when=day")
    assert "Choose a longer one" in supervisor.sees("/figures?when=whatever")


@pytest.mark.browser
def test_the_page_fits_a_phone_and_meets_axes_rules(app, browser, supervisor, a_few_calls):
    with served(app) as address:
        for scheme in ("light", "dark"):
            size = {"width": 390, "height": 844}
            page = signed_in(browser, address, supervisor, viewport=size, color_scheme=scheme)
            page.goto(f"{address}/figures?when=fortnight")
            looks(page, f"figures-{scheme}")
