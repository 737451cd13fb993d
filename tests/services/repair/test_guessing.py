"""Guessing is bounded however the guesses come, and no webhook counts twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from ivr.identity.alarm import LEAST, recent_tries
from ivr.identity.attempts import IMEI_TRIES, OF_CALLER, OF_FACTOR, OF_FACTOR_ON_LINE, PHONE_TRIES, WITHOUT_MORE
from ivr.identity.tables import AttemptRow
from ivr.services.repair.demo import CUSTOMER_IMEI, CUSTOMER_ORDER, CUSTOMER_PHONE, add_demo_repairs, demo_rows
from ivr.services.repair.importer import store_repair
from ivr.services.repair.repairs import Question
from ivr.services.repair.source import repairs_source
from ivr.services.repair.sql_repairs import SqlRepairs
from ivr.sources import Answer, Row, import_rows
from ivr.turn.lookups import LookUps
from tests.line import Clock, Office
from tests.services.repair.asking import ask

FACTOR = CUSTOMER_PHONE[2:]


IMEI_END = CUSTOMER_IMEI[-6:]
STRANGER = "+12025550177"


def failures(database):
    """Wrong tries that were counted on the order."""
    order = database.keyring.blind_index(f"tries {CUSTOMER_ORDER}")
    with database.reading() as session:
        return session.scalar(select(func.count()).where(AttemptRow.failed, AttemptRow.record == order))


@pytest.fixture
def repairs(database, now):
    add_demo_repairs(database, now)
    return SqlRepairs(database, now=lambda: now, answer_after=0)


@pytest.fixture
def tries(repairs, database, now):
    """Ask with an order number, or another number of the customer."""

    def ask_(factor, further="", caller="", identifier=CUSTOMER_ORDER, kind="order"):
        return bool(ask(repairs, database, identifier, kind, factor, now, further=further, caller=caller))

    return ask_


def wrong(number):
    return f"20255580{number:02}"


def strangers(tries, times, **asked):
    """Let somebody guess, from another number each time."""
    for number in range(times):
        assert not tries(wrong(number), caller=f"+1303555{number:04}", **asked)


def test_many_calls_at_once_get_no_more_guesses_than_one(repairs, database, now):
    def guess(number):
        ask(repairs, database, CUSTOMER_ORDER, "order", wrong(number), now)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(guess, range(24)))
    assert failures(database) == PHONE_TRIES
    assert ask(repairs, database, CUSTOMER_ORDER, "order", FACTOR, now) == ()


def test_looking_up_alone_counts_nothing(repairs, database):
    repairs.find(Question(CUSTOMER_ORDER, "order", "0000"))
    assert failures(database) == 0


def test_after_strangers_guesses_the_owner_gives_one_number_more(tries, repairs):
    strangers(tries, PHONE_TRIES)
    assert repairs.asks_more(Question(CUSTOMER_ORDER, "order", FACTOR, caller=STRANGER))
    assert not tries(FACTOR)
    assert tries(FACTOR, further=IMEI_END)


def test_however_long_an_attack_lasts_the_owner_is_served(tries):
    strangers(tries, 99)
    assert tries(FACTOR, further=IMEI_END)


def test_the_owner_who_calls_from_the_phone_on_file_gives_nothing_more(tries, repairs):
    strangers(tries, 20)
    own = {"caller": CUSTOMER_PHONE}
    assert not repairs.asks_more(Question(CUSTOMER_ORDER, "order", CUSTOMER_PHONE, **own))
    assert tries(CUSTOMER_PHONE, **own)


def test_who_has_each_guess_shown_as_the_number_called_from_gets_no_more_of_them(tries):
    for number in range(PHONE_TRIES):
        assert not tries(wrong(number), caller=f"+1{wrong(number)}")
    assert not tries(FACTOR, caller=CUSTOMER_PHONE)
    assert tries(FACTOR, further=IMEI_END, caller=CUSTOMER_PHONE)


def test_a_caller_who_was_wrong_twice_is_asked_more_and_others_are_not(tries):
    for number in range(OF_CALLER):
        tries(wrong(number), caller=STRANGER)
    assert not tries(FACTOR, caller=STRANGER)
    assert tries(FACTOR, caller="+12025550188")


def test_one_wrong_end_of_an_imei_is_enough_to_be_asked_for_the_order_number(tries):
    by_phone = {"identifier": CUSTOMER_PHONE, "kind": "phone"}
    assert not tries("111111", **by_phone)
    assert not tries(IMEI_END, **by_phone)
    assert tries(IMEI_END, further=CUSTOMER_ORDER, **by_phone)
    assert not tries(IMEI_END, further="473999", **by_phone)


def test_who_knows_the_phone_number_does_not_try_order_numbers_without_end(tries):
    for number in range(OF_FACTOR):
        tries(FACTOR, identifier=f"9990{number}")
    assert not tries(FACTOR)
    assert tries(FACTOR, further=IMEI_END)


def test_nothing_is_learned_from_being_asked_more(tries, repairs):
    for order in (CUSTOMER_ORDER, "000000"):
        strangers(tries, PHONE_TRIES, identifier=order)
        assert repairs.asks_more(Question(order, "order", FACTOR))


@pytest.mark.parametrize("written", [CUSTOMER_IMEI, CUSTOMER_IMEI[:14], CUSTOMER_IMEI[:14] + "07"])
def test_another_way_of_writing_a_number_gives_no_more_guesses(tries, written):
    strangers(tries, PHONE_TRIES, identifier=CUSTOMER_IMEI, kind="imei")
    assert not tries(FACTOR, identifier=written, kind="imei")


def test_the_first_number_is_no_further_one(tries):
    by_imei = {"identifier": CUSTOMER_IMEI, "kind": "imei"}
    strangers(tries, PHONE_TRIES, **by_imei)
    assert not tries(FACTOR, further=CUSTOMER_IMEI, **by_imei)


def test_a_record_without_imei_is_not_locked_by_a_few(database, now, repairs):
    row = next(demo_rows(now)) | {"order": "555001", "imei": ()}
    import_rows(database, store_repair, [Row(row)])

    def tries(factor, caller):
        return bool(ask(repairs, database, "555001", "order", factor, now, further="none", caller=caller))

    for number in range(PHONE_TRIES + WITHOUT_MORE - 1):
        assert not tries(wrong(number), f"+1303555{number:04}")
    assert tries(FACTOR, STRANGER)
    tries(wrong(99), STRANGER)
    assert not tries(FACTOR, STRANGER)
    assert tries(FACTOR, CUSTOMER_PHONE)


def odds(order_tries, kind_of_factor):
    """The chance of a guesser in a day: tries, times what one may hit, of what there is."""
    values = {"phone": 1e-7, "imei": 2e-6}
    return order_tries * values[kind_of_factor]


def test_the_odds_of_a_guesser_are_five_in_a_million_a_day_at_most():
    for_one_number = odds(PHONE_TRIES, "phone") * 2  # strangers, and those who show the number they guess
    assert for_one_number * 3 + odds(WITHOUT_MORE, "phone") <= 5e-6  # by order number and two IMEIs
    assert (OF_FACTOR + OF_FACTOR_ON_LINE) * 1e-6 <= 5e-6  # phone number known, a million order numbers
    assert odds(IMEI_TRIES, "imei") * 2 + odds(PHONE_TRIES - 1, "phone") * 2 <= 5e-6


def test_failed_tries_that_owners_do_not_make_raise_an_alarm(tries, database, now, caplog):
    strangers(tries, LEAST - 1)
    with database.reading_rows() as rows:
        assert not recent_tries(rows, now).alarming
    strangers(tries, 3, identifier="473088")
    with database.reading_rows() as rows:
        assert recent_tries(rows, now).alarming
        assert not recent_tries(rows, now + timedelta(minutes=6)).alarming
    assert caplog.text.count("may be guessing") == 1


def test_owners_who_err_now_and_then_raise_none(tries, database, now):
    for number in range(LEAST + 2):
        assert tries(FACTOR, caller=CUSTOMER_PHONE)
        assert tries(FACTOR)
        tries(wrong(number), identifier=f"8880{number}")
    with database.reading_rows() as rows:
        assert not recent_tries(rows, now).alarming


@pytest.fixture
def office(repairs, database):
    return Office(database, clock=Clock())


def asked_for_the_factor(office, sid="CA" + "1" * 32):
    return office.line(sid).rings().presses("1").presses(CUSTOMER_ORDER)


def test_a_webhook_that_comes_five_times_at_once_counts_once(office, database):
    at_factor = asked_for_the_factor(office)
    lines = [office.line() for _ in range(5)]
    for line in lines:
        line.document = at_factor.document
    with ThreadPoolExecutor(5) as threads:
        answers = set(threads.map(lambda line: line.presses("2025550000").bytes, lines))
    assert (len(answers), failures(database)) == (1, 1)


def test_a_slow_wrong_answer_counts_once_when_it_is_told(repairs, database):
    sources = {"repairs": repairs_source(repairs), "repair_tries": lambda *_: Answer({"further": False})}
    lookups = LookUps(database, sources, patience=0.0)
    line = asked_for_the_factor(Office(database, clock=Clock(), lookups=lookups)).presses("2025550000")
    assert failures(database) == 0
    while line.waits().turn == 4:
        line.hears("One moment")
    assert failures(database) == 1
    line.hears("I find no repair")


class Overtaken:
    """Repairs whose last try is made by a stranger between our reading and our telling."""

    def __init__(self, repairs, database, now):
        self.repairs, self.database, self.now = repairs, database, now

    def find(self, question):
        found = self.repairs.find(question)
        ask(self.repairs, self.database, CUSTOMER_ORDER, "order", "2025550000", self.now)
        return found


@pytest.mark.parametrize("patience", [5.0, 0.0], ids=["at once", "late"])
def test_what_was_read_before_the_last_failure_is_not_told_after_it(repairs, database, now, patience):
    for number in range(PHONE_TRIES - 1):
        ask(repairs, database, CUSTOMER_ORDER, "order", wrong(number), now)
    overtaken = repairs_source(Overtaken(repairs, database, now))
    sources = {"repairs": overtaken, "repair_tries": lambda *_: Answer({"further": False})}
    line = Office(database, clock=Clock(), lookups=LookUps(database, sources, patience=patience)).line()
    line.always["From"] = STRANGER
    line.rings().presses("1").presses(CUSTOMER_ORDER).presses(FACTOR)
    while "One moment" in line.heard:
        line.waits()
    line.hears("I find no repair")
