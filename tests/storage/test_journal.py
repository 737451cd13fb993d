"""What the database can't take waits on disk, in order."""

import subprocess
import sys
from threading import Thread

import pytest

from ivr.settings import PROJECT
from ivr.storage import DatabaseBusy
from ivr.storage.journal import BAD, PLAYING, WAITING, Journal

ADDS = """
import sys; from pathlib import Path; from ivr.storage.journal import Journal
for number in range(50): Journal(Path(sys.argv[1])).add(f"{sys.argv[2]}{number}")
"""


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path / "journal")


@pytest.fixture
def played(journal):
    """Play the journal; return what was written."""

    def play():
        written = []
        journal.play(written.append)
        return written

    return play


def test_facts_are_written_once_in_the_order_they_came(journal, played):
    for number in range(3):
        journal.add({"number": number})
    assert played() == [{"number": 0}, {"number": 1}, {"number": 2}]
    assert played() == []


def test_facts_are_kept_while_the_database_is_down_and_those_that_come_meanwhile_follow(journal, played):
    def down(fact):
        journal.add("second") if fact == "first" else None
        raise DatabaseBusy

    journal.add("first")
    with pytest.raises(DatabaseBusy):
        journal.play(down)
    assert (played(), played()) == (["first"], ["second"])


def test_another_process_finds_what_one_that_died_left(journal, tmp_path):
    journal.add("first")
    assert Journal(tmp_path / "journal").play(lambda fact: None) == 1


def test_half_a_line_is_put_aside_and_keeps_no_other_back(journal, played, tmp_path):
    journal.add("first")
    with (tmp_path / "journal" / WAITING).open("a") as file:
        file.write('{"half')
    assert played() == ["first"]
    assert (tmp_path / "journal" / BAD).read_text() == '{"half\n'


def test_a_fact_that_can_never_be_written_is_put_aside(journal, tmp_path):
    def write(fact):
        if fact == "bad":
            raise ValueError

    journal.add("bad")
    journal.add("good")
    assert journal.play(write) == 2
    assert not (tmp_path / "journal" / PLAYING).exists()
    assert (tmp_path / "journal" / BAD).read_text() == '"bad"\n'


def test_many_processes_add_while_one_plays_and_nothing_is_lost(journal, tmp_path):
    written = []
    adding = [
        subprocess.Popen([sys.executable, "-c", ADDS, str(tmp_path / "journal"), name], cwd=PROJECT) for name in "ab"
    ]
    mine = Thread(target=lambda: [journal.add(f"c{number}") for number in range(50)])
    mine.start()
    while any(process.poll() is None for process in adding):
        journal.play(written.append)
    mine.join()
    journal.play(written.append)
    for name in "abc":
        assert [fact for fact in written if fact[0] == name] == [f"{name}{number}" for number in range(50)]
