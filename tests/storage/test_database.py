import contextlib
import sqlite3
import time
from datetime import datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError, StatementError

from ivr import calls
from ivr.storage import Database, DatabaseBusy


@pytest.fixture
def a_call(now):
    return calls.NewCall("CA1", "inbound", "+12025550143", "+12025550100", "en", now)


def test_an_exception_undoes_what_was_written(database, a_call):
    with contextlib.suppress(KeyError), database.writing() as session:
        calls.begin(session, a_call)
        raise KeyError
    with database.reading() as session:
        assert calls.load(session, "CA1") is None


def test_errors_do_not_repeat_personal_values(database):
    with pytest.raises(SQLAlchemyError) as error, database.writing() as session:
        session.execute(text("SELECT * FROM nowhere WHERE phone = :phone"), {"phone": "+12025550143"})
    assert "5550143" not in str(error.value)


def test_a_time_without_a_zone_is_refused(database, a_call):
    with pytest.raises(StatementError, match="without a zone"), database.writing() as session:
        calls.end(session, "CA1", "completed", datetime(2026, 11, 22))


def test_times_come_back_in_utc(database, a_call, now):
    with database.writing() as session:
        calls.begin(session, a_call)
    with database.reading() as session:
        assert calls.load(session, "CA1").started_at == now


def test_personal_values_are_not_in_the_file(sqlite_database, sqlite_url, a_call):
    with sqlite_database.writing() as session:
        calls.begin(session, a_call)
    sqlite_database.dispose()
    path = sqlite_url.removeprefix("sqlite:///")
    with open(path, "rb") as file:
        content = file.read()
    assert b"CA1" in content
    assert b"5550143" not in content


def test_a_locked_database_is_given_up_before_the_caller_is(sqlite_database, sqlite_url):
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        started = time.monotonic()
        with pytest.raises(DatabaseBusy), sqlite_database.writing():
            pass
    assert time.monotonic() - started < 3.5


def test_a_locked_database_can_still_be_read(sqlite_database, sqlite_url, a_call):
    with sqlite_database.writing() as session:
        calls.begin(session, a_call)
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with sqlite_database.reading() as session:
            assert calls.load(session, "CA1").turn == 0


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 1), ("secure_delete", 1), ("foreign_keys", 1)]
)
def test_sqlite_is_set_up_on_every_connection(sqlite_database, pragma, value):
    with sqlite_database.reading() as session:
        assert session.scalar(text(f"PRAGMA {pragma}")) == value


def test_a_reader_sees_one_state_while_others_write(sqlite_database, a_call):
    with sqlite_database.reading_rows() as rows:
        assert calls.load(rows, "CA1") is None
        with sqlite_database.writing_rows() as others:
            calls.begin(others, a_call)
        assert calls.load(rows, "CA1") is None


def test_broken_writing_leaves_nothing_behind(database, a_call):
    with contextlib.suppress(KeyError), database.writing_rows() as rows:
        calls.begin(rows, a_call)
        raise KeyError
    with database.reading_rows() as rows:
        assert calls.load(rows, "CA1") is None


def test_nobody_but_its_owner_reads_a_sqlite_file(tmp_path, keyring):
    new, old = tmp_path / "new.sqlite3", tmp_path / "old.sqlite3"
    old.touch(mode=0o644)
    for path in (new, old):
        database = Database(f"sqlite:///{path}", keyring)
        with database.writing() as session:
            session.execute(text("CREATE TABLE some (thing)"))
        modes = {each.name: each.stat().st_mode & 0o777 for each in tmp_path.glob(f"{path.name}*")}
        assert list(modes.values()) == [0o600] * 3, modes
        database.dispose()
