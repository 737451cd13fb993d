"""A caller never waits in silence for a look-up, and is never left without an answer."""

from threading import Event

import pytest

from ivr.services.repair.demo import CUSTOMER_ORDER, CUSTOMER_PHONE
from ivr.services.repair.source import repairs_source
from ivr.services.repair.sql_repairs import SqlRepairs
from ivr.sources import Answer, LookupFailed
from ivr.turn.lookups import LookUps
from tests.line import Office


class Archive:
    """Repairs that are found when somebody lets them be found."""

    def __init__(self, database, clock):
        self.repairs = SqlRepairs(database, now=clock)
        self.found = Event()
        self.failure = None

    def find(self, *asked):
        assert self.found.wait(5)
        if self.failure:
            raise self.failure
        return self.repairs.find(*asked)


@pytest.fixture
def archive(office):
    archive = Archive(office.database, office.clock)
    yield archive
    archive.found.set()


@pytest.fixture
def line(office, archive, clock):
    sources = {"repairs": repairs_source(archive), "repair_tries": lambda *_: Answer({"further": False})}
    lookups = LookUps(office.database, sources, patience=0.05)
    return Office(office.database, clock=clock, lookups=lookups).line()


def asks(line):
    return line.rings().presses("1").presses(CUSTOMER_ORDER).presses(CUSTOMER_PHONE[-4:])


def answered(line):
    """Wait until the answer is in the database, as a caller does by coming back again and again."""
    before = line.turn
    for _ in range(500):
        if line.waits().turn != before:
            return line
    raise AssertionError("the answer never came")


def test_a_slow_answer_begins_with_one_moment(line):
    asks(line).hears("One moment")
    assert line.document.find("Redirect").text.endswith("/voice/4/continue")


def test_until_it_comes_the_caller_gets_the_same_document(line):
    waiting = asks(line).bytes
    assert line.waits().bytes == waiting


def test_it_is_told_when_it_comes(line, archive):
    asks(line)
    archive.found.set()
    answered(line).hears("in repair")


def test_another_process_may_tell_it(line, archive, office):
    asks(line)
    archive.found.set()
    elsewhere = office.line()
    elsewhere.document = line.document
    answered(elsewhere).hears("in repair")


def test_after_twelve_seconds_an_agent_helps(line, clock):
    asks(line)
    clock.passes(13)
    line.waits().hears("can't look that up")
    assert line.verbs[-1] == "Enqueue"


def test_the_agent_key_works_while_waiting(line):
    asks(line).presses("0").hears("agent")
    assert line.verbs[-1] == "Enqueue"


def test_another_key_does_not_disturb_the_look_up(line, archive):
    waiting = asks(line).bytes
    assert line.presses("5").bytes == waiting


FAILURES = [LookupFailed("down", permanent=False), KeyError("wrong answer")]


@pytest.mark.parametrize("failure", FAILURES)
def test_a_source_that_fails_at_once_is_an_apology_and_an_agent(line, archive, failure):
    archive.failure = failure
    archive.found.set()
    asks(line).hears("can't look that up")
    assert line.verbs[-1] == "Enqueue"


@pytest.mark.parametrize("failure", FAILURES)
def test_a_source_that_fails_late_is_an_apology_and_an_agent(line, archive, failure):
    asks(line).hears("One moment")
    archive.failure = failure
    archive.found.set()
    answered(line).hears("can't look that up")


def test_hanging_up_while_waiting_ends_the_call(line, archive):
    asks(line).hangs_up()
    archive.found.set()
    assert line.call.status == "completed"
    assert line.waits().verbs == ["Hangup"]
