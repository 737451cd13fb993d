"""Reviewers judge calls by forms that supervisors make; agents see their marks."""

from datetime import UTC, datetime

import pytest

from ivr import calls
from ivr.calls import NewCall, TurnRecord
from tests.chromium import served
from tests.console.in_browser import looks, signed_in

FORM = {
    "name": "Agents",
    "text-0": "Was the caller greeted?",
    "weight-0": "40",
    "comment-0": "below",
    "text-2": "Was the notice given?",
    "weight-2": "60",
    "automatic-2": "notice",
}


@pytest.fixture
def today(sqlite_database):
    """A call of today that is over."""
    now = datetime.now(UTC)
    with sqlite_database.writing() as session:
        calls.begin(session, NewCall("CA9", "inbound", "+12025550143", "+12025550100", "en", now))
        calls.save_turn(session, "CA9", 0, state={}, reply={}, record=TurnRecord(now, "start"))
        calls.end(session, "CA9", "completed", now)


@pytest.fixture
def form(supervisor, today):
    assert "Kept: Agents, version 1" in supervisor.sends("/quality/forms", "/quality/forms/0", **FORM).text


def test_a_form_with_wrong_weights_is_told_and_nothing_typed_is_lost(supervisor):
    answer = supervisor.sends("/quality/forms", "/quality/forms/0", **FORM | {"weight-0": "30"})
    assert answer.status_code == 400
    assert "sum to 90" in answer.text
    assert "Was the caller greeted?" in answer.text


def test_from_a_sample_to_a_mark_that_its_agent_disputes(form, somebody):
    reviewer, agent = somebody("reviewer", "Ada"), somebody("agent", "Bob")
    page = reviewer.sees("/quality/sample?form=1&kind=random&count=5")
    assert "/quality/forms/1/calls/CA9" in page
    page = reviewer.sees("/quality/forms/1/calls/CA9")
    assert "by the call itself" in page
    judged = "/quality/forms/1/calls/CA9"
    refused = reviewer.sends(judged, **{"answer-0": "no", "comment-0": "", "agent": "Bob"})
    assert (refused.status_code, "Write a comment on question 1" in refused.text) == (400, True)
    given = {"answer-0": "yes", "answer-1": "yes", "agent": "Bob"}
    assert "Kept: 40.0 points" in reviewer.sends(judged, **given).text  # the notice is answered by the call: no
    assert "No call is left" in reviewer.sees("/quality/sample?form=1&kind=random&count=5")
    assert "40.0 points" in agent.sees("/")
    agent.sends("/marks", call="CA9", form="1", reviewer="Ada", state="disputed", reply="there was no time")
    assert "there was no time" in reviewer.sees("/quality")


def test_a_reviewer_sees_what_others_gave_only_after_judging(form, somebody):
    ada, bob = somebody("reviewer", "Ada"), somebody("reviewer", "Bob")
    ada.sends("/quality/forms/1/calls/CA9", **{"answer-0": "yes", "agent": ""})
    assert "40.0" not in bob.sees("/quality")
    bob.sends("/quality/forms/1/calls/CA9", **{"answer-0": "no", "comment-0": "was not", "agent": ""})
    page = bob.sees("/quality")
    assert "Their points are 40.0 apart" in page
    assert "0 % of 1 pair" in page


def test_nobody_answers_a_mark_of_somebody_else(form, somebody):
    somebody("reviewer", "Ada").sends("/quality/forms/1/calls/CA9", **{"answer-0": "yes", "agent": "Bob"})
    eve, bob = somebody("agent", "Eve"), somebody("agent", "Bob")
    page = bob.sees("/marks")
    token = eve.client.get("/sessions").text.split('name="csrf_token" value="')[1].split('"')[0]
    sent = {"csrf_token": token, "call": "CA9", "form": "1", "reviewer": "Ada", "state": "accepted"}
    assert eve.client.post("/marks", data=sent).status_code == 404
    assert "Accept" in page
    assert "Agents" not in eve.sees("/marks")


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280)])
def test_the_pages_of_quality(browser, app, form, somebody, scheme, width):
    admin, agent = somebody("supervisor", "Ada"), somebody("agent", "Bob")
    admin.sends("/quality/forms/1/calls/CA9", **{"answer-0": "no", "comment-0": "in a hurry", "agent": "Bob"})
    options = {"viewport": {"width": width, "height": 844}, "color_scheme": scheme}
    with served(app) as address:
        page = signed_in(browser, address, admin, **options)
        for path in ("/quality", "/quality/forms/1", "/quality/forms/1/calls/CA9", "/quality/sample?form=1"):
            page.goto(address + path)
            looks(page, f"quality{path.replace('/', '-').replace('?', '-')}-{width}")
        if width == 390:
            page.locator("[data-menu]").press("Enter")
            page.wait_for_selector("nav >> text=Figures")
            looks(page, "menu-open-390")
        page = signed_in(browser, address, agent, **options)
        page.goto(f"{address}/")
        looks(page, f"marks-{width}")
