"""A second factor: codes of an authenticator app, recovery codes, and what nobody opens without in production."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from sqlalchemy import update

from ivr.console import accounts, second_factor
from ivr.console.tables import SupervisorRow
from ivr.hotline.web import create_app
from ivr.settings import Settings
from tests.console.browser import Browser

OWN = "plenty of words here"


@pytest.fixture
def ada(app, sqlite_database, one_time_password):
    """An account with a password, and a browser that is signed in."""
    with sqlite_database.writing() as session:
        secret = accounts.invite(session, "Ada", "supervisor", datetime.now(UTC))
    browser = Browser(app.test_client())
    browser.sends(f"/invitation/{secret}", password=OWN, again=OWN)
    return browser


@pytest.fixture
def clock(app):
    """Set the console's clock; the time of the page that shows a picture counts for the code of the app."""
    desk = app.extensions["desk"]

    def at(seconds):
        app.extensions["desk"] = replace(desk, now=lambda: desk.now() + timedelta(seconds=seconds))
        return desk.now() + timedelta(seconds=seconds)

    return at


def sets_up(browser, clock):
    """Turn the second factor on, and return the app and the recovery codes."""
    page = browser.sees("/second-factor")
    app = pyotp.TOTP(re.search(r"<code[^>]*>([A-Z2-7]+)<", page)[1])
    shown = browser.sends("/second-factor", code=app.at(clock(0)), current=OWN).text
    return app, re.findall(r"<li>((?:[a-z2-7]{6}-?){4})</li>", shown)


def signs_in(app, code):
    """Sign in with the password and a code, in a browser of one's own; return the page that comes."""
    browser = Browser(app.test_client())
    assert "One more step" in browser.signs_in("Ada", OWN).text
    return browser.sends("/sign-in/code", code=code).text


def test_the_picture_is_shown_with_its_key_and_codes_are_told_once(ada, clock):
    assert "data:image/svg+xml" in ada.sees("/second-factor")
    _, codes = sets_up(ada, clock)
    assert len(set(codes)) == second_factor.RECOVERY_CODES
    assert codes[0] not in ada.sees("/second-factor")


def test_signing_in_asks_for_a_code(ada, app, clock):
    phone, _ = sets_up(ada, clock)
    assert "No calls yet" in signs_in(app, phone.at(clock(60)))


def test_the_password_alone_opens_nothing(ada, app, clock):
    sets_up(ada, clock)
    browser = Browser(app.test_client())
    browser.signs_in("Ada", OWN)
    assert "Sign in" in browser.sees("/calls")


def test_a_code_works_once_and_an_old_one_not_at_all(ada, app, clock):
    phone, _ = sets_up(ada, clock)
    code = phone.at(clock(60))
    assert "No calls yet" in signs_in(app, code)
    assert "used before" in signs_in(app, code)
    assert "used before" in signs_in(app, phone.at(clock(60) - timedelta(minutes=2)))


def test_a_recovery_code_works_once(ada, app, clock):
    _, codes = sets_up(ada, clock)
    assert "No calls yet" in signs_in(app, f" {codes[3].upper()} ")
    assert "used before" in signs_in(app, codes[3])


def test_codes_cannot_be_guessed_on_and_on(ada, app, clock):
    phone, _ = sets_up(ada, clock)
    for _ in range(5):
        signs_in(app, "000000")
    assert "too many tries" in signs_in(app, phone.at(clock(60)))
    assert "No calls yet" in signs_in(app, phone.at(clock(60 + 15 * 60)))


def test_who_looks_for_the_code_too_long_begins_again(ada, app, clock):
    sets_up(ada, clock)
    browser = Browser(app.test_client())
    browser.signs_in("Ada", OWN)
    clock(301)
    assert "/sign-in/code" not in browser.opens("/sign-in/code").request.path


@pytest.mark.parametrize(("code", "password"), [("000000", OWN), (None, "not my password")])
def test_it_is_set_up_with_a_right_code_and_the_password_only(ada, clock, code, password):
    page = ada.sees("/second-factor")
    phone = pyotp.TOTP(re.search(r"<code[^>]*>([A-Z2-7]+)<", page)[1])
    answer = ada.sends("/second-factor", code=code or phone.at(clock(0)), current=password)
    assert answer.status_code == 401
    assert "Turn it on" in answer.text


def test_it_is_turned_off_with_the_password(ada, app, clock):
    sets_up(ada, clock)
    ada.sends("/second-factor/remove", page="/second-factor", current="not my password")
    assert "Turn it off" in ada.sees("/second-factor")
    ada.sends("/second-factor/remove", page="/second-factor", current=OWN)
    assert "No calls yet" in Browser(app.test_client()).signs_in("Ada", OWN).text


def test_an_administrator_takes_away_what_is_lost(ada, supervisor, app, clock):
    sets_up(ada, clock)
    number = re.search(r"/accounts/([0-9]+)/second-factor", supervisor.sees("/accounts"))[1]
    supervisor.sends(f"/accounts/{number}/second-factor", page="/accounts")
    assert "No calls yet" in Browser(app.test_client()).signs_in("Ada", OWN).text


def test_a_new_link_asks_for_the_code_too(ada, supervisor, app, clock):
    sets_up(ada, clock)
    number = re.search(r"/accounts/([0-9]+)/second-factor", supervisor.sees("/accounts"))[1]
    page = supervisor.sends(f"/accounts/{number}/invitation", page="/accounts").text
    new = "some other words now"
    guest = Browser(app.test_client())
    assert "One more step" in guest.sends(re.search(r"/invitation/[^\"]+", page)[0], password=new, again=new).text


def test_a_secret_that_cannot_be_read_locks_nobody_out_for_good(ada, app, clock, sqlite_database):
    _, codes = sets_up(ada, clock)
    with sqlite_database.engine.begin() as raw:
        raw.exec_driver_sql("UPDATE supervisors SET second_factor = x'00' WHERE name = 'Ada'")
    assert "used before" in signs_in(app, "123456")
    assert "No calls yet" in signs_in(app, codes[0])


@pytest.fixture
def in_production(sqlite_database, keys, supervisor):
    """The administrator's browser at a hotline in production."""
    settings = Settings(encryption_keys=keys[0], index_key=keys[1], secret_key="test", speech=False, media_port=9)
    app = create_app(settings.model_copy(update={"env": "production"}), sqlite_database)
    browser = Browser(app.test_client())
    with supervisor.client.session_transaction() as session:
        browser.remembers(session["_user_id"])
    return browser


def test_in_production_accounts_and_values_in_clear_need_it(in_production, sqlite_database):
    assert "need a second factor" in in_production.sees("/accounts")
    assert "Calls" in in_production.sees("/calls")
    with sqlite_database.writing() as session:
        session.execute(update(SupervisorRow).where(SupervisorRow.id == 1).values(second_factor=pyotp.random_base32()))
    assert "Invite somebody" in in_production.sees("/accounts")
