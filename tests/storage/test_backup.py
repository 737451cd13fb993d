"""A back-up taken while a process writes; the process is killed, the database wrecked, brought back, compared."""

import multiprocessing
import os
import signal
from datetime import UTC, datetime
from itertools import count
from time import sleep

import pytest
from sqlalchemy import make_url, select, text

from ivr import calls
from ivr.calls import NewCall, TurnRecord
from ivr.calls.tables import CallRow, TurnRow
from ivr.storage import Base, Database
from ivr.storage.backup import BackupFailed, address_of, back_up, restore
from ivr.storage.migrate import differences

CALLER = "+12025550143"
NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


def keep_writing(url, keyring):
    """Write calls of two turns each until killed."""
    database = Database(url, keyring)
    record = TurnRecord(NOW, "speech", form="menu", field="wish", prompt="How can I help?", heard="where is my repair")
    for number in count():
        sid = f"CA{number}"
        with database.writing() as session:
            calls.begin(session, NewCall(sid, "inbound", CALLER, "+12025550100", "en", NOW))
            calls.save_turn(session, sid, 0, state={}, reply={"said": "hello"}, record=record)
            calls.save_turn(session, sid, 1, state={}, reply={"said": "again"}, record=record)


@pytest.fixture
def writer(database_url, keyring):
    """A process that writes."""
    process = multiprocessing.get_context("fork").Process(target=keep_writing, args=(database_url, keyring))
    process.start()
    yield process
    if process.is_alive():
        os.kill(process.pid, signal.SIGKILL)
    process.join()


def written(database):
    """Return the calls with their callers and how many turns each has."""
    with database.reading() as session:
        numbers = {sid: number for sid, number in session.execute(select(CallRow.sid, CallRow.from_))}
        turns = [sid for (sid,) in session.execute(select(TurnRow.call_sid))]
    return {sid: (number, turns.count(sid)) for sid, number in numbers.items()}


def wait_for_some(database, more_than=0):
    for _ in range(500):
        found = written(database)
        if len(found) > more_than + 3:
            return found
        sleep(0.02)
    raise AssertionError("the writer writes nothing")


def wreck(database):
    """Lose everything."""
    with database.engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            cascade = " CASCADE" if connection.dialect.name == "postgresql" else ""
            connection.execute(text(f'DROP TABLE "{table.name}"{cascade}'))


def test_a_back_up_taken_while_calls_go_on_brings_all_of_them_back(database, writer, tmp_path):
    file = tmp_path / "hotline.backup"
    before = wait_for_some(database)
    back_up(database, file)
    wait_for_some(database, more_than=len(before))
    os.kill(writer.pid, signal.SIGKILL)
    writer.join()
    at_the_end = written(database)
    wreck(database)
    restore(database, file)
    found = written(database)
    assert before.items() <= found.items() <= at_the_end.items()
    assert len(found) < len(at_the_end)
    assert set(found.values()) == {(CALLER, 2)}  # no call is there by half, and what is encrypted can be read
    assert not differences(database)
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_there_is_not_overwritten(database, tmp_path):
    (tmp_path / "old").write_text("old")
    with pytest.raises(BackupFailed, match="name another file"):
        back_up(database, tmp_path / "old")
    assert (tmp_path / "old").read_text() == "old"


def test_what_is_no_back_up_changes_nothing(database, tmp_path):
    (tmp_path / "other").write_bytes(b"no database at all" * 1000)
    with pytest.raises(BackupFailed):
        restore(database, tmp_path / "other")
    with pytest.raises(BackupFailed, match="there is no file"):
        restore(database, tmp_path / "none")
    assert not differences(database)


def test_a_folder_that_is_not_there_is_said_in_a_sentence(database, tmp_path):
    with pytest.raises(BackupFailed, match="none"):
        back_up(database, tmp_path / "none" / "file")


def test_postgresqls_programs_are_told_no_password_on_their_command_line():
    told = "hotline@db.example.com:5433/hotline?sslmode=verify-full&sslrootcert=%2Fetc%2Fssl%2Fca.pem"
    ours = f"postgresql+psycopg://{told.replace('@', ':secret@')}"
    assert address_of(make_url(ours)) == f"postgresql://{told}"
