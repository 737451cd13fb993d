"""One call on one page, as a supervisor hears and reads it in a real browser."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from ivr import calls, codec, routing
from ivr.calls import Evidence, NewCall, NewUtterance, TurnRecord
from ivr.console import accounts
from ivr.console.sessions import open_session
from ivr.hotline.web import create_app
from ivr.settings import Settings
from ivr.storage import Database
from tests.chromium import served
from tests.console.browser import Browser
from tests.console.conftest import by_name
from tests.console.in_browser import looks, signed_in

pytestmark = pytest.mark.browser
TONE = bytes((0x80 if at // 10 % 2 else 0x00) for at in range(16000))
WORDS = ("where", "is", "my", "repair")


@pytest.fixture(scope="module")
def database(migrated_file, keyring, tmp_path_factory):
    path = shutil.copy(migrated_file, tmp_path_factory.mktemp("call_page") / "hotline.sqlite3")
    database = Database(f"sqlite:///{path}", keyring)
    remember_a_call(database)
    yield database
    database.dispose()


@pytest.fixture(scope="module")
def address(keys, database):
    settings = Settings(encryption_keys=keys[0], index_key=keys[1], secret_key="test", speech=False, media_port=9)
    app = create_app(settings, database)
    with served(app) as address:
        yield address, app


def remember_a_call(database):
    """A call with a wish, a number by keys, and a wait in the queue."""
    began = datetime.now(UTC) - timedelta(hours=1)
    at = lambda seconds: began + timedelta(seconds=seconds)  # noqa: E731
    words = [{"text": text, "start": n / 2, "end": n / 2 + 0.45, "confidence": 1.0} for n, text in enumerate(WORDS)]
    wish = TurnRecord(at(7), "speech", "menu", "topic", "How can I help?", " ".join(WORDS), "builtin:menu", 0.93)
    evidence = codec.dump(Evidence(("menu", "universals"), 0.7, 0.4, (("repair", 0.9), ("agent", 0.1))))
    wish = replace(wish, decision="accept", meaning="repair", branch="topic is repair", latency_ms=40, answer_ms=620)
    typed = TurnRecord(at(16), "keys", "repair", "number", "Repair. Your order number?", "472916", latency_ms=30)
    with database.writing() as session:
        calls.begin(session, NewCall("CA9", "inbound", "+12025550143", "+12025550100", "en", began))
        id_ = calls.add_utterance(session, NewUtterance("CA9", 1, at(7), TONE, words))
        calls.transcribe(session, id_, " ".join(WORDS), words, [[0.0, 1.95]])
        said = replace(wish, utterance_id=id_, evidence=evidence)
        ended = TurnRecord(at(80), "hangup", "agent", prompt="One moment, I connect you.")
        for number, record in enumerate((TurnRecord(began, "start"), said, replace(typed, meaning="472916"), ended)):
            calls.save_turn(session, "CA9", number, state={}, reply={}, record=record)
        routing.join(session, "CA9", "agents", "repair", at(20))
        routing.leave(session, "CA9", "hangup", 58, at(78))
        calls.end(session, "CA9", "completed", at(80))
        calls.set_outcome(session, "CA9", "gave_up_waiting", "after 58 s in the queue")


@pytest.fixture(scope="module")
def supervisor(address, database):
    """A browser without a screen that has signed in."""
    with database.writing() as session:
        accounts.invite(session, "Ada", "supervisor", datetime.now(UTC))
        token = open_session(session, by_name(session, "Ada"), "a browser", datetime.now(UTC)).token
    somebody = Browser(address[1].test_client())
    somebody.remembers(token)
    return somebody


@pytest.fixture
def page(address, browser, supervisor):
    page = signed_in(browser, address[0], supervisor, viewport={"width": 390, "height": 844})
    page.goto(f"{address[0]}/calls/CA9")
    page.wait_for_selector(".word")
    yield page
    page.context.close()


def second(page):
    return page.evaluate("document.querySelector('[data-seek]').valueAsNumber")


def test_the_page_says_at_its_top_what_became_of_the_call(page):
    said = page.inner_text("main")
    assert "after 58 s in the queue" in said
    assert "Not verified. The caller answered by voice and keys, without a miss in 4 turns." in said
    assert "Waited 58 s in the queue: hangup." in page.inner_text(".turns")


def test_a_word_leads_to_its_place_in_the_sound_and_is_marked_there(page):
    page.locator("#turn-1 .word").last.click()
    expect(page.locator(".word.now")).to_have_text("repair")
    assert 3.5 < second(page) < 4.5  # the pause before it is cut short


def test_the_words_follow_the_sound(page):
    page.keyboard.press("j")
    page.keyboard.press(" ")
    seen = set()
    for _ in range(60):
        seen.add(page.evaluate("document.querySelector('.word.now')?.textContent.trim()"))
        if "repair" in seen:
            break
        page.wait_for_timeout(50)
    assert {"is", "my", "repair"} <= seen


def test_all_goes_by_keys(page):
    page.keyboard.press("j")
    first = second(page)
    page.keyboard.press("j")
    assert second(page) > first
    page.keyboard.press("k")
    assert second(page) == first
    page.keyboard.press(">")
    assert page.input_value("#speed") == "1.25"
    page.keyboard.press("?")
    assert page.get_by_role("dialog").get_attribute("aria-label") == "Keys of the player"


def test_a_link_leads_to_its_moment(page):
    page.goto(f"{page.url}#t=5.5")
    page.reload()
    expect(page.locator("[data-seek]")).to_have_value("5.5")


def test_what_decided_a_turn_is_unfolded_with_what_else_it_may_have_been(page):
    page.get_by_text("Accept 0.93, answered in 0.6 s").click()
    shown = page.inner_text("#turn-1 .evidence")
    for part in ("0.70, 0.40", "repair 90 %", "menu universals", "0.6 s, 40 ms of it our turn"):
        assert part in shown, part


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_a_phone_and_meets_axes_rules(page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    looks(page, f"call-{scheme}")
    page.set_viewport_size({"width": 1280, "height": 900})
    looks(page, f"call-wide-{scheme}")
