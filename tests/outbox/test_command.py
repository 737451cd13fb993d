"""`python -m ivr.outbox` for operators."""

import pytest

from ivr.outbox import __main__ as command
from ivr.outbox import enqueue, outcome
from ivr.outbox.rows import Outcome, claim, end


@pytest.fixture
def dead(sqlite_database, sqlite_url, keys, now, monkeypatch):
    """A dead letter in the installation that the command works on."""
    with sqlite_database.writing_rows() as rows:
        enqueue(rows, "CA1:3:booked", "book", {}, now, call_sid="CA1")
        (claimed,) = claim(rows, "one", {"book"}, now, 1)
        end(rows, claimed, Outcome("dead"), now, "no answer")
    monkeypatch.setattr(command, "settings_or_exit", lambda: None)
    monkeypatch.setattr(command, "open_database", lambda *_: sqlite_database)
    return claimed


def status(database):
    with database.reading_rows() as rows:
        return outcome(rows, "CA1:3:booked").status


def test_dead_letters_are_listed_with_what_to_do(dead, capsys):
    assert command.main(["list"]) == 0
    told = capsys.readouterr().out
    assert "(book, call CA1) was not done: no answer" in told
    assert f"`python -m ivr.outbox retry {dead.id}`" in told


@pytest.mark.parametrize(("what", "then"), [("retry", "waiting"), ("drop", "dropped")])
def test_a_dead_letter_is_tried_again_or_given_up(dead, sqlite_database, what, then):
    assert command.main([what, str(dead.id)]) == 0
    assert status(sqlite_database) == then


def test_what_is_no_dead_letter_is_named(dead, capsys):
    assert command.main(["drop", "99"]) == 1
    assert "command 99 is no dead letter" in capsys.readouterr().out


def test_without_tables_one_sentence_says_what_to_do(dead, sqlite_database, capsys):
    with sqlite_database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE outbox")
    assert command.main(["list"]) == 2
    assert "`flask --app app upgrade-database`" in capsys.readouterr().err
