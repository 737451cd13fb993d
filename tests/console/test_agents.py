"""Calls name the agent who answered: by the account that answers at the number."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from ivr import routing
from ivr.console.tables import SupervisorRow
from ivr.hotline.web import create_app
from ivr.review import audit
from ivr.routing.tables import QueueVisitRow
from ivr.settings import Settings

NUMBERS = ("+12025550198", "+12025550199")


@pytest.fixture
def app(sqlite_database, keys):
    known = {"encryption_keys": keys[0], "index_key": keys[1], "secret_key": "test", "media_port": 9}
    app = create_app(Settings(**known, speech=False, agent_numbers=", ".join(NUMBERS)), sqlite_database)
    app.testing = True
    return app


@pytest.fixture
def answered(sqlite_database, a_call, now):
    """The call of a_call, which the agent at the first number answered; return what stands for that number."""
    with sqlite_database.writing() as session:
        agent = routing.agent_index(session, NUMBERS[0])
        visit = {"call_sid": "CA1", "queue": "agents-1", "topic": "", "joined_at": now, "agent": agent}
        visit |= {"result": "bridged", "waited_seconds": 7, "left_at": now + timedelta(seconds=72)}
        session.execute(insert(QueueVisitRow).values(**visit))
    return agent.hex()


def bobs_phone(supervisor, somebody, agent):
    """Let an administrator say where Bob answers."""
    somebody("agent", "Bob")
    return supervisor.sends("/accounts/2/phone", "/accounts", agent=agent)


def test_an_agent_without_an_account_is_named_by_two_digits(supervisor, answered):
    page = supervisor.sees("/calls/CA1")
    assert "talked to ••• 98. The talk: " in page
    assert ", 1:05 min." in page


def test_an_agent_with_an_account_is_named_on_the_call_and_in_the_list(supervisor, somebody, answered, sqlite_database):
    bobs_phone(supervisor, somebody, answered)
    assert "talked to Bob" in supervisor.sees("/calls/CA1")
    page = supervisor.sees("/calls")
    assert ">Bob</td>" in page
    assert NUMBERS[0] not in page
    with sqlite_database.reading() as session:
        assert audit.entries(session)[0].what == "phone"


def test_calls_are_found_by_agent_and_queue(supervisor, somebody, answered):
    bobs_phone(supervisor, somebody, answered)
    assert "/calls/CA1" in supervisor.sees(f"/calls?agent={answered}")
    assert "/calls/CA1" in supervisor.sees("/calls?queue=agents")
    assert "No call fits" in supervisor.sees("/calls?queue=agent")


def test_a_number_has_one_account(supervisor, somebody, answered, sqlite_database):
    bobs_phone(supervisor, somebody, answered)
    somebody("agent", "Eve")
    supervisor.sends("/accounts/3/phone", "/accounts", agent=answered)
    with sqlite_database.reading() as session:
        owners = select(SupervisorRow.name).where(SupervisorRow.answers_at.is_not(None))
        assert session.scalars(owners).all() == ["Eve"]
    assert supervisor.sends("/accounts/3/phone", "/accounts", agent="00").status_code == 400


def test_searches_are_kept_for_oneself_and_without_numbers(supervisor, somebody, answered):
    page = supervisor.sends(
        "/calls/searches", "/calls?words=repair", name="Repairs", query="words=repair&number=0143&after=x"
    ).text
    assert 'href="/calls?words=repair">Repairs<' in page
    assert "0143" not in page
    assert "Repairs" not in somebody("viewer", "Eve").sees("/calls")
    page = supervisor.sends("/calls/searches/1/drop", "/calls").text
    assert "Repairs" not in page
