from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from ivr import calls
from ivr.calls import NewCall, NewUtterance, TurnRecord
from ivr.console import accounts
from ivr.console.accounts import add_administrator
from ivr.console.sessions import open_session
from ivr.console.tables import SupervisorRow
from ivr.hotline.web import create_app
from ivr.settings import Settings
from tests.chromium import chromium
from tests.console.browser import Browser

CLIP = b"\x00\xff" * 4000


@pytest.fixture(scope="module")
def browser():
    with chromium("--autoplay-policy=no-user-gesture-required") as browser:
        yield browser


@pytest.fixture
def app(sqlite_database, keys):
    settings = Settings(encryption_keys=keys[0], index_key=keys[1], secret_key="test", speech=False, media_port=9)
    app = create_app(settings, sqlite_database)
    app.testing = True
    return app


@pytest.fixture
def one_time_password(sqlite_database, now) -> str:
    with sqlite_database.writing() as session:
        return add_administrator(session, now)


@pytest.fixture
def stranger(app) -> Browser:
    return Browser(app.test_client())


@pytest.fixture
def supervisor(stranger, one_time_password, sqlite_database) -> Browser:
    """A browser that is signed in; test_sign_in.py shows how one gets there."""
    with sqlite_database.writing() as session:
        session.execute(update(SupervisorRow).values(must_change=False))
        who = by_name(session, "admin")
        stranger.remembers(open_session(session, who, "a browser", datetime.now(UTC)).token)
    return stranger


def by_name(session, name):
    return accounts.supervisor(session.scalars(select(SupervisorRow).where(SupervisorRow.name == name)).one())


@pytest.fixture
def somebody(app, sqlite_database, one_time_password):
    """Return a browser in which somebody with this role is signed in."""

    def signed_in(role, name="Ada"):
        now = datetime.now(UTC)
        with sqlite_database.writing() as session:
            accounts.invite(session, name, role, now)
            token = open_session(session, by_name(session, name), "a browser", now).token
        browser = Browser(app.test_client())
        browser.remembers(token)
        return browser

    return signed_in


@pytest.fixture
def a_call(sqlite_database, now):
    """A call of two turns: a wish in words, and an order number that is personal."""
    said = TurnRecord(now, "speech", form="menu", field="wish", prompt="How can I help?", heard="where is my repair")
    number = replace(
        said, form="repair", field="number", prompt="Your order number?", heard="four seven two nine one six"
    )
    with sqlite_database.writing() as session:
        calls.begin(session, NewCall("CA1", "inbound", "+12025550143", "+12025550100", "en", now))
        for turn, record in enumerate(
            (said, replace(number, meaning="472916", branch="found 472916", confidence=0.93))
        ):
            id_ = calls.add_utterance(session, NewUtterance("CA1", turn, now, CLIP))
            calls.save_turn(session, "CA1", turn, state={}, reply={}, record=replace(record, utterance_id=id_))
        calls.end(session, "CA1", "completed", now)
