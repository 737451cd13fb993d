"""The pages on which supervisors mend the hotline, in a browser: narrow and wide, light and dark, by axe's rules."""

import os
import re
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from sqlalchemy import update
from werkzeug.serving import make_server

from ivr import review
from ivr.console.accounts import add_administrator
from ivr.console.tables import SupervisorRow
from ivr.jobs.checking import checker
from ivr.outbox import Worker
from ivr.review.checking import check
from tests.review.conftest import HANGS_UP, Past, refused, taken
from tests.review.small_hotline import small_grammars, small_hotline

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("PAGES_SHOTS", "")
"""A folder that gets a picture of each page, for people to look at."""


@pytest.fixture
def hotline(sqlite_database, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    grammars = small_grammars(tmp_path / "small" / "grammars")
    return small_hotline(sqlite_database, grammars, tmp_path / "versions", datetime.now(UTC))


@pytest.fixture
def address(app, sqlite_database):
    past = Past(sqlite_database, datetime.now(UTC))
    past.call(refused("can you mend my phone"), taken("my repair", {"topic": "repair"}))
    past.call(refused("i need my phone mended"), HANGS_UP)
    past.call(refused("mend it today please"), HANGS_UP, outcome="gave_up_at_question")
    past.looked_through()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()


@pytest.fixture
def password(sqlite_database):
    with sqlite_database.writing() as session:
        password = add_administrator(session, datetime.now(UTC))
        session.execute(update(SupervisorRow).values(must_change=False))
    return password


@pytest.fixture
def page(browser, address, password, request):
    page = browser.new_page(viewport={"width": 390, "height": 844}, color_scheme=getattr(request, "param", "light"))
    page.goto(f"{address}/sign-in")
    page.fill("[name=name]", "admin")
    page.fill("[name=password]", password)
    page.keyboard.press("Enter")
    page.wait_for_url("**/calls")
    yield page
    page.close()


def looks(page, name):
    """Prove what a page must be at each width."""
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, "it scrolls sideways"
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]})
        assert found.violations_count == 0, found.generate_report()
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)


@pytest.mark.parametrize("page", ["light", "dark"], indirect=True)
def test_what_was_not_understood_is_read_and_labelled(page, address):
    page.goto(f"{address}/misses")
    looks(page, f"misses-{page.evaluate('document.documentElement.dataset.bsTheme')}")
    page.locator("text=Label").last.press("Enter")
    page.wait_for_selector("role=alert")


def check_what_waits(hotline):
    """Do what the jobs process does, but in this process."""

    def run(number):
        with hotline.database.reading() as session:
            return 0 if check(hotline, review.version(session, number)) else 1

    return Worker(hotline.database, [checker(hotline.database, run)]).work_off()


def test_from_why_did_they_give_up_to_a_published_mend_in_under_twenty_clicks(page, address, hotline):
    clicks = []

    def click(selector):
        clicks.append(selector)
        page.locator(selector).first.click()

    page.set_viewport_size({"width": 390, "height": 844})
    click("text=Menu")
    click("text=Misses")
    page.wait_for_selector("text=can you mend my phone")
    assert page.locator("select[name=label]").first.input_value() == "repair"
    click("text=Add the sentence")
    page.wait_for_selector("text=Kept for the next version")
    click("text=Menu")
    click("nav >> text=Changes")
    looks(page, "changes-waiting")
    click("text=Check it")
    page.wait_for_selector("text=Checking: waiting")
    looks(page, "version-checking")
    assert check_what_waits(hotline) == 1
    page.wait_for_selector("text=Publish version 1")  # the page follows the checks by itself
    looks(page, "version-ready")
    click("text=Publish version 1")
    page.wait_for_selector("text=Version 1 is in use")
    looks(page, "changes-published")
    assert len(clicks) < 20
    with hotline.database.reading() as session:
        assert review.published(session).version == 1


def test_a_prompt_gets_other_words_by_keys_alone(page, address):
    page.goto(f"{address}/prompts/en?words=goodbye")
    looks(page, "prompts")
    page.goto(f"{address}/prompts/fr/goodbye")
    looks(page, "prompt")
    page.locator("#text").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Merci d'avoir appelé {brand}. À bientôt.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # hear it
    page.wait_for_selector("text=These words take about")
    page.locator("text=Keep it for the next version").press("Enter")
    page.wait_for_selector("text=Kept for the next version")


def test_the_ways_through_the_call_flow(page, address):
    page.goto(f"{address}/coverage")
    looks(page, "coverage")
    assert page.locator("tbody tr").count() > 20
    assert re.search(r"in a golden transcript: [1-9]", page.locator("main").inner_text())
