"""Every call ends in our books: while the database is down, with damaged rows, and though nobody told us."""

import asyncio
from contextlib import contextmanager, nullcontext
from datetime import timedelta

import pytest
from twilio.rest import Client

from ivr import calls, routing
from ivr.calls import NewCall
from ivr.services.repair.demo import add_demo_repairs
from ivr.simulator.inprocess import EPOCH, SID, TOKEN, Setting, hooks, run_in
from ivr.simulator.phone.run import ScenarioRun
from ivr.simulator.phone.scenario import HangUp, Hear, Press, Scenario, Silence
from ivr.storage import DatabaseUnavailable
from ivr.telephony.reconciliation import Mended, Twilio, Unanswered, reconcile
from ivr.telephony.reconciliation.__main__ import Reconciler
from ivr.turn import play
from tests.damage import damage
from tests.line import CALLER, HOTLINE, Office, line_settings


@pytest.fixture
def office(database, clock):
    add_demo_repairs(database, clock())
    return Office(database, clock=clock)


@contextmanager
def down(database):
    """Let the database answer nobody."""

    def unavailable():
        raise DatabaseUnavailable("down")

    own = {name: getattr(database, name) for name in ("reading_rows", "writing_rows")}
    for name in own:
        setattr(database, name, unavailable)
    try:
        yield
    finally:
        for name in own:
            delattr(database, name)


def ends_untold(line):
    assert line.post("/voice/status", CallStatus="completed").status_code == 500


def inputs(line):
    with line.office.database.reading() as session:
        return [turn.input for turn in calls.transcript(session, line.sid)]


class TestWhileTheDatabaseIsDown:
    def test_an_end_waits_on_disk_and_is_written_with_its_time(self, office, line, clock):
        line.rings().presses("1")
        clock.passes(20)
        ended = clock()
        with down(office.database):
            ends_untold(line)
        assert line.call.ended_at is None
        clock.passes(600)
        assert play(office.edge.context) == 1
        assert (line.call.status, line.call.ended_at) == ("completed", ended)
        assert (line.call.outcome, inputs(line)) == ("hung_up_at_question", ["start", "keys", "hangup"])

    def test_a_wait_that_ends_is_written_before_the_end(self, office, line, clock):
        line.rings().presses("0")
        clock.passes(13)
        with down(office.database):
            assert line.post("/voice/1/queue", QueueResult="hangup", QueueTime="13").status_code == 500
            ends_untold(line)
        assert play(office.edge.context) == 3
        assert (line.call.outcome, line.call.outcome_reason) == ("gave_up_waiting", "after 13 s in the queue")

    def test_who_comes_back_from_an_agent_is_noted_too_and_hears_the_last_resort(self, office, line):
        line.rings().presses("0")
        with down(office.database):
            line.is_back_from_the_queue("bridged", seconds=5)
            assert line.verbs[-1] == "Enqueue"
            ends_untold(line)
        play(office.edge.context)
        assert (line.call.outcome, line.call.outcome_reason) == ("transferred", "waited 5 s")

    def test_what_was_played_twice_is_written_once(self, office, line):
        line.rings()
        with down(office.database):
            ends_untold(line)
            ends_untold(line)  # as the URL's connection overrides ask Twilio to
        play(office.edge.context)
        assert inputs(line) == ["start", "hangup"]


@pytest.mark.parametrize("column", ["state", "reply", "from", "to"])
def test_a_call_ends_though_what_is_stored_with_it_is_damaged(office, line, column):
    line.rings().presses("1")
    damage(office.database, "calls", column)
    line.hangs_up()
    assert (line.call.status, inputs(line)[-1]) == ("completed", "hangup")


def test_a_call_whose_state_is_damaged_gets_an_agent(office, line):
    line.rings().presses("1")
    damage(office.database, "calls", "state")
    line.presses("4").hears("something went wrong")
    assert line.verbs[-1] == "Enqueue"


def test_a_call_ends_though_a_detail_of_its_end_breaks(office, line, monkeypatch):
    line.rings()
    monkeypatch.setattr("ivr.turn.ending.conclude", lambda *_: 1 / 0)
    line.hangs_up()
    assert (line.call.status, line.call.outcome) == ("completed", "")


