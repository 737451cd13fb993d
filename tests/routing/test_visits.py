from datetime import timedelta

import pytest

from ivr import routing
from ivr.routing import Queue


@pytest.fixture
def session(database):
    with database.writing() as session:
        yield session


def test_a_waiting_callers_topic_can_be_whispered(session, now):
    routing.join(session, "CA1", "agents", "repair progress", now)
    assert routing.topic_of(session, "CA1") == "repair progress"


def test_who_has_left_waits_no_more(session, now):
    routing.join(session, "CA1", "agents", "repair progress", now)
    routing.leave(session, "CA1", "hangup", 12, now)
    assert routing.topic_of(session, "CA1") is None


def test_joining_twice_is_one_wait(session, now):
    for topic in ("repair progress", "something else"):
        routing.join(session, "CA1", "agents", topic, now)
    assert routing.topic_of(session, "CA1") == "repair progress"


def test_the_last_waits_are_those_of_callers_who_were_answered(session, now):
    for number, seconds in enumerate((30, 90)):
        routing.join(session, f"CA{number}", "agents", "", now)
        routing.leave(session, f"CA{number}", "bridged", seconds, now + timedelta(minutes=3 + number))
    assert routing.last_waits(session, "agents") == [timedelta(seconds=90), timedelta(seconds=30)]


def test_who_was_never_answered_does_not_count(session, now):
    routing.join(session, "CA1", "agents", "", now)
    routing.leave(session, "CA1", "hangup", 5, now + timedelta(hours=1))
    assert routing.last_waits(session, "agents") == []


def test_only_an_agents_number_may_answer():
    queue = Queue("agents", ("+12025550110",))
    assert queue.is_agent("+12025550110")
    assert not queue.is_agent("+12025550143")


def test_a_caller_who_is_gone_waits_no_more_and_the_result_may_come_later(session, now):
    routing.join(session, "CA1", "agents", "repair", now)
    routing.call_ended(session, "CA1", now)
    assert routing.next_caller(session, ("agents",)) is None
    routing.leave(session, "CA1", "bridged", 30, now + timedelta(minutes=2, seconds=30))
    assert routing.last_waits(session, "agents") == [timedelta(seconds=30)]
