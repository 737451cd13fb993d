"""The end of a call is written whatever its details are, and how it left the queue may come before or after."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from ivr.calls.tables import CallRow
from ivr.codec import Unreadable
from ivr.routing.tables import QueueVisitRow
from ivr.storage import DatabaseBusy
from ivr.turn import Ended, QueueVisitEnded, note, play, write
from ivr.turn.ending import from_json

ENDED = "completed"


@pytest.fixture
def turns(office):
    return office.edge.context


def visits(database):
    with database.reading() as session:
        return [(row.result, row.waited_seconds) for row in session.scalars(select(QueueVisitRow))]


def test_how_a_call_left_the_queue_counts_when_it_comes_after_the_end(line, turns, clock):
    line.rings().presses("0").hangs_up()
    write(turns, QueueVisitEnded(line.sid, "hangup", 40, clock()))
    assert visits(turns.database) == [("hangup", 40)]
    assert line.call.outcome == "gave_up_waiting"


def test_a_call_that_leaves_the_queue_while_it_goes_on_is_not_concluded(line, turns, clock):
    line.rings().presses("0")
    write(turns, QueueVisitEnded(line.sid, "leave", None, clock()))
    assert visits(turns.database) == [("leave", None)]
    assert not line.call.ended_at


def test_an_end_is_written_though_nobody_can_make_out_what_was_heard(line, turns, clock):
    line.rings()
    with turns.database.writing() as session:
        odd = {**line.call.state, "slots": {"region": 7, "caller": ["?"]}, "language": "tlh"}
        session.execute(update(CallRow).where(CallRow.sid == line.sid).values(state=odd))
    line.hangs_up()
    assert line.call.status == ENDED
    assert line.transcript[-1].branch == f"the call is over: {ENDED}"


class BusyRegions:
    """Stands for a database that is busy while a detail is written."""

    def of_name(self, name):
        raise DatabaseBusy("busy")


def test_what_a_busy_database_does_not_take_waits_in_the_journal(line, office, clock):
    line.rings()
    busy = replace(office.edge.context, regions=BusyRegions())
    with pytest.raises(DatabaseBusy):
        note(busy, Ended(line.sid, ENDED, clock()))
    assert not line.call.ended_at
    assert play(office.edge.context) == 1
    assert line.call.ended_at == clock()


@pytest.mark.parametrize("told", [None, [], {}, {"kind": "married"}])
def test_what_is_no_fact_is_put_aside(turns, told):
    with pytest.raises(Unreadable):
        from_json(told)
    turns.journal.add(told)
    assert play(turns) == 1
    assert play(turns) == 0


def test_a_call_whose_state_and_reply_can_not_be_read_ends_as_a_fault(line, turns):
    line.rings()
    with turns.database.writing() as session:
        unreadable = {"state": {"form": []}, "reply": {"turn": []}}
        session.execute(update(CallRow).where(CallRow.sid == line.sid).values(unreadable))
    line.hangs_up()
    assert (line.call.status, line.call.outcome) == (ENDED, "fault")
    assert line.call.outcome_reason == "its state could not be read"


class BrokenRegions:
    """Stands for a fault of ours in a detail of the end."""

    def of_name(self, name):
        raise ZeroDivisionError(name)


def test_an_end_is_written_without_the_detail_that_breaks(line, turns, clock):
    line.rings()
    write(replace(turns, regions=BrokenRegions()), Ended(line.sid, ENDED, clock()))
    assert line.call.ended_at == clock()
