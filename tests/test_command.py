"""Every command ends with an exit code, never with a traceback, whatever it was given and whoever reads it."""

import os
import subprocess
import sys

import pytest
from sqlalchemy import create_engine, text

from ivr.command import INTERRUPTED, READER_GONE, run
from ivr.regions import BadRegion
from ivr.settings import PROJECT, BadSettings


def ended(main):
    with pytest.raises(SystemExit) as end:
        run(main)
    return end.value.code


def fails(error):
    def main():
        raise error

    return main


def test_a_command_ends_with_its_own_code():
    assert ended(lambda: 7) == 7


@pytest.mark.parametrize("error", [BadSettings("IVR_X: write a number"), BadRegion("IVR_X: write a number")])
def test_what_is_wrong_is_one_sentence(error, capsys):
    assert ended(fails(error)) == 2
    assert capsys.readouterr().err == "IVR_X: write a number\n"


def test_a_database_without_tables_is_one_sentence(capsys):
    with create_engine("sqlite://").connect() as empty:
        assert ended(lambda: empty.execute(text("SELECT 1 FROM calls"))) == 1
    assert capsys.readouterr().err.startswith("The database can't be used (no such table: calls); is IVR_DATABASE_URL")


def test_control_c_is_no_error():
    assert ended(fails(KeyboardInterrupt())) == INTERRUPTED


@pytest.mark.thorough
def test_a_reader_that_goes_away_ends_it_quietly():
    reading, writing = os.pipe()
    os.close(reading)
    listing = subprocess.run(
        [sys.executable, "-m", "ivr.services", "--json"], cwd=PROJECT, stdout=writing, stderr=subprocess.PIPE, text=True
    )
    os.close(writing)
    assert (listing.returncode, listing.stderr) == (READER_GONE, "")


def test_every_command_of_ours_is_run_so():
    doors = [path for path in (PROJECT / "ivr").rglob("__main__.py") if "simulator" not in path.parts]
    without = {path.parent.name for path in doors if "run(" not in path.read_text()}
    its_own = {"hotline"}  # answers Ctrl-C before the rest is loaded
    assert without <= its_own, "let ivr.command.run run its main"
