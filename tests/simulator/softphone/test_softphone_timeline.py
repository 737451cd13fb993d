"""Beside the call stands what happened between the simulator and the app, and can be sent again."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import expect
from twilio.request_validator import RequestValidator

from ivr.simulator.inprocess import Setting, run_scenario
from ivr.simulator.phone.scenario_file import read
from tests.simulator.softphone.conftest import TOKEN, Person

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def somebody(chromium, simulator):
    context = chromium.new_context()
    yield Person(context.new_page(), simulator)
    context.close()


@pytest.fixture(scope="module")
def webhook(somebody):
    """The first webhook of a call, opened."""
    somebody.calls()
    entry = somebody.entry("webhook", "POST /voice")
    expect(entry).to_contain_text("200")
    entry.locator("summary").click()
    return entry


def test_a_webhook_shows_its_form_and_a_true_signature(webhook, shop):
    url, form, signature = next(each for each in reversed(shop.requests) if each[0].endswith("/voice"))
    expect(webhook.locator(".signature")).to_have_text(signature)
    expect(webhook.locator("dl").last).to_contain_text(form["CallSid"])
    assert RequestValidator(TOKEN).validate(url, form, signature)


def test_twiml_is_indented_and_its_warnings_stand_on_their_line(webhook):
    expect(webhook.locator(".warned")).to_contain_text('<Gather numDigits="1" action="/menu" colour="red">')
    expect(webhook.locator(".complaint")).to_contain_text("12200 <Gather> has no attribute colour")


def test_a_replayed_webhook_says_whether_the_answer_is_the_same(webhook, shop):
    before = len(shop.requests)
    webhook.get_by_role("button", name="Duplicate").click()
    expect(webhook.locator(".answers")).to_contain_text("the same bytes as then")
    (_, first, one), (_, second, other) = shop.requests[before:]
    assert (first, one) == (second, other)


def test_problems_can_be_shown_alone(webhook, somebody):
    somebody.page.get_by_role("button", name="Problems").click()
    expect(somebody.page.locator(".entry:visible")).to_have_count(1)
    somebody.page.get_by_role("button", name="All", exact=True).click()


def test_a_different_answer_is_shown(person, shop):
    person.calls(f"{shop.url}/count")
    entry = person.entry("webhook", "POST /count")
    entry.locator("summary").click()
    entry.get_by_role("button", name="Replay", exact=True).click()
    expect(entry.locator(".answers")).to_contain_text("not the answer given then")
    expect(entry.locator(".answers .twiml")).to_contain_text("<Say>")


def test_the_next_webhook_comes_late_when_asked(person, shop):
    person.page.select_option("#next-webhook", "1")
    started = time.monotonic()
    person.calls()
    expect(person.entry("tampered", "held back for 1 s")).to_be_visible()
    assert time.monotonic() - started > 1
    expect(person.page.locator("#next-webhook")).to_have_value("")


def test_the_next_webhook_comes_twice_when_asked(person, shop):
    person.calls()
    person.reads("Press one")
    person.page.select_option("#next-webhook", "twice")
    person.page.locator("#next-webhook").blur()
    before = len(shop.forms("/menu"))
    person.presses("1")
    expect(person.entry("tampered", "sent twice at once")).to_contain_text("both answers the same")
    assert len(shop.forms("/menu")) == before + 2


@pytest.fixture(scope="module")
def failed_run(tmp_path_factory):
    """The log of a run in CI whose caller waited for words that never came."""
    log = tmp_path_factory.mktemp("ci") / "run.json"
    pages = {"/voice": "<Gather numDigits='1' action='/key'><Say>Press one for our hours.</Say></Gather>"}
    steps = [{"hear": "press one"}, {"press": "1"}, {"hear": "nine to five", "timeout": 2}]

    def app(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/xml")])
        document = pages.get(environ["PATH_INFO"], "<Say>We are closed.</Say><Pause length='9'/>")
        return [f"<Response>{document}</Response>".encode()]

    run = run_scenario(Setting(app), read({"steps": steps}, Path()))
    log.write_text(run.log())
    return log


def test_the_log_of_a_failed_run_opens_in_the_page(person, failed_run, tmp_path):
    person.page.set_input_files("#trace-input", failed_run)
    person.reads("Press one for our hours.")
    person.reads("We are closed.")
    expect(person.entry("problem", "nine to five")).to_contain_text("heard instead: We are closed.")
    webhook = person.entry("webhook", "POST /key")
    webhook.locator("summary").click()
    expect(webhook).to_contain_text("We are closed.")
    expect(person.page.locator(".turn.speaking")).to_have_count(0)
    (tmp_path / "other.json").write_text("{}")
    person.page.set_input_files("#trace-input", tmp_path / "other.json")
    person.is_told("other.json is no log of the simulator")
