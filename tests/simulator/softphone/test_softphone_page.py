"""The page itself: what it remembers, what it says when something fails, who can use it."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.simulator.softphone.conftest import Person, Simulator

pytestmark = pytest.mark.browser

NAMELESS = """() => [...document.querySelectorAll("button, input, select, audio, [role=tab]")].filter((each) =>
    each.checkVisibility() && each.tagName !== "AUDIO" && !each.getAttribute("aria-label")
    && !each.textContent.trim() && !each.labels?.length).map((each) => each.outerHTML)"""


def test_numbers_and_urls_are_remembered_but_never_the_token(person, context, simulator):
    person.page.fill("#app-url", "http://127.0.0.1:9/voice")
    person.page.click("#settings-button")
    person.page.fill("#auth-token", "very secret")
    person.page.reload()
    expect(person.page.locator("#app-url")).to_have_value("http://127.0.0.1:9/voice")
    expect(person.page.locator("#auth-token")).to_have_value("")
    assert "secret" not in str(context.storage_state())


def test_an_app_that_does_not_answer_is_named(person):
    person.calls("http://127.0.0.1:9/voice")
    person.is_told("Your app did not answer at http://127.0.0.1:9/voice (11205). Start it, or correct the URL")


def test_an_address_that_is_none_is_told_as_such(person):
    person.calls("htp:/voice")
    person.is_told("There is no such address: invalid URL: htp:/voice. A URL begins with http:// or https://.")


def test_the_voice_url_is_asked_by_the_method_that_is_chosen(person, shop):
    person.page.click("#settings-button")
    expect(person.page.locator("#method")).to_have_value("POST")
    person.page.select_option("#method", "GET")
    person.calls()
    person.is_told("Your app answered with an error (HTTP status 405")
    expect(person.entry("webhook", "GET /voice")).to_be_visible()


def test_a_forbidden_microphone_says_what_to_do(person, context):
    context.clear_permissions()
    person.page.click("#mic")
    person.is_told("Allow it in the address bar")


def test_a_lost_line_comes_back_by_itself(context: BrowserContext, shop):
    first = Simulator(f"{shop.url}/voice")
    person = Person(context.new_page(), first)
    first.stop()
    person.is_told("The line to the simulator is lost.")
    second = Simulator(f"{shop.url}/voice", first.port)
    expect(person.page.locator("#line-state")).to_have_text("Connected", timeout=10000)
    person.calls()
    person.reads("Press one")
    second.stop()


def test_a_phone_sized_screen_shows_one_view_at_a_time(person):
    person.page.set_viewport_size({"width": 390, "height": 844})
    person.page.get_by_role("button", name="Call", exact=True).click()
    person.page.get_by_role("button", name="Transcript").click()
    person.reads("Press one")
    expect(person.page.locator("#pad")).to_be_hidden()
    assert person.page.evaluate("document.documentElement.scrollWidth") == 390


def test_every_control_has_a_name(person):
    person.page.click("#settings-button")
    person.page.click("summary")
    assert person.page.evaluate(NAMELESS) == []
    assert person.page.locator("#turns").get_attribute("aria-live") == "polite"


def test_no_script_runs_that_is_not_ours(person):
    inject = "() => document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.evil = 1\">')"
    with person.page.expect_console_message(lambda message: "Content Security Policy" in message.text):
        person.page.evaluate(inject)
    assert person.page.evaluate("() => window.evil") is None
