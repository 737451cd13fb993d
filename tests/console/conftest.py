from dataclasses import replace

import pytest
from sqlalchemy import select, update

from ivr import calls
from ivr.calls import NewCall, NewUtterance, TurnRecord
from ivr.console.accounts import add_administrator
from ivr.console.tables import SupervisorRow
from ivr.hotline.web import create_app
from ivr.settings import Settings
from tests.console.browser import Browser

CLIP = b"\x00\xff" * 4000


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
        row = session.scalars(select(SupervisorRow)).one()
        stranger.remembers(f"{row.id}:{row.session_key}")
    return stranger


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
