"""Workers do what is written, put off what fails, and give up in the end."""

from datetime import timedelta
from random import Random
from threading import Event

import pytest
from sqlalchemy import update

from ivr.outbox import FollowUp, Handler, Refused, TryAgain, Worker, enqueue, outcome, promise
from ivr.outbox.handling import LONGEST_PAUSE, pause
from ivr.outbox.letters import count, letters
from ivr.outbox.rows import claim
from ivr.outbox.tables import OutboxRow
from tests.damage import damage
from tests.outbox.working import working

KEY = "CA1:3:booked"


class Desk:
    """Does bookings as it is told to: returns or raises the next of `answers`, the last one for ever."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []

    def __call__(self, payload, key):
        self.asked.append((payload, key))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def booked(database, now):
    with database.writing_rows() as rows:
        enqueue(rows, KEY, "book", {"slot": 9}, now, call_sid="CA1")


def works(database, clock, desk):
    return Worker(database, [Handler("book", desk)], clock=clock, chance=Random(1))


def came_of_it(database):
    with database.reading_rows() as rows:
        return outcome(rows, KEY)


@pytest.mark.usefixtures("booked")
class TestACommand:
    def test_is_done_with_its_key_and_its_result_kept(self, database, clock):
        desk = Desk({"number": "7"})
        works(database, clock, desk).work_off()
        assert (desk.asked, came_of_it(database).result) == ([({"slot": 9}, KEY)], {"number": "7"})

    def test_that_is_refused_is_not_asked_again(self, database, clock):
        desk = Desk(Refused("too_late"))
        worker = works(database, clock, desk)
        worker.work_off()
        clock.passes(100_000)
        worker.work_off()
        assert (len(desk.asked), came_of_it(database).result) == (1, {"reason": "too_late"})

    @pytest.mark.parametrize("failure", [TryAgain("no answer"), KeyError("a bug")])
    def test_that_fails_is_tried_again_with_growing_pauses(self, database, clock, failure):
        desk = Desk(failure, failure, {"number": "7"})
        worker = works(database, clock, desk)
        for seconds, asked in ((0, 1), (0.4, 1), (1.2, 2), (0.9, 2), (2.2, 3)):
            clock.passes(seconds)
            worker.work_off()
            assert len(desk.asked) == asked
        assert came_of_it(database).status == "done"

    def test_whose_receiver_stays_away_for_a_day_is_a_dead_letter(self, database, clock, caplog):
        desk = Desk(TryAgain("no answer"))
        worker = works(database, clock, desk)
        while came_of_it(database).status == "waiting":
            worker.work_off()
            clock.passes(600)
        with database.reading_rows() as rows:
            (letter,) = letters(rows)
        assert letter.error == "no answer"
        line = caplog.records[-1].msg
        assert f"`python -m ivr.outbox retry {letter.id}`" in line["event"]
        assert (line["call_sid"], line["turn"], line["command"]) == ("CA1", 3, letter.id)
        assert 70 < len(desk.asked) < 200

    def test_that_nobody_survives_is_a_dead_letter_too(self, database, clock):
        desk = Desk({})
        with database.writing_rows() as rows:
            rows.execute(update(OutboxRow).values(attempts=1))
        clock.passes(timedelta(days=2).total_seconds())
        works(database, clock, desk).work_off()
        assert (came_of_it(database).status, desk.asked) == ("dead", [])

    def test_that_can_not_be_read_is_set_aside_and_hinders_no_other(self, database, clock, now):
        damage(database, "outbox", "payload")
        with database.writing_rows() as rows:
            enqueue(rows, "CA2:1:booked", "book", {"slot": 10}, now)
        desk = Desk({})
        works(database, clock, desk).work_off()
        assert [key for _, key in desk.asked] == ["CA2:1:booked"]
        with database.reading_rows() as rows:
            (letter,) = letters(rows)
        assert letter.error.startswith("what it needs can't be read")

    def test_is_done_though_what_follows_it_can_not_be_read(self, database, clock):
        with database.writing_rows() as rows:
            promise(rows, KEY, FollowUp("sms", {}))
        damage(database, "outbox", "follow_up")
        works(database, clock, Desk({"number": "7"})).work_off()
        assert came_of_it(database).status == "done"

    def test_that_failed_as_often_as_it_may_is_a_dead_letter(self, database, clock):
        desk = Desk(TryAgain("no answer"))
        worker = Worker(database, [Handler("book", desk, most_attempts=3)], clock=clock)
        while came_of_it(database).status == "waiting":
            worker.work_off()
            clock.passes(600)
        assert len(desk.asked) == 3

    def test_that_its_workers_die_of_is_a_dead_letter_after_as_many(self, database, clock):
        desk = Desk({})
        for _ in range(3):
            with database.writing_rows() as rows:
                assert claim(rows, "dies of it", ["book"], clock(), 1)
            clock.passes(31)
        Worker(database, [Handler("book", desk, most_attempts=3)], clock=clock).work_off()
        assert (came_of_it(database).status, desk.asked) == ("dead", [])

    def test_waits_while_nothing_can_be_done(self, database, clock):
        desk = Desk({})
        Worker(database, [Handler("book", desk)], clock=clock, ready=lambda: False).work_off()
        assert (came_of_it(database).status, desk.asked) == ("waiting", [])

    def test_no_worker_takes_is_seen(self, database, clock):
        clock.passes(61)
        with database.reading_rows() as rows:
            assert count(rows, clock()).overdue == 1


def test_a_running_worker_takes_what_is_written(database, now):
    done = Event()
    with working(Worker(database, [Handler("book", lambda payload, key: done.set())])):
        with database.writing_rows() as rows:
            enqueue(rows, KEY, "book", {}, now)
        assert done.wait(5)
    assert came_of_it(database).status == "done"


def test_pauses_grow_and_differ_but_not_for_ever():
    chance = Random(7)
    assert pause(1, chance) != pause(1, chance)
    assert pause(5, chance) > pause(1, chance)
    assert pause(10_000, chance) <= timedelta(seconds=LONGEST_PAUSE * 1.5)
