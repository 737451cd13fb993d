"""What a region's file says is heard in its calls: what it serves, its hours, its country, its language."""

from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from ivr import routing
from ivr.services.repair.source import repairs_source
from ivr.services.repair.sql_repairs import SqlRepairs
from tests.damage import damage
from tests.line import Clock

SORRY = "Nous sommes désolés, un problème est survenu"
WEEKDAYS = "hours:\n  mon-fri: 08:00-20:00\n"
SUNDAY, MONDAY = datetime(2026, 11, 22, 10, 30, tzinfo=UTC), datetime(2026, 11, 23, 10, 30, tzinfo=UTC)


@pytest.fixture
def clock():
    return Clock(SUNDAY)


@pytest.fixture
def after_notice(open_office, clock):
    """Opens an office and returns a caller who has heard the notice."""

    def ringing(languages, more="", **services):
        line = open_office(languages, more, **services).line().rings()
        clock.passes(60)
        return line

    return ringing


def test_a_service_that_the_region_lacks_is_not_in_the_menu(open_office):
    line = open_office("en", "services: [warranty]\n").line().rings().hears("For your warranty, press 2.")
    assert "repair" not in line.heard


def test_nor_is_it_offered_among_the_topics_of_free_words(after_notice):
    line = after_notice("en", "services: [warranty]\n", hears=True).streams()
    line.says("my phone broke is it covered", {"topic": ["repair", "warranty", "screen"]})
    assert "Your repair" not in line.heard
    line.hears("warranty")


def test_who_asks_for_it_by_name_gets_an_agent(after_notice):
    after_notice("en", "services: [warranty]\n").presses("1").hears("connecting you with an agent")


BACK = "no agent is here at this time. Our agents are back tomorrow at 8:00 AM. Anything else?"


def test_out_of_hours_the_caller_hears_when_agents_are_back_and_gets_no_place_in_line(after_notice, sqlite_database):
    line = after_notice("en", WEEKDAYS).presses("0").hears(BACK)
    assert "Enqueue" not in line.verbs
    with sqlite_database.reading_rows() as rows:
        assert routing.last_visit(rows, line.call.sid) is None


def test_out_of_hours_all_else_is_still_served(after_notice):
    line = after_notice("en", WEEKDAYS).presses("0").hears(BACK)
    line.presses("1").hears("press").presses("1").hears("order number")


def test_who_asks_again_out_of_hours_is_told_again(after_notice):
    after_notice("en", WEEKDAYS).presses("0").presses("0").hears(BACK)


def test_who_says_nothing_out_of_hours_is_said_goodbye(after_notice):
    line = after_notice("en", WEEKDAYS).presses("0").is_silent().is_silent().is_silent().hears("Goodbye")
    assert line.verbs[-1] == "Hangup"


def test_who_wants_nothing_else_is_said_goodbye_and_counted(after_notice):
    line = after_notice("en", WEEKDAYS).presses("0").presses("2").hears("Goodbye").hangs_up()
    assert line.call.outcome == "out_of_hours"


def test_who_smells_smoke_is_warned_before_hearing_that_nobody_is_here(after_notice):
    line = after_notice("en", WEEKDAYS, hears=True).streams()
    line.says("my phone is smoking", {"topic": ["safety"]}).hears("no agent is here")
    assert line.heard.index("Stop using the phone") < line.heard.index("no agent is here")


def test_agents_who_come_during_the_call_are_there(after_notice, clock):
    line = after_notice("en", WEEKDAYS).presses("0").hears("no agent is here")
    clock.now = MONDAY
    line.presses("0").hears("connecting you with an agent")


def test_agents_who_leave_during_the_call_are_gone(after_notice, clock):
    clock.now = MONDAY.replace(hour=19, minute=58)
    line = after_notice("en", WEEKDAYS)
    clock.passes(180)
    line.presses("0").hears("no agent is here at this time. Our agents are back tomorrow")


def test_nothing_is_said_of_a_return_where_no_agents_are_expected(after_notice):
    after_notice("en", "hours: {}\n").presses("0").hears("no agent is here at this time. Anything else?")


