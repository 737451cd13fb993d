"""Guessing is bounded however the guesses come, and no webhook counts twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from ivr.identity.attempts import FAILURES
from ivr.identity.tables import AttemptRow
from ivr.services.repair.demo import CUSTOMER_ORDER, CUSTOMER_PHONE, add_demo_repairs
from ivr.services.repair.source import repairs_source
from ivr.services.repair.sql_repairs import SqlRepairs
from ivr.turn.lookups import LookUps
from tests.line import Clock, Office
from tests.services.repair.asking import ask

FACTOR = CUSTOMER_PHONE[-4:]


def failures(database):
    with database.reading() as session:
        return session.scalar(select(func.count()).where(AttemptRow.failed))


@pytest.fixture
def repairs(database, now):
    add_demo_repairs(database, now)
    return SqlRepairs(database, now=lambda: now)


def test_many_calls_at_once_get_no_more_guesses_than_one(repairs, database, now):
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda guess: ask(repairs, database, CUSTOMER_ORDER, "order", f"9{guess:03}", now), range(24)))
    assert failures(database) == FAILURES
    assert ask(repairs, database, CUSTOMER_ORDER, "order", FACTOR, now) == ()


def test_looking_up_alone_counts_nothing(repairs, database):
    repairs.find(CUSTOMER_ORDER, "order", "0000", "CA1")
    assert failures(database) == 0


@pytest.fixture
def office(repairs, database):
    return Office(database, clock=Clock())


def asked_for_the_factor(office, sid="CA" + "1" * 32):
    return office.line(sid).rings().presses("1").presses(CUSTOMER_ORDER)


def test_a_webhook_that_comes_five_times_at_once_counts_once(office, database):
    at_factor = asked_for_the_factor(office)
    lines = [office.line() for _ in range(5)]
    for line in lines:
        line.document = at_factor.document
    with ThreadPoolExecutor(5) as threads:
        answers = set(threads.map(lambda line: line.presses("0000").bytes, lines))
    assert (len(answers), failures(database)) == (1, 1)


def test_a_slow_wrong_answer_counts_once_when_it_is_told(repairs, database):
    lookups = LookUps(database, {"repairs": repairs_source(repairs)}, patience=0.0)
    line = asked_for_the_factor(Office(database, clock=Clock(), lookups=lookups)).presses("0000")
    assert failures(database) == 0
    while line.waits().turn == 4:
        line.hears("One moment")
    assert failures(database) == 1
    line.hears("I find no repair")


class Overtaken:
    """Repairs whose last try is made by a stranger between our reading and our telling."""

    def __init__(self, repairs, database, now):
        self.repairs, self.database, self.now = repairs, database, now

    def find(self, *asked):
        found = self.repairs.find(*asked)
        ask(self.repairs, self.database, CUSTOMER_ORDER, "order", "0000", self.now)
        return found


@pytest.mark.parametrize("patience", [5.0, 0.0], ids=["at once", "late"])
def test_what_was_read_before_the_last_failure_is_not_told_after_it(repairs, database, now, patience):
    for _ in range(FAILURES - 1):
        ask(repairs, database, CUSTOMER_ORDER, "order", "0000", now)
    overtaken = repairs_source(Overtaken(repairs, database, now))
    lookups = LookUps(database, {"repairs": overtaken}, patience=patience)
    line = asked_for_the_factor(Office(database, clock=Clock(), lookups=lookups)).presses(FACTOR)
    while "One moment" in line.heard:
        line.waits()
    line.hears("I find no repair")
    assert failures(database) == FAILURES
