"""The figures of a period in a real browser, and what its pictures lead to."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from ivr import calls, review
from ivr.calls import NewCall, TurnRecord
from ivr.calls.tables import CallRow
from ivr.review import alerts
from ivr.review.content import Change
from tests.chromium import served
from tests.console.in_browser import looks, signed_in

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
    band = re.search(r'<a href="(/calls\?[^"]+)" aria-label="1 call: repairs → transferred', page)
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


def test_two_periods_and_two_versions_are_compared(supervisor, a_few_calls, sqlite_database):
    now = datetime.now(UTC)
    with sqlite_database.writing() as session:
        review.add(session, Change("sentence", "en", "repair", "mend it"), "Ada", now)
        number = review.start_check(session, "Ada", now)
        review.finish(session, number, "ready", {})
        review.publish(session, number, "Ada", now - timedelta(days=3))
    page = supervisor.sees("/figures?when=use-1&against=day")
    assert "version 1 in use" in page
    assert re.search(r"71 %</span>\s+<span[^>]*>compared: ", page)


def test_a_figure_is_watched_and_stands_on_the_page_when_it_leaves_its_band(supervisor, a_few_calls, sqlite_database):
    given = {"figure": "Containment", "hours": "72", "lowest": "90", "fewest": "3", "mail": "ada@example.com"}
    assert "is watched" in supervisor.sends("/alerts", **given).text
    assert alerts.look(sqlite_database, datetime.now(UTC)) == 1
    assert "Containment is out of its band" in supervisor.sees("/figures")
    assert "told ada@example.com" in supervisor.sees("/alerts")
    answer = supervisor.sends("/alerts", **given | {"lowest": ""})
    assert (answer.status_code, "lowest or the highest" in answer.text) == (400, True)
    assert "ada@example.com" in answer.text
    supervisor.sends("/alerts/1/drop", "/alerts")
    assert "Nothing is watched" in supervisor.sees("/alerts")


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "width"), [("dark", 390), ("light", 1280)])
def test_the_page_of_alerts(app, browser, supervisor, a_few_calls, scheme, width):
    supervisor.sends("/alerts", figure="Misses", hours="24", highest="25", fewest="20")
    with served(app) as address:
        page = signed_in(browser, address, supervisor, viewport={"width": width, "height": 844}, color_scheme=scheme)
        page.goto(f"{address}/alerts")
        looks(page, f"alerts-{width}")
        page.goto(f"{address}/figures?when=fortnight&against=day")
        looks(page, f"figures-compared-{width}")
