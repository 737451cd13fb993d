"""The disk is full or read-only, or no file can be opened: callers get answers, what was committed is whole."""

import os
import resource
import shutil
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import text

from ivr import calls
from ivr.services.repair.demo import add_demo_repairs
from ivr.storage import Database
from ivr.storage.journal import Journal
from ivr.storage.migrate import upgrade
from ivr.turn import play
from ivr.turn.ending import DATABASE_ERRORS
from tests.line import Office
from tests.postgres import _binaries, _own_server, new_database

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a disk of its own")
SMALL, BIG = "6m", "160m"


class Disk:
    """A small file system in memory."""

    def __init__(self, folder):
        self.folder = folder
        self.ballast = folder / "ballast"

    @contextmanager
    def full(self):
        with suppress(OSError), self.ballast.open("wb", buffering=0) as file:
            while True:
                file.write(b"x" * 4096)
        yield
        self.ballast.unlink()

    @contextmanager
    def read_only(self):
        subprocess.run(["mount", "-o", "remount,ro", self.folder], check=True)
        yield
        subprocess.run(["mount", "-o", "remount,rw", self.folder], check=True)


@contextmanager
def a_disk(folder, size):
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def no_more_files():
    """Let this process open not one more file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    highest = max(map(int, os.listdir("/proc/self/fd")))
    taken = [os.open("/dev/null", os.O_RDONLY) for _ in range(highest - len(os.listdir("/proc/self/fd")) + 8)]
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(map(int, os.listdir("/proc/self/fd"))), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        for each in taken:
            os.close(each)


@pytest.fixture
def disk(tmp_path):
    with a_disk(tmp_path / "disk", SMALL) as disk:
        yield disk


@pytest.fixture
def office(disk, migrated_file, keyring, clock):
    shutil.copy(migrated_file, disk.folder / "hotline.sqlite3")
    database = Database(f"sqlite:///{disk.folder / 'hotline.sqlite3'}", keyring)
    add_demo_repairs(database, clock())
    yield Office(database, clock=clock, journal=Journal(disk.folder / "journal"))
    database.dispose()


def answers(line):
    """Tell whether the last document leads on: to a question, an agent or, out of all ways, an honest goodbye."""
    return {"Gather", "Enqueue", "Redirect", "Hangup"} & set(line.verbs)


def takes_nothing(database):
    """Tell whether the database can write nothing of some size."""
    many = "generate_series(1, 100000) AS n(i)"
    if database.engine.dialect.name == "sqlite":
        many = "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT i FROM n)"
    try:
        with database.writing_rows() as rows:
            rows.execute(text(f"CREATE TABLE ballast AS SELECT i, i + 1 AS more FROM {many}"))
    except DATABASE_ERRORS:
        return True
    return False


def fails_for_a_while(office, fault):
    """Have two calls under way and a third come in while the fault lasts; they go on, and all end in the books."""
    before, under_way, later = (office.line(f"CA{number:032x}", f"+1202555014{number}") for number in (1, 2, 3))
    before.rings().presses("1").hangs_up()
    under_way.rings().presses("1")
    office.database.dispose()  # a file that is open for writing keeps its disk from being made read-only
    with fault:
        for line in (under_way.presses("472916"), later.rings(), later.fetch("/voice/1/keys", Digits="0")):
            assert answers(line)
        assert takes_nothing(office.database)
        ends = [line.post("/voice/status", CallStatus="completed").status_code for line in (under_way, later)]
        assert set(ends) <= {204, 500}  # Twilio tells us again after a 500, and the reconciliation looks
    office.database.dispose()
    play(office.edge.context)
    for line in (under_way, later):
        line.post("/voice/status", CallStatus="completed")
    assert [before.call.status, under_way.call.status] == ["completed", "completed"]
    assert [turn.input for turn in before.transcript] == ["start", "keys", "hangup"]
    after = office.line("CA" + "f" * 32).rings().presses("1").hears("order number")
    assert after.call.status == calls.LIVE


def is_whole(database):
    with database.engine.connect() as connection:
        return connection.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"


def test_with_a_full_disk_calls_go_on_and_what_was_committed_is_whole(office, disk):
    fails_for_a_while(office, disk.full())
    assert is_whole(office.database)


def test_with_a_read_only_disk_calls_go_on_and_what_was_committed_is_whole(office, disk):
    fails_for_a_while(office, disk.read_only())
    assert is_whole(office.database)


def test_with_no_file_left_to_open_calls_go_on_and_what_was_committed_is_whole(office):
    fails_for_a_while(office, no_more_files())
    assert is_whole(office.database)


@pytest.fixture
def public_folder():
    """A folder that PostgreSQL's own user may reach."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.soak
@pytest.mark.postgres
def test_with_the_disk_of_postgresql_full_calls_go_on_and_what_was_committed_is_whole(
    public_folder, keyring, clock, monkeypatch
):
    if _binaries() is None:
        pytest.skip("no PostgreSQL binaries: this one must be our own, on a disk of its own")
    with a_disk(public_folder / "disk", BIG) as disk:
        disk.folder.chmod(0o777)
        monkeypatch.setattr(tempfile, "tempdir", str(disk.folder))
        with _own_server(_binaries()) as url, new_database(url, "full") as address:
            database = Database(address, keyring)
            upgrade(database)
            add_demo_repairs(database, clock())
            fails_for_a_while(Office(database, clock=clock), disk.full())
            database.dispose()
