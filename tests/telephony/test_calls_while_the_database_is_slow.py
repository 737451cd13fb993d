"""What callers get while PostgreSQL is stopped: an agent at once, and every sound."""

import time

import pytest
from sqlalchemy import make_url

from ivr.console.health import KEPT_SECONDS
from ivr.hotline.web import create_app
from ivr.services.repair.demo import CUSTOMER_ORDER, add_demo_repairs
from ivr.storage import Database
from tests.line import Office
from tests.stalling import stalling

pytestmark = pytest.mark.postgres

ANSWER_SECONDS = 4.0


@pytest.fixture
def stopping(postgres_url, keyring, clock):
    """A hotline whose PostgreSQL can be stopped."""
    with stalling(make_url(postgres_url)) as (proxy, url):
        database = Database(url, keyring)
        add_demo_repairs(database, clock())
        yield proxy, Office(database, clock=clock)
        database.dispose()


def timed(ask):
    began = time.monotonic()
    answer = ask()
    return answer, time.monotonic() - began


def test_a_call_gets_an_agent_in_time_then_at_once_and_goes_on_when_it_is_back(stopping):
    proxy, office = stopping
    line, other = office.line(), office.line("CA" + "2" * 32)
    line.rings().presses("1")
    asked = line.document
    proxy.stalls()
    _, first = timed(lambda: line.presses(CUSTOMER_ORDER))
    assert line.verbs[-1] == "Enqueue"
    assert first < ANSWER_SECONDS
    _, next_one = timed(lambda: other.rings().hears("something went wrong"))
    assert other.verbs[-1] == "Enqueue"
    _, sound = timed(lambda: office.app.test_client().get("/audio/hold.wav").get_data())
    assert max(next_one, sound) < 1.0  # nobody waits: a turn's work on a busy machine
    proxy.flows()
    office.database.breaker.succeeded()
    line.document = asked
    line.presses(CUSTOMER_ORDER).hears("phone number")


def test_the_health_page_says_so_in_time(stopping):
    proxy, office = stopping
    client = create_app(office.settings, office.database, office.edge).test_client()
    assert client.get("/health").status_code == 200
    proxy.stalls()
    time.sleep(KEPT_SECONDS)  # until then the page may say what it said before
    answer, seconds = timed(lambda: client.get("/health"))
    assert (answer.status_code, answer.json["status"]) == (503, "down")
    assert seconds < ANSWER_SECONDS
    assert client.get("/sign-in").status_code == 200  # the page itself needs no database
