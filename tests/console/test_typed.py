"""What was typed while the session ended is there again after signing in; `?` lists the keys of a page."""

import pytest
from sqlalchemy import delete, update

from ivr.console.passwords import hashed
from ivr.console.tables import ConsoleSessionRow, SupervisorRow
from tests.chromium import served
from tests.console.in_browser import looks, signed_in

pytestmark = pytest.mark.browser
PASSWORD = "a long password of Ada's"


def test_nothing_typed_is_lost_when_the_session_ends(app, browser, somebody, sqlite_database, a_call):
    ada = somebody("supervisor", "Ada")
    with sqlite_database.writing() as session:
        session.execute(update(SupervisorRow).where(SupervisorRow.name == "Ada").values(password_hash=hashed(PASSWORD)))
    with served(app) as address:
        page = signed_in(browser, address, ada, viewport={"width": 390, "height": 844})
        page.goto(f"{address}/calls/CA1")
        page.locator("summary", has_text="Notes").click()
        page.fill("textarea[name=text]", "He wanted <b>Boston</b>, not Austin.")
        with sqlite_database.writing() as session:
            session.execute(delete(ConsoleSessionRow))
        page.click("text=Note at this moment")
        page.wait_for_url("**/sign-in**")
        page.fill("[name=name]", "Ada")
        page.fill("[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector("text=Your session had ended")
        assert page.url == f"{address}/calls/CA1"
        assert page.input_value("textarea[name=text]") == "He wanted <b>Boston</b>, not Austin."
        looks(page, "typed-again-390")
        page.click("text=Note at this moment")
        page.wait_for_selector("li >> text=He wanted <b>Boston</b>")
        assert page.evaluate("sessionStorage.length") == 0


def test_a_question_mark_lists_the_keys_and_a_slash_goes_to_the_search(app, browser, supervisor):
    with served(app) as address:
        page = signed_in(browser, address, supervisor)
        page.goto(f"{address}/calls")
        page.keyboard.press("?")
        page.wait_for_selector("text=search, or the first field")
        page.keyboard.press("Escape")
        page.wait_for_selector("#keys-help", state="hidden")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.name") == "words"
        page.keyboard.type("m?")
        assert page.input_value("[name=words]") == "m?"
