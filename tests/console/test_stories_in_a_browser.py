"""What supervisors ask, answered in a real browser on the demo's calls; each click, choice and field is counted."""

import shutil
from datetime import UTC, datetime

import pytest

from ivr import calls, review, routing
from ivr.console.accounts import invite, set_phone
from ivr.hotline.demo_calls import add_demo_calls
from ivr.hotline.forms import services_of_forms
from ivr.hotline.web import create_app
from ivr.intents.encoder import encoder
from ivr.review import quality
from ivr.review.quality import QualityForm, Question
from ivr.services.repair.demo import add_demo_repairs
from ivr.storage import Database
from tests.chromium import served
from tests.console.in_browser import looks, signed_in
from tests.console.test_mending_in_a_browser import check_what_waits
from tests.line import line_settings
from tests.review.conftest import REDACTORS
from tests.review.small_hotline import small_grammars, small_hotline

pytestmark = pytest.mark.browser
NUMBERS = ("+12025550198", "+12025550199")
FEW = 20


@pytest.fixture(scope="module")
def settings(keys):
    known = {"encryption_keys": keys[0], "index_key": keys[1], "speech": False, "agent_numbers": ", ".join(NUMBERS)}
    return line_settings(**known)


@pytest.fixture(scope="module")
def demo(settings, migrated_file, keyring, tmp_path_factory):
    """A file with some days of the demo's calls, looked through as the jobs do."""
    path, now = tmp_path_factory.mktemp("demo") / "demo.sqlite3", datetime.now(UTC)
    shutil.copy(migrated_file, path)
    database = Database(f"sqlite:///{path}", keyring)
    add_demo_repairs(database, now)
    add_demo_calls(settings, database, now, lambda _: b"", days=1)
    with database.writing_rows() as rows:
        while done := calls.index_calls(rows, REDACTORS, services_of_forms()):
            review.collect(rows, done)
    while review.group(database, encoder()):
        pass
    database.dispose()
    return path


@pytest.fixture
def sqlite_database(demo, keyring, tmp_path):
    shutil.copy(demo, tmp_path / "own.sqlite3")
    database = Database(f"sqlite:///{tmp_path}/own.sqlite3", keyring)
    yield database
    database.dispose()


@pytest.fixture
def app(settings, sqlite_database):
    app = create_app(settings.model_copy(update={"media_port": 9}), sqlite_database)
    app.testing = True
    return app


class Ada:
    """A supervisor at a page of 1280 pixels, who counts."""

    def __init__(self, page, address):
        self.page, self.address, self.done = page, address, []
        page.set_default_timeout(15_000)
        page.goto(f"{address}/calls")

    def clicks(self, selector):
        self.done.append(selector)
        self.page.locator(selector).first.click()

    def chooses(self, field, title):
        self.done.append(field)
        self.page.select_option(f"[name={field}]", label=title)

    def types(self, field, words):
        self.done.append(field)
        self.page.fill(f"[name={field}]", words)

    def sees(self, text):
        self.page.wait_for_selector(f"text={text}")


@pytest.fixture
def ada(browser, app, somebody):
    with served(app) as address:
        page = signed_in(browser, address, somebody("supervisor"), viewport={"width": 1280, "height": 900})
        yield Ada(page, address)
        page.context.close()


@pytest.fixture
def hotline(sqlite_database, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    grammars = small_grammars(tmp_path / "small" / "grammars")
    return small_hotline(sqlite_database, grammars, tmp_path / "versions", datetime.now(UTC))


def test_why_did_callers_give_up_yesterday_evening_to_a_published_mend(ada, hotline):
    ada.chooses("when", "yesterday evening")
    ada.clicks("button >> text=/^Search$/")
    ada.clicks("nav[aria-label=Counts] >> text=gave up at a question")
    ada.clicks("#calls tbody a")
    ada.sees("making a funny noise")
    looks(ada.page, "story-call")
    ada.clicks("nav >> text=Misses")
    ada.sees("making a funny noise")
    ada.chooses("label", "repair")
    ada.clicks("text=Add the sentence")
    ada.sees("Kept for the next version")
    ada.clicks("nav >> text=Changes")
    ada.clicks("text=Check it")
    ada.sees("Checking: waiting")
    assert check_what_waits(hotline) == 1
    ada.clicks("text=Publish version 1")
    ada.sees("Version 1 is in use")
    assert len(ada.done) <= FEW / 2, ada.done


def test_the_man_who_spoke_of_his_daughters_wedding_photos(ada):
    ada.types("words", "daughter wedding photos")
    ada.page.keyboard.press("Enter")
    ada.page.wait_for_url("**words=*")
    assert ada.page.locator("#calls tbody tr").count() == 1
    ada.clicks("#calls tbody a")
    ada.sees("the photos of my daughter's wedding")
    assert len(ada.done) == 2


def test_did_agent_bob_give_the_notice(ada, sqlite_database, somebody):
    with sqlite_database.writing() as session:
        invite(session, "Bob", "agent", datetime.now(UTC))
        set_phone(session, 3, routing.agent_index(session, NUMBERS[0]))
        form = QualityForm("Notice", (Question("Was the notice given?", 100, automatic="notice"),))
        quality.save_form(session, form, "Ada", datetime.now(UTC))
    ada.page.reload()
    ada.clicks("text=More filters")
    ada.chooses("agent", "Bob")
    ada.clicks("button >> text=/^Search$/")
    ada.page.locator("#calls tbody tr").first.wait_for()  # the list comes after the click
    looks(ada.page, "story-agent")
    ada.clicks("#calls tbody a")
    ada.sees("talked to Bob")
    ada.clicks("main >> text=Notice >> nth=-1")
    ada.sees("by the call itself")
    assert ada.page.input_value("[name=agent]") == "Bob"
    ada.clicks("text=Keep the mark")
    ada.sees("Kept:")
    assert len(ada.done) <= FEW / 2, ada.done


def test_all_who_asked_for_opening_hours_and_got_an_agent(ada):
    ada.types("words", "open opening hours")
    ada.chooses("how", "any of the words")
    ada.chooses("who", "caller")
    ada.clicks("button >> text=/^Search$/")
    ada.clicks("nav[aria-label=Counts] >> text=transferred and answered")
    ada.page.wait_for_url("**outcome=transferred**")
    found = ada.page.locator("#calls tbody tr").count()
    assert found > 0
    assert ada.page.locator("#calls >> text=transferred and answered").count() == found
    ada.types("name", "Hours, then an agent")
    ada.clicks("text=Keep the search")
    ada.clicks("a >> text=Hours, then an agent")
    ada.page.wait_for_selector("#calls tbody tr")
    assert ada.page.locator("#calls tbody tr").count() == found
    looks(ada.page, "story-searches")
    assert len(ada.done) <= FEW / 2, ada.done
