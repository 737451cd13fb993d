"""Many inputs for one turn at once: exactly one wins, in threads and in processes, on both databases."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ivr import calls
from ivr.calls import NewCall, TurnRecord
from ivr.storage import Database, Keyring

TURNS = 20


@pytest.fixture
def call(database, now):
    with database.writing() as session:
        calls.begin(session, NewCall("CA1", "inbound", "+12025550143", "+12025550100", "en", now))
    return database


def take_every_turn(database, name):
    """Try to win each turn, in order; return how many were won."""
    won = 0
    for turn in range(TURNS):
        record = TurnRecord(datetime.now(UTC), "keys", heard=name)
        with database.writing() as session:
            won += calls.save_turn(session, "CA1", turn, state={"by": name}, reply={}, record=record)
    return won


def transcript(database):
    with database.reading() as session:
        return calls.transcript(session, "CA1")


def test_each_turn_has_one_winner_among_threads(call):
    with ThreadPoolExecutor(8) as threads:
        won = list(threads.map(lambda name: take_every_turn(call, str(name)), range(8)))
    assert sum(won) == TURNS
    assert [turn.number for turn in transcript(call)] == list(range(TURNS))


def test_each_turn_has_one_winner_among_processes(call, database_url, keys):
    command = [sys.executable, "-m", "tests.calls.test_races", database_url, *keys]
    rivals = [subprocess.Popen([*command, name], stdout=subprocess.PIPE, cwd=Path.cwd()) for name in "ab"]
    won = [int(rival.communicate(timeout=30)[0]) for rival in rivals]
    assert sum(won) == TURNS
    with call.reading() as session:
        assert calls.load(session, "CA1").turn == TURNS


if __name__ == "__main__":
    url, key, index_key, name = sys.argv[1:]
    print(take_every_turn(Database(url, Keyring.from_text(key, index_key)), name))
