"""A command is written once, claimed by one worker, and comes to an end once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from ivr.outbox import FollowUp, enqueue, outcome, promise
from ivr.outbox.letters import letters
from ivr.outbox.rows import LEASE, Outcome, claim, drop, end, put_off, renew, retry

DONE = Outcome("done", {"number": "7"})


@pytest.fixture
def book(database, now):
    """Write the command of a booking."""

    def write(key="CA1:3:booked", payload=None):
        with database.writing_rows() as rows:
            return enqueue(rows, key, "book", payload or {"slot": 9}, now, call_sid="CA1")

    return write


def claimed(database, at, worker="one", most=10):
    with database.writing_rows() as rows:
        return list(claim(rows, worker, {"book"}, at, most))


def ended(database, each, at, how=DONE):
    with database.writing_rows() as rows:
        return end(rows, each, how, at)


def test_a_command_that_comes_twice_is_written_once(book, database, now):
    assert (book(), book()) == (True, False)
    assert len(claimed(database, now)) == 1


def test_many_workers_at_once_never_claim_the_same(book, database, now):
    for number in range(40):
        book(f"CA1:{number}:booked")
    with ThreadPoolExecutor(8) as threads:
        found = threads.map(lambda worker: claimed(database, now, f"worker {worker}", 5), range(8))
        ids = [each.id for some in found for each in some]
    assert len(ids) == len(set(ids)) > 0
    rest = [each.id for each in claimed(database, now, "the last", 40)]
    assert len(set(ids + rest)) == 40


def test_other_kinds_are_left_alone(book, database, now):
    book()
    with database.writing_rows() as rows:
        assert not claim(rows, "one", {"sms"}, now, 10)


def test_the_claim_of_a_dead_worker_is_taken_over_when_its_lease_is_over(book, database, now):
    book()
    claimed(database, now)
    assert not claimed(database, now + LEASE - timedelta(seconds=1), "two")
    (again,) = claimed(database, now + LEASE, "two")
    assert again.attempts == 2


def test_a_worker_that_is_alive_keeps_its_claim(book, database, now):
    book()
    (mine,) = claimed(database, now)
    with database.writing_rows() as rows:
        renew(rows, "one", [mine.id], now + LEASE / 2)
    assert not claimed(database, now + LEASE, "two")


def test_a_worker_that_lost_its_claim_writes_nothing(book, database, now):
    book()
    (mine,) = claimed(database, now)
    (theirs,) = claimed(database, now + LEASE, "two")
    assert not ended(database, mine, now + LEASE, Outcome("refused"))
    assert ended(database, theirs, now + LEASE)
    with database.reading_rows() as rows:
        assert outcome(rows, mine.key) == DONE


def test_what_has_ended_is_not_claimed_again(book, database, now):
    book()
    (mine,) = claimed(database, now)
    assert ended(database, mine, now)
    assert not claimed(database, now + timedelta(days=9))


def test_what_is_put_off_waits(book, database, now):
    book()
    (mine,) = claimed(database, now)
    with database.writing_rows() as rows:
        put_off(rows, mine, now + timedelta(minutes=2), "no answer")
    assert not claimed(database, now + timedelta(minutes=1))
    assert claimed(database, now + timedelta(minutes=2))


@pytest.mark.parametrize("how", [DONE, Outcome("refused", {"reason": "too_late"})])
def test_what_was_promised_follows_with_the_outcome(book, database, now, how):
    book()
    with database.writing_rows() as rows:
        assert promise(rows, "CA1:3:booked", FollowUp("sms", {"to": "+12025550143"}))
    (mine,) = claimed(database, now)
    ended(database, mine, now, how)
    with database.reading_rows() as rows:
        (letter,) = letters(rows, "waiting")
        assert (letter.kind, letter.call_sid) == ("sms", "CA1")


def test_what_has_ended_can_not_be_promised_any_more(book, database, now):
    book()
    (mine,) = claimed(database, now)
    ended(database, mine, now)
    with database.writing_rows() as rows:
        assert not promise(rows, mine.key, FollowUp("sms", {}))


def test_a_dead_letter_is_shown_and_can_be_tried_again(book, database, now):
    book()
    (mine,) = claimed(database, now)
    ended(database, mine, now, Outcome("dead"))
    with database.writing_rows() as rows:
        assert [letter.id for letter in letters(rows)] == [mine.id]
        assert retry(rows, mine.id, now)
        assert not retry(rows, mine.id, now)
    assert claimed(database, now)


def test_a_dead_letter_that_is_dropped_tells_who_was_promised_it(book, database, now):
    book()
    with database.writing_rows() as rows:
        promise(rows, "CA1:3:booked", FollowUp("sms", {}))
    (mine,) = claimed(database, now)
    ended(database, mine, now, Outcome("dead"))
    with database.writing_rows() as rows:
        assert not letters(rows, "waiting")
        assert drop(rows, mine.id, now)
        assert [letter.kind for letter in letters(rows, "waiting")] == ["sms"]


def test_what_a_command_says_is_encrypted(book, database):
    book(payload={"to": "+12025550143"})
    with database.engine.connect() as connection:
        stored = connection.exec_driver_sql("SELECT payload FROM outbox").scalar()
    assert b"2025550143" not in bytes(stored)


@pytest.mark.parametrize(
    ("how", "kept"), [("done", False), ("refused", False), ("dead", True)], ids=["done", "refused", "dead"]
)
def test_what_a_command_said_is_kept_only_where_it_may_be_tried_again(book, database, now, how, kept):
    book()
    with database.writing_rows() as rows:
        promise(rows, "CA1:3:booked", FollowUp("sms", {"to": "+12025550143"}))
    (mine,) = claimed(database, now)
    ended(database, mine, now, Outcome(how))
    with database.engine.connect() as connection:
        stored = connection.exec_driver_sql("SELECT payload, follow_up FROM outbox WHERE kind = 'book'").one()
    assert [part is not None for part in stored] == [kept, kept]
