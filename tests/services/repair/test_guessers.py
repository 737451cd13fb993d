"""Many calls of guessers, with owners among them: no record opens, owners are served, the alarm is raised."""

import os
from dataclasses import dataclass
from random import Random

import pytest

from ivr.identity.alarm import recent_tries
from ivr.services import Context, open_sources
from ivr.services.repair.demo import demo_rows
from ivr.services.repair.importer import store_repair
from ivr.sources import Row, import_rows
from ivr.turn.lookups import LookUps
from tests.line import Clock, Office, line_settings

CALLS = int(os.environ.get("GUESSES", "10000"))
BETWEEN_CALLS = 24 * 3600 / 10_000
MENU, STEPS, MORE = 1, 3, 1
"""Keys of the menu; answers that an owner gives when nobody guesses, and how many more when somebody does."""


@dataclass(frozen=True)
class Record:
    order: str
    phone: str
    imei: str


@pytest.fixture
def records(sqlite_database, now):
    """Repairs of as many customers."""
    rows = [row for row in demo_rows(now) if row["phone"] != "+12025550143"]
    import_rows(sqlite_database, store_repair, map(Row, rows))
    return [Record(row["order"], row["phone"], row["imei"][0]) for row in rows]


@pytest.fixture
def office(sqlite_database):
    settings, clock = line_settings(), Clock()
    sources = open_sources(Context(settings, sqlite_database, clock, answer_after=0.0))
    return Office(sqlite_database, settings, clock, lookups=LookUps(sqlite_database, sources))


def answers(line, given):
    """Call and answer by keys; return how many answers it took until the repair was told, None when it was not."""
    answered = answers_each(line.rings().presses("1"), given)
    line.hangs_up()  # else the caps on live calls are all that stops a guesser
    return answered


def answers_each(line, given):
    """Answer each question; return how many answers it took, None where the repair was not told."""
    for step in range(2, 14):
        state = line.call.state
        if state["slots"].get("repairs") and state["awaits"] not in given:
            return step - 1
        if state["awaits"] not in given or "Gather" not in line.verbs:
            return None
        line.presses(given[state["awaits"]](step))
    return None


def guesser(chance, record):
    """Knows one number of a record, and guesses the others; shows any number as the one called from."""
    phone = lambda _: f"{chance.choice(('202', '303'))}555{chance.randrange(10**4):04}"  # noqa: E731
    imei = lambda _: f"{chance.randrange(10**6):06}"  # noqa: E731
    order = lambda _: f"{chance.randrange(10**6):06}"  # noqa: E731
    if chance.random() < 0.5:
        return {"number": lambda _: record.order, "factor": phone, "further": imei}
    return {"number": lambda _: record.phone[2:], "factor": imei, "further": order}


def owner(chance, record):
    """Gives what they have: by order number and phone."""
    return {
        "number": lambda _: record.order,
        "factor": lambda _: record.phone[2:],
        "further": lambda _: record.imei[-6:],
    }


def attack(office, records, calls, seed):
    """Let guessers call 10,000 times a day, one in 20 an owner; return opened, seconds to alarm, owners' steps."""
    chance, opened, steps, alarm = Random(seed), 0, [], None
    targets = records[:30]
    for number in range(calls):
        office.clock.passes(BETWEEN_CALLS)
        record, sid = chance.choice(targets), f"CA{number:032x}"
        if number % 20 == 9:
            shown = chance.choice((record.phone, "+13035550999"))
            steps.append(answers(office.line(sid, shown), owner(chance, record)))
            continue
        shown = chance.choice((f"+1303{chance.randrange(10**7):07}", "anonymous"))
        opened += answers(office.line(sid, shown), guesser(chance, record)) is not None
        with office.database.reading_rows() as rows:
            if alarm is None and recent_tries(rows, office.clock()).alarming:
                alarm = (number + 1) * BETWEEN_CALLS
    return opened, alarm, steps


def test_ten_calls_of_guessers_open_nothing_raise_the_alarm_and_keep_no_owner_out(office, records):
    opened, alarm, steps = attack(office, records, calls=10, seed=12)
    assert opened == 0
    assert alarm <= 60
    assert len(steps) == 1
    assert max(steps) <= STEPS + MORE


@pytest.mark.soak
def test_many_calls_of_guessers_open_nothing_raise_the_alarm_and_keep_no_owner_out(office, records):
    opened, alarm, steps = attack(office, records, calls=CALLS, seed=5)
    print(f"\n{CALLS} calls: {opened} opened, alarm after {alarm:.0f} s, {len(steps)} owners: ", end="")
    served = [step for step in steps if step]
    print(f"{len(served)} served, by {min(served)} to {max(served)} answers")
    assert opened == 0
    assert alarm <= 60
    assert len(steps) == CALLS // 20
    assert max(steps) <= STEPS + MORE
