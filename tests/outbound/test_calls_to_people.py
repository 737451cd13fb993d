"""Calls to people through Twilio's edge: who answers hears who calls and why, a machine hears no detail."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from ivr import outbound
from ivr.hotline.outbound import open_outbound
from ivr.outbound import Plan
from ivr.outbound.attempts import begin
from ivr.outbound.campaigns import standings
from ivr.outbound.line import NotCalled
from ivr.outbound.tables import CallAttemptRow, CalledPersonRow
from ivr.services.repair.demo import CUSTOMER_PHONE, add_demo_repairs
from ivr.services.repair.tables import RepairRow
from tests.line import HOTLINE, Clock, Office, line_settings

MONDAY = datetime(2026, 11, 23, 15, tzinfo=UTC)


class Called:
    """One campaign, and what the customer hears whom it calls."""

    def __init__(self, database):
        self.office = Office(database, line_settings(calls_from=HOTLINE), Clock(MONDAY))
        add_demo_repairs(database, self.office.clock())
        self.outbound = open_outbound(self.office.settings, database, self.office.clock)

    def campaign(self, reason):
        return self.outbound.start(Plan(reason, "default"), "test")

    def rings(self, reason="ready", by="human", sid="CA" + "7" * 32, to=CUSTOMER_PHONE):
        """Ring the customer, as the worker would; who answers is `by`."""
        line = self._tries(reason, sid, to)
        line.always |= {"To": to, "Direction": "outbound-api"}
        return line.fetch(f"/voice/outbound/{self.ref}", AnsweredBy=by)

    def goes_unanswered(self, number=1):
        """Begin a try, and return the line on which Twilio will tell how it ends."""
        return self._tries("ready", f"CA{number:032x}", CUSTOMER_PHONE)

    def _tries(self, reason, sid, to):
        self.campaign(reason)
        with self.office.database.writing_rows() as rows:
            index = self.office.database.keyring.blind_index(to)
            found = rows.execute(select(CalledPersonRow.id).where(CalledPersonRow.phone_index == index))
            self.ref = begin(rows, found.scalars().all()[-1], index, self.office.clock())
        return self.office.line(sid=sid, caller=HOTLINE)

    def standing(self):
        with self.office.database.reading_rows() as rows:
            return standings(rows)[0]

    def ends(self, line, status="completed"):
        for _ in range(2):
            assert line.post(f"/voice/outbound/{self.ref}/status", CallStatus=status).status_code == 204


@pytest.fixture
def called(sqlite_database):
    return Called(sqlite_database)


def test_who_answers_hears_who_calls_then_why(called):
    line = called.rings().hears("We're calling about a repair").presses("1")
    line.hears("ready to be picked up").hears("Anything else?")
    called.ends(line)
    assert (called.standing().people["reached"], called.standing().attempts) == (1, {"talked": 1})


def test_no_detail_is_told_before_the_person_wants_to_hear_it(called):
    line = called.rings()
    assert "ready" not in line.heard


def test_a_repair_that_is_late_is_told_and_with_a_new_day_it_is_no_news(called):
    yesterday = (called.office.clock() - timedelta(days=1)).date()
    with called.office.database.writing() as session:
        late = session.execute(update(RepairRow).where(RepairRow.stage == "in_repair").values(promised=yesterday))
    assert late.rowcount
    called.rings("delay").presses("1").hears("isn't ready by the promised day").hears("Anything else?")
    with called.office.database.writing() as session:
        session.execute(update(RepairRow).values(promised=called.office.clock().date()))
    called.rings("delay", sid="CA" + "6" * 32).hears("settled in the meantime")


def test_by_voice_it_is_the_same(called):
    line = called.rings("quote")
    line.says("yes", "hear", grammar="news_wanted").hears("the repair waits for your answer").hears("order number")


@pytest.mark.parametrize("way", ["key", "voice"])
def test_stop_is_stop_at_once(called, way):
    line = called.rings()
    line = line.presses("3") if way == "key" else line.says("stop calling me", "stop", grammar="news_wanted")
    line.hears("We won't call you any more.").hears("Goodbye.")
    with called.office.database.reading_rows() as rows:
        assert outbound.is_do_not_call(rows, CUSTOMER_PHONE)


def test_who_doubts_is_told_how_to_make_sure(called):
    line = called.rings().presses("2").hears("Hang up, call the number on our website").hears("To hear the news")
    called.ends(line)
    asks = called.office.line(sid="CA" + "8" * 32).fetch("/voice?form=door_really_you")
    asks.hears("We called your number").hears("that was us")


def test_whom_we_did_not_call_hears_so(called):
    called.office.line(sid="CA" + "8" * 32).fetch("/voice?form=door_really_you").hears("We have not called your number")


@pytest.mark.parametrize("by", ["machine_end_beep", "machine_end_silence", "machine_start"])
def test_a_machine_gets_no_detail(called, by):
    line = called.rings(by=by).hears("We have news for you")
    assert "repair" not in line.heard
    assert line.verbs[-1] == "Hangup"
    called.ends(line)
    assert called.standing().people["message_left"] == 1


def test_a_busy_line_is_tried_again_later_and_not_for_ever(called):
    for tries in range(1, 4):
        called.ends(called.goes_unanswered(tries), "busy")
    assert called.standing().people["given_up"] == 1
    assert called.standing().attempts == {"busy": 3}


def test_a_repair_that_changed_meanwhile_is_no_news(called):
    called.campaign("ready")
    with called.office.database.writing_rows() as rows:
        rows.execute(update(RepairRow).values(stage="delivered"))
    called.rings().hears("settled in the meantime").hears("Goodbye.")


def test_one_whose_repair_changed_is_not_dialled(called):
    called.goes_unanswered()
    with called.office.database.writing_rows() as rows:
        rows.execute(update(RepairRow).values(stage="delivered"))
    assert called.outbound.dialler({"attempt": called.ref}, "outbound:1") == {}
    assert called.standing().people["changed"] == 1


@pytest.mark.parametrize(
    ("code", "people", "tries"),
    [(21211, {"waiting": 3, "unreachable": 1}, {"unreachable": 1}), (21212, {"waiting": 4}, {"put_off": 1})],
)
def test_what_twilio_refuses_because_of_us_is_no_end_for_the_person(called, code, people, tries):
    class Refusing:
        def call(self, *_):
            raise NotCalled(code)

    called.goes_unanswered()
    replace(called.outbound.dialler, line=Refusing())({"attempt": called.ref}, "outbound:1")
    standing = called.standing()
    assert (standing.people, standing.attempts) == (people, tries)
    with called.office.database.reading_rows() as rows:
        assert outbound.latest_call(rows, CUSTOMER_PHONE, MONDAY) is None


def test_a_stopped_campaign_dials_nobody(called):
    called.goes_unanswered()
    with called.office.database.writing_rows() as rows:
        outbound.stop(rows, "ready default")
    called.outbound.dialler({"attempt": called.ref}, "outbound:1")
    with called.office.database.reading_rows() as rows:
        assert rows.execute(select(CallAttemptRow.outcome)).scalar_one() == "put_off"


def test_a_second_start_adds_nobody_twice(called):
    assert called.campaign("ready") > 0
    assert called.campaign("ready") == 0


def test_satisfaction_asks_the_two_questions(called):
    with called.office.database.writing_rows() as rows:
        since = called.office.clock().replace(day=19)
        rows.execute(update(RepairRow).values(stage="delivered", since=since))
    line = called.rings("satisfaction").presses("1").hears("came back a few days ago")
    line.hears("Is your phone all right now?").presses("2").hears("How good was our repair").presses("4").hears(
        "Goodbye."
    )


def test_a_call_that_we_did_not_make_is_let_go(called):
    line = called.office.line(caller=HOTLINE)
    assert line.fetch("/voice/outbound/abcdefgh", AnsweredBy="human").verbs == ["Hangup"]


def test_a_fax_hears_nothing(called):
    assert called.rings(by="fax").verbs == ["Hangup"]
