"""A database that is slow, or silent, keeps nobody waiting for longer than they can."""

import time

import pytest
from sqlalchemy import make_url, text

from ivr import calls
from ivr.calls import NewCall
from ivr.storage import Database, DatabaseBusy, DatabaseUnavailable, Patience, answer_within, no_hurry
from ivr.storage.breaker import FIRST_PAUSE, LONGEST_PAUSE, PROBE_SECONDS, Breaker
from ivr.storage.migrate import upgrade
from tests.stalling import stalling

HURRIED = Patience(statement=0.4, lock=0.2)
SLOW = Patience(statement=2.4, lock=0.3)
"""So that a server on a busy machine has time to say that it gives up."""


@pytest.fixture
def proxied(postgres_url, keyring):
    """A PostgreSQL that can fall silent, and a database that does not wait long for it."""
    with stalling(make_url(postgres_url)) as (proxy, url):
        database = Database(url, keyring, HURRIED)
        yield proxy, database
        database.dispose()


def asks(database):
    """Ask a database; return what came of it, and after how many seconds."""
    began = time.monotonic()
    try:
        with database.reading_rows() as rows:
            came = rows.execute(text("SELECT 1")).scalar_one()
    except DatabaseBusy as error:
        came = type(error)
    return came, time.monotonic() - began


def writes_while_it_falls_silent(proxy, database, now):
    with database.writing_rows() as rows:
        calls.begin(rows, NewCall("CA1", "inbound", "+12025550143", "+12025550100", "en", now))
        proxy.stalls()
        calls.load(rows, "CA1")


@pytest.mark.postgres
class TestAPostgresThatIsSilent:
    def test_is_given_up_in_time_and_then_left_alone_until_it_answers(self, proxied):
        proxy, database = proxied
        assert asks(database)[0] == 1
        proxy.stalls()
        came, seconds = asks(database)
        assert (came, 0.3 < seconds < 3.0) == (DatabaseUnavailable, True)
        came, seconds = asks(database)
        assert (came, seconds < 0.3) == (DatabaseUnavailable, True)
        proxy.flows()
        time.sleep(FIRST_PAUSE)
        assert asks(database)[0] == 1
        assert not database.breaker.open

    def test_in_the_middle_of_a_turn_ends_it_in_time(self, proxied, now):
        proxy, database = proxied
        began = time.monotonic()
        with pytest.raises(DatabaseUnavailable):
            writes_while_it_falls_silent(proxy, database, now)
        assert time.monotonic() - began < 3.0
        proxy.flows()
        time.sleep(FIRST_PAUSE)
        with database.reading_rows() as rows:
            assert calls.load(rows, "CA1") is None

    def test_is_given_up_when_the_answer_is_due_though_its_statements_have_more_time(self, proxied, keyring):
        proxy, hurried = proxied
        database = Database(hurried.engine.url.render_as_string(hide_password=False), keyring, Patience(20.0, 1.0))
        asks(database)
        proxy.stalls()
        answer_within(0.1)
        try:
            assert asks(database)[1] < 5.0
        finally:
            no_hurry()
            database.dispose()

    def test_that_restarts_costs_one_question_at_most(self, proxied):
        proxy, database = proxied
        asks(database)
        proxy.breaks_off()
        assert asks(database)[0] == 1


@pytest.fixture
def slow(postgres_url, keyring):
    database = Database(postgres_url, keyring, SLOW)
    yield database
    database.dispose()


@pytest.mark.postgres
class TestAPostgresThatIsSlow:
    def test_gives_up_by_itself_and_is_not_left_alone(self, slow):
        with pytest.raises(DatabaseBusy), slow.reading_rows() as rows:
            rows.execute(text("SELECT pg_sleep(30)"))
        assert asks(slow)[0] == 1

    def test_does_not_wait_for_locks(self, slow, now):
        with slow.writing_rows() as rows:
            calls.begin(rows, NewCall("CA1", "inbound", "+12025550143", "+12025550100", "en", now))
        with slow.writing_rows() as rows:
            calls.end(rows, "CA1", "completed", now)
            with pytest.raises(DatabaseBusy), slow.writing_rows() as other:
                calls.end(other, "CA1", "failed", now)
        with slow.reading_rows() as rows:
            assert calls.load(rows, "CA1").status == "completed"

    def test_may_take_its_time_for_migrations(self, slow):
        upgrade(slow)


@pytest.mark.postgres
def test_a_postgres_that_is_not_there_is_told_at_once(postgres_url, keyring):
    with stalling(make_url(postgres_url)) as (proxy, url):
        proxy.close()
    database = Database(url, keyring, HURRIED)
    assert asks(database)[0] is DatabaseUnavailable
    assert database.breaker.open


class TestABreaker:
    def test_lets_one_ask_after_each_pause_and_pauses_longer_while_that_fails(self):
        clock = Seconds()
        breaker, pauses = Breaker(clock), []
        breaker.failed(clock())
        for _ in range(6):
            began = clock()
            while not breaker.lets_through():
                clock.now += 0.125
            pauses.append(clock() - began)
            assert not breaker.lets_through()
            breaker.failed(clock())
        assert pauses == [FIRST_PAUSE, 1.0, LONGEST_PAUSE, LONGEST_PAUSE, LONGEST_PAUSE, LONGEST_PAUSE]

    def test_counts_many_who_failed_together_once(self):
        clock = Seconds()
        breaker = Breaker(clock)
        clock.now += 1
        for _ in range(16):
            breaker.failed(began=0.5)
        clock.now += FIRST_PAUSE
        assert breaker.lets_through()

    def test_is_closed_by_an_answer(self):
        breaker = Breaker(Seconds())
        breaker.failed(0.0)
        breaker.succeeded()
        assert breaker.lets_through()

    def test_lets_another_ask_where_the_one_who_may_says_nothing(self):
        clock = Seconds()
        breaker = Breaker(clock)
        breaker.failed(0.0)
        clock.now += FIRST_PAUSE
        assert (breaker.lets_through(), breaker.lets_through()) == (True, False)
        clock.now += PROBE_SECONDS
        assert breaker.lets_through()


class Seconds:
    now = 0.0

    def __call__(self):
        return self.now