class Simulated:
    """The hotline at the simulated Twilio: people call, and some webhooks get lost."""

    def __init__(self, database):
        settings = line_settings(public_url="http://app.example", twilio_account_sid=SID, twilio_auth_token=TOKEN)
        self.office = Office(database, settings, clock=lambda: self.now())
        self.now, self.mended = lambda: EPOCH, []
        self.lost = self.down_for = lambda path: False

    def __call__(self, environ, start_response):
        if self.lost(environ["PATH_INFO"]):
            start_response("503 Service Unavailable", [])
            return [b""]
        with down(self.office.database) if self.down_for(environ["PATH_INFO"]) else nullcontext():
            return self.office.app(environ, start_response)

    def runs(self, *steps, meanwhile=(), later=600, then=lambda simulation: None):
        """Let somebody call; do something after so many seconds, reconcile a while after the call, and do more."""

        async def main(simulation):
            self.now = simulation.exchange.clock.date
            self.twilio = Twilio(Client(SID, TOKEN, http_client=simulation.client))
            scenario = Scenario(name="call", steps=steps)
            simulation.exchange.buy(simulation.account, HOTLINE, hooks(setting))
            for seconds, do in dict(meanwhile).items():
                asyncio.get_running_loop().call_later(seconds, do)
            result = await ScenarioRun(simulation.exchange, simulation.account, scenario).run()
            await simulation.exchange.clock.sleep(later)
            self.reconciles()
            then(simulation)
            return result

        setting = Setting(self, "http://app.example/voice", status_callback="http://app.example/voice/status")
        return run_in(setting, main)

    def reconciles(self):
        self.mended.append(reconcile(self.office.edge, self.twilio, EPOCH - timedelta(days=1)))

    def calls(self):
        with self.office.database.reading() as session:
            found = calls.list_calls(session).calls
            return [calls.load(session, call.sid) for call in found]


@pytest.fixture
def simulated(database):
    add_demo_repairs(database, EPOCH)
    return Simulated(database)


def test_where_all_was_told_nothing_is_mended(simulated):
    simulated.runs(Hear("press 1"), Press("1"), Hear("number"), HangUp())
    (call,) = simulated.calls()
    assert (call.status, simulated.mended) == ("completed", [Mended()])


def test_a_call_whose_end_nobody_told_us_is_ended_as_twilio_says(simulated):
    simulated.lost = lambda path: path == "/voice/status"
    simulated.runs(Hear("press 1"), HangUp())
    (call,) = simulated.calls()
    assert (call.status, simulated.mended) == ("completed", [Mended(ended=1)])
    assert call.ended_at - call.started_at < timedelta(seconds=60)  # as at Twilio, not when it was found out


def test_a_call_that_came_while_we_were_down_is_written_down(simulated):
    simulated.lost = lambda path: path.startswith("/voice")
    simulated.runs(Silence(5), HangUp())
    (call,) = simulated.calls()
    assert (call.from_, call.to, call.status) == (CALLER, HOTLINE, "completed")
    assert simulated.mended == [Mended(begun=1)]


def test_a_call_that_twilio_does_not_know_is_over(simulated):
    with simulated.office.database.writing() as session:
        calls.begin(session, NewCall("CA1", "inbound", CALLER, HOTLINE, "en", EPOCH))
    simulated.runs(Hear("press 1"), HangUp())
    assert simulated.mended == [Mended(ended=1)]
    assert simulated.office.line("CA1").call.status == "failed"


def test_a_caller_who_came_to_the_queue_while_the_database_was_down_is_in_the_books_soon(simulated):
    seen = []

    def looks():
        simulated.reconciles()
        with simulated.office.database.reading_rows() as rows:
            seen.append(routing.next_caller(rows, ("agents",)))

    simulated.down_for = lambda path: path == "/voice/1/keys"
    simulated.runs(Hear("press 1"), Press("0"), Silence(60), HangUp(), meanwhile={40: looks})
    (call,) = simulated.calls()
    assert (seen[0].call_sid, simulated.mended[0]) == (call.sid, Mended(joined=1))
    assert (call.status, call.outcome) == ("completed", "gave_up_waiting")


def test_a_caller_who_has_left_the_queue_waits_no_more(simulated):
    def believed_to_wait():
        (call,) = simulated.calls()
        with simulated.office.database.writing_rows() as rows:
            routing.join(rows, call.sid, "agents", "repair", call.started_at)

    simulated.runs(Hear("press 1"), Silence(60), HangUp(), meanwhile={10: believed_to_wait, 40: simulated.reconciles})
    assert simulated.mended[0] == Mended(left=1)


def test_the_process_plays_at_once_compares_every_half_minute_and_survives_all(office, line, monkeypatch):
    twilio, database = FailingTwilio(), office.database
    reconciler = Reconciler(office.edge, twilio)
    line.rings()
    with down(database):
        ends_untold(line)
        reconciler.work()
    assert (line.call.ended_at, twilio.asked) == (None, 0)
    reconciler.work()
    assert (line.call.status, twilio.asked) == ("completed", 1)
    reconciler.work()
    assert twilio.asked == 1


class FailingTwilio:
    asked = 0

    def under_way(self):
        self.asked += 1
        raise Unanswered("HTTP 503, code 0")
