from datetime import timedelta

import pytest
from sqlalchemy import event

from ivr.services.repair.demo import CUSTOMER_IMEI, CUSTOMER_ORDER, CUSTOMER_PHONE, CUSTOMERS_REPAIRS, add_demo_repairs
from ivr.services.repair.repairs import Stage
from ivr.services.repair.sql_repairs import SqlRepairs
from tests.services.repair.asking import ask

PHONE_FACTOR, IMEI_FACTOR = CUSTOMER_PHONE[2:], CUSTOMER_IMEI[-6:]


@pytest.fixture
def clock(now):
    return [now]


class Desk:
    """Repairs as callers come to them: what is found is told, and the try counted."""

    def __init__(self, database, clock):
        self.repairs, self.database, self.clock = SqlRepairs(database, now=lambda: clock[0]), database, clock

    def find(self, identifier, kind, factor):
        return ask(self.repairs, self.database, identifier, kind, factor, self.clock[0])


@pytest.fixture
def repairs(database, now, clock):
    add_demo_repairs(database, now)
    return Desk(database, clock)


@pytest.mark.parametrize("factor", [PHONE_FACTOR, IMEI_FACTOR])
def test_an_order_opens_with_the_phone_number_or_the_end_of_the_imei(repairs, factor):
    (repair,) = repairs.find(CUSTOMER_ORDER, "order", factor)
    assert (repair.order, repair.stage) == (CUSTOMER_ORDER, Stage.IN_REPAIR)


def test_a_phone_number_opens_all_repairs_of_the_customer_newest_first(repairs):
    found = repairs.find("202 555 0143", "phone", IMEI_FACTOR)
    assert {repair.order for repair in found} == {order for order, _, _ in CUSTOMERS_REPAIRS}
    assert [repair.since for repair in found] == sorted((repair.since for repair in found), reverse=True)


def test_an_imei_opens_the_repairs_of_that_device(repairs):
    assert len(repairs.find(CUSTOMER_IMEI, "imei", PHONE_FACTOR)) == 2


@pytest.mark.parametrize(
    ("identifier", "kind", "factor"),
    [
        (CUSTOMER_PHONE, "phone", PHONE_FACTOR),
        (CUSTOMER_IMEI, "imei", IMEI_FACTOR),
    ],
)
def test_an_identifier_is_not_its_own_second_factor(repairs, identifier, kind, factor):
    assert repairs.find(identifier, kind, factor) == ()


@pytest.mark.parametrize("factor", ["0000", "", "43", "0143", "2025550143' OR 1=1 --", "2025550142"])
def test_a_wrong_factor_opens_nothing(repairs, factor):
    assert repairs.find(CUSTOMER_ORDER, "order", factor) == ()


@pytest.mark.parametrize(("identifier", "kind"), [("0000000", "order"), ("", "order"), ("12", "phone"), ("9", "imei")])
def test_what_does_not_exist_is_not_found(repairs, identifier, kind):
    assert repairs.find(identifier, kind, PHONE_FACTOR) == ()


def fail(repairs, times):
    for number in range(times):
        assert repairs.find(CUSTOMER_ORDER, "order", f"202555800{number}") == ()


def test_after_the_fifth_failure_of_a_day_the_usual_numbers_are_not_enough(repairs):
    fail(repairs, 5)
    assert repairs.find(CUSTOMER_ORDER, "order", PHONE_FACTOR) == ()


def test_four_failures_do_not(repairs):
    fail(repairs, 4)
    assert repairs.find(CUSTOMER_ORDER, "order", PHONE_FACTOR)


def test_it_ends_after_a_day_even_if_somebody_kept_trying(repairs, clock):
    fail(repairs, 7)
    clock[0] += timedelta(hours=24, seconds=1)
    assert repairs.find(CUSTOMER_ORDER, "order", PHONE_FACTOR)


def test_a_success_counts_as_no_failure(repairs):
    for _ in range(6):
        assert repairs.find(CUSTOMER_ORDER, "order", PHONE_FACTOR)


def selects(database, question):
    """Return the look-ups that a question costs."""
    told = []

    def tell(connection, cursor, statement, *rest):
        if statement.startswith("SELECT"):
            told.append(statement)

    event.listen(database.engine, "before_cursor_execute", tell)
    question()
    event.remove(database.engine, "before_cursor_execute", tell)
    return told


def test_found_not_found_and_not_enough_cost_the_same_look_ups(repairs):
    """No answer is faster than another: how long one takes tells nothing."""

    def cost(order):
        return selects(repairs.database, lambda: repairs.find(order, "order", PHONE_FACTOR))

    found, missing = cost(CUSTOMER_ORDER), cost("0000000")
    fail(repairs, 5)
    assert found == missing == cost(CUSTOMER_ORDER)


def test_a_repair_is_json_without_the_phone_number(repairs):
    (repair,) = repairs.find(CUSTOMER_ORDER, "order", PHONE_FACTOR)
    assert CUSTOMER_PHONE not in str(repair.to_json())
    assert repair.to_json()["imei"] == CUSTOMER_IMEI  # for its warranty; no prompt is given it
