"""What breaks below the turn: the database while it is decided, a late answer that can't be kept, a record."""

import time
from dataclasses import replace

import pytest

from ivr.dialog.instructions import LookUpRequest
from ivr.logs import about_call
from ivr.sources import Answer
from ivr.storage import DatabaseBusy
from ivr.turn import Ended, language_and_stream, take, write
from ivr.turn.inputs import Digits
from ivr.turn.lookups import LookUps


class BusyDatabase:
    """Stands for a database that takes and tells nothing."""

    def writing(self):
        raise DatabaseBusy("busy")

    reading = reading_rows = writing


class BusyLookUps:
    """Stands for a source that needs a database which is busy."""

    def ask(self, request, call_sid, turn):
        raise DatabaseBusy("busy")


@pytest.fixture
def turns(office):
    return office.edge.context


def test_a_database_that_is_busy_while_the_turn_is_decided_loses_no_turn(line, turns):
    line.rings().presses("1").presses("472916")
    before = line.turn
    with pytest.raises(DatabaseBusy):
        take(replace(turns, lookups=BusyLookUps()), line.sid, before, Digits("0143"))
    assert line.turn == before
    line.presses("0143").hears("has been in repair")


def test_a_late_answer_that_can_not_be_kept_is_logged_without_its_words(caplog):
    def late(using, call_sid):
        time.sleep(0.05)
        return Answer("4729")

    about_call("CA1", 2)
    asked = LookUps(BusyDatabase(), {"repairs": late}, patience=0.0)
    assert asked.ask(LookUpRequest("repair", "repairs", {}), "CA1", 2) is None
    asked._threads.shutdown()
    (told,) = [record.msg for record in caplog.records if "a late answer was not kept" in str(record.msg)]
    assert told["error"] == "DatabaseBusy"
    assert "4729" not in str(told)


def test_an_end_is_written_though_its_record_breaks(line, turns, clock):
    line.rings()
    write(replace(turns, redactors=None), Ended(line.sid, "completed", clock()))
    assert line.call.ended_at == clock()
    assert line.transcript[-1].branch == "the call is over: completed"


def test_without_the_database_the_language_is_that_of_the_number_called(line, turns):
    line.rings().streams()
    about_call(line.sid, line.turn)
    assert language_and_stream(replace(turns, database=BusyDatabase()), line.sid, "") == ("en", "")