def test_in_hours_the_agent_is_announced(after_notice, clock):
    clock.now = MONDAY
    after_notice("en", WEEKDAYS).presses("0").hears("connecting you with an agent")


def test_a_public_holiday_is_a_day_off(after_notice, clock):
    clock.now = datetime(2026, 12, 25, 10, 30, tzinfo=UTC)
    after_notice("fr", WEEKDAYS).presses("0").hears("Nos conseillers seront de retour")


class Asked(SqlRepairs):
    def find(self, question):
        self.asked = question.identifier
        return super().find(question)


@pytest.mark.parametrize(
    ("region", "number"),
    [({"country": "FR"}, "+33612345678"), ({"country": "US"}, "+10612345678"), (None, "+33612345678")],
)
def test_a_national_number_is_of_the_country_of_the_call(sqlite_database, region, number):
    repairs = Asked(sqlite_database)
    using = {"number": "0612345678", "kind": "phone", "factor": "345678", "region": region}
    repairs_source(repairs, "FR")(using, "CA1")
    assert repairs.asked == number


def test_a_call_tells_its_look_ups_country_and_currency(after_notice):
    state = after_notice("fr, en").call.state
    assert {"country": "FR", "currency": "EUR"}.items() <= state["slots"]["region"].items()


def test_the_agent_hears_of_the_caller_in_the_callers_language(after_notice):
    line = after_notice("fr, en").presses("0")
    whisper = line.office.edge.waiting_room.agent("en")
    assert 'language="fr-FR"' in whisper
    assert 'language="en-US"' not in whisper


def test_the_last_resort_apologises_in_the_callers_language(after_notice, monkeypatch):
    line = after_notice("fr, en")
    monkeypatch.delattr(type(line.office.edge.context.render), "__call__")
    line.presses("1").hears(SORRY)


CLOSED = "went wrong on our side. I'm sorry, no agent is here at this time. Our agents are back tomorrow at 8:00 AM."


@pytest.fixture
def without_documents(monkeypatch):
    """No document can be made for the block."""

    @contextmanager
    def broken(office):
        with monkeypatch.context() as patched:
            patched.setattr(type(office.edge.context.render), "__call__", None)
            yield

    return broken


def test_out_of_hours_the_last_resort_tries_once_more_then_ends_the_call(open_office, without_documents):
    line = open_office("en", WEEKDAYS).line()
    with without_documents(line.office):
        line.rings().hears(CLOSED)
        assert line.verbs[-1] == "Redirect"
        line.waits().hears(CLOSED)
    assert line.verbs[-1] == "Hangup"


def test_out_of_hours_a_caller_goes_on_after_a_moment_that_broke(after_notice, without_documents):
    line = after_notice("en", WEEKDAYS)
    with without_documents(line.office):
        line.presses("1").hears(CLOSED)
    line.waits().hears("press 1")


def test_a_call_that_could_not_begin_out_of_hours_begins_then(open_office, without_documents):
    line = open_office("en", WEEKDAYS).line()
    with without_documents(line.office):
        line.rings().hears(CLOSED)
    line.waits().hears("Acme service.")


def test_who_comes_back_from_the_queue_out_of_hours_is_asked_then(after_notice, clock, without_documents):
    clock.now = MONDAY
    line = after_notice("en", WEEKDAYS).presses("0")
    clock.passes(12 * 3600)
    with without_documents(line.office):
        line.is_back_from_the_queue("leave").hears("no agent is here at this time")
    line.waits().hears("no agent could take your call")


def test_a_call_whose_state_is_damaged_goes_on_by_keys_out_of_hours(after_notice, sqlite_database):
    line = after_notice("en", WEEKDAYS)
    damage(sqlite_database, "calls", "state")
    line.presses("1").hears(CLOSED).hears("Anything else?")
    assert line.call.state["keypad_only"]


def test_without_a_database_it_apologises_in_the_language_of_the_number(open_office, sqlite_url, sqlite_database):
    office = open_office("fr, en")
    sqlite_database.dispose()
    with sqlite_database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE calls")
    office.line().fetch("/voice").hears(SORRY)
