from datetime import timedelta

import pytest
from sqlalchemy import select

from ivr.jobs.purging import Purging
from ivr.privacy.cli import main
from ivr.privacy.erasing import erase
from ivr.privacy.purging import CLOCK
from ivr.privacy.replaying import erase_again, erased_until_now
from ivr.privacy.requests import take_request
from ivr.privacy.tables import PurgeRow
from ivr.settings import Settings
from ivr.storage.backup import back_up, restore
from tests.privacy.test_erasing import ANNA, everything, of


@pytest.fixture
def run(life, tmp_path):
    settings = Settings(_env_file=None, data=tmp_path)
    return lambda *words: main(words, settings, life.database)


def test_a_person_is_handed_over_and_erased(life, at, run, tmp_path, capsys):
    life.calls(ANNA, "CA1", at)
    assert run("export", ANNA, str(tmp_path / "anna.zip")) == 0
    assert (tmp_path / "anna.zip").stat().st_mode & 0o777 == 0o600
    assert run("erase", "(202) 555-0143", "--dry-run") == 0
    assert of(life.database, ANNA)
    assert run("erase", ANNA) == 0
    assert of(life.database, ANNA) == {}
    assert "receipt" in (said := capsys.readouterr().out)
    assert ANNA[2:] not in said


def test_a_hold_is_told_and_ends(life, at, run, capsys):
    life.calls(ANNA, "CA1", at)
    assert run("hold", ANNA, "--reason", "court, file 12", "--until", "2099-01-01") == 0
    assert run("erase", ANNA) == 1
    assert run("holds") == 0
    assert "court, file 12" in capsys.readouterr().out
    assert run("release", ANNA) == 0
    assert run("release", ANNA) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("erase", "hello"),
        ("hold", ANNA, "--reason", "x", "--until", "tomorrow"),
        ("export", ANNA, "/nowhere/anna.zip"),
    ],
)
def test_a_bad_argument_is_one_sentence(run, words, capsys):
    assert run(*words) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_purge_that_may_not_be_says_what_to_do(run, life, at, capsys):
    from ivr.privacy.purging import purge

    purge(life.database, at - timedelta(days=3000))
    assert run("purge") == 1
    assert "--clock-is-right" in capsys.readouterr().err
    assert run("purge", "--clock-is-right") == 0


def test_who_was_erased_is_erased_again_after_a_restore(life, at, tmp_path, erased, subject):
    life.calls(ANNA, "CA1", at)
    back_up(life.database, tmp_path / "night.backup")
    erase(life.database, erased, subject(ANNA), at)
    who = erased_until_now(life.database, erased)
    restore(life.database, tmp_path / "night.backup")
    assert of(life.database, ANNA)
    assert erase_again(life.database, erased, who, at) == 1
    assert everything(life.database) == {}


class Clocks:
    """A clock on the wall and one that counts seconds."""

    def __init__(self, at):
        self.at, self.passed = at, 0.0

    def go(self, by):
        self.at, self.passed = self.at + by, self.passed + by.total_seconds()


def test_the_jobs_purge_every_hour_but_by_no_clock_that_was_set(life, at):
    life.calls(ANNA, "CA1", at - timedelta(days=364, hours=22))
    clocks = Clocks(at)
    purging = Purging(life.database, believe=False, now=lambda: clocks.at, seconds=lambda: clocks.passed)
    clocks.at += timedelta(hours=20)  # somebody sets it
    purging.look()
    purging.look()
    assert of(life.database, ANNA)
    with life.database.reading() as session:
        assert [row.doubt for row in session.scalars(select(PurgeRow))] == [CLOCK]  # once an hour: the health page
    clocks.at -= timedelta(hours=20)
    for _ in range(2):
        purging.look()
        clocks.go(timedelta(hours=1))
    assert of(life.database, ANNA)
    purging.look()
    assert of(life.database, ANNA) == {}


def test_wishes_are_shown_and_changed_when_a_customer_asks_so(run, capsys):
    assert run("wishes", ANNA, "--refuse", "calls", "--refuse", "recordings") == 0
    assert capsys.readouterr().out == "texts       yes\ncalls       no\nrecordings  no\n"
    assert run("wishes", ANNA, "--allow", "calls") == 0
    assert "calls       yes" in capsys.readouterr().out
    assert run("wishes", "nobody") == 2


def test_requests_are_listed_without_saying_whose(life, at, run, capsys):
    with life.database.writing_rows() as rows:
        number = take_request(rows, "CA1:5:x", "erase", ANNA, "en", at)
    assert run("requests") == 0
    said = capsys.readouterr().out
    assert f"{number}  2026-11-22 10:30  erase  waiting" in said
    assert ANNA[2:] not in said
