"""What Twilio keeps of calls is deleted there: recordings at once, all of it when a person is erased."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from twilio.rest import Client

from ivr import codec
from ivr.calls.copies import FORGET, Copies
from ivr.outbox import TryAgain
from ivr.outbox.tables import OutboxRow
from ivr.simulator.engine.recordings import Recording
from ivr.simulator.inprocess import SID, TOKEN
from ivr.simulator.phone.scenario import HangUp, Hear
from ivr.telephony.copies import forget_copies
from ivr.telephony.live_call import rest_client
from ivr.telephony.reconciliation import Mended
from tests.telephony.rest_stand import rest_stand
from tests.telephony.test_every_call_ends import Simulated

RECORDING, OTHER = "RE" + "1" * 32, "RE" + "2" * 32


def wanted(database):
    with database.reading() as session:
        rows = session.execute(select(OutboxRow.payload, OutboxRow.due_at).where(OutboxRow.kind == FORGET)).all()
    return [(codec.load(Copies, payload), due) for payload, due in rows]


@pytest.fixture
def simulated(sqlite_database):
    return Simulated(sqlite_database)


def during(simulated, do):
    """Let somebody call, and do something with the exchange some minutes after it."""
    seen = []

    def look(simulation):
        (call,) = simulated.calls()
        made = simulation.exchange.clock.date()
        for sid, of in ((RECORDING, call.sid), (OTHER, "CA" + "9" * 32)):
            simulation.exchange.recordings[sid] = Recording(sid, SID, of, "RecordVerb", "", made, status="completed")
        seen.append(do(simulation, call))

    simulated.runs(Hear("press 1"), HangUp(), then=look)
    return seen[0]


def test_with_a_call_go_its_recordings_and_nobody_elses(simulated):
    def forget(simulation, call):
        client = Client(SID, TOKEN, http_client=simulation.client)
        handler = forget_copies(client)
        handler.do(codec.dump(Copies(calls=(call.sid,))), "key")
        handler.do(codec.dump(Copies(calls=(call.sid,), recordings=(RECORDING,), texts=("SM" + "1" * 32,))), "key")
        return set(simulation.exchange.recordings), [each.sid for each in client.calls.list()]

    assert during(simulated, forget) == ({OTHER}, [])


def test_a_recording_of_ours_that_nobody_told_us_of_is_found_and_no_other(simulated, sqlite_database):
    def look_later(simulation, call):
        simulated.now = lambda: simulation.exchange.clock.date() + timedelta(minutes=11)
        simulated.reconciles()
        simulated.reconciles()

    during(simulated, look_later)
    assert simulated.mended[-2:] == [Mended(copies=1), Mended()]
    assert [copies for copies, _ in wanted(sqlite_database)] == [Copies(recordings=(RECORDING,))]


@pytest.mark.parametrize("key", ["", "hangup", "5"])
def test_a_recording_is_deleted_a_minute_after_its_webhook_whatever_ended_it(line, clock, key):
    line.rings()
    for _ in range(2):
        line.fetch("/voice/1/recorded", RecordingSid=RECORDING, Digits=key)
    assert wanted(line.office.database) == [(Copies(recordings=(RECORDING,)), clock() + timedelta(minutes=1))]


@pytest.mark.parametrize("answer", [(503, {"code": 20503}), (400, {"code": 20009})])
def test_what_twilio_does_not_delete_now_is_asked_again(answer):
    with rest_stand(answer) as twilio, pytest.raises(TryAgain, match=str(answer[1]["code"])):
        forget_copies(rest_client(twilio.settings())).do(codec.dump(Copies(recordings=(RECORDING,))), "key")
