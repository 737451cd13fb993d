"""Appointments are found, moved and cancelled in our tables or a back end, by number and phone number only."""

from datetime import UTC, datetime

import pytest

from ivr.outbox import Refused
from ivr.services.centres.appointments import open_appointments, open_cancelling, open_moving
from ivr.services.centres.booking import open_booking
from ivr.services.service import Context
from ivr.sources import LookupFailed
from tests.line import line_settings
from tests.telephony.rest_stand import rest_stand

MONDAY = datetime(2026, 11, 23, 14, 10, tzinfo=UTC)
PHONE, OTHER_PHONE = "+16175550123", "+16175550199"
AT_NINE, AT_TEN = "2026-11-24T09:00:00", "2026-11-24T10:00:00"
FOUND = {"number": "12345678", "centre": "B1", "name": {"en": "Riverside"}, "starts": AT_NINE}


@pytest.fixture
def office(database, fill):
    return Context(line_settings(), fill(database), lambda: MONDAY)


def booked(office, starts=AT_NINE, phone=PHONE, key="CA1:1:booked"):
    return open_booking(office)({"booking": {"centre": "B1", "starts": starts}, "caller": phone}, key)["number"]


def find(office, number, phone=PHONE):
    using = {"appointment_number": number, "caller": phone, "region": {"country": "US"}}
    return open_appointments(office)(using, "CA2").value


def move(office, number, starts, key="CA2:9:booking_sent"):
    return open_moving(office)({"booking": {"centre": "B1", "starts": starts}, "moving": proved(number)}, key)


def proved(number, phone=PHONE):
    return {"number": number, "phone": phone}


def test_an_appointment_is_found_by_both_numbers_only(office):
    number = booked(office)
    assert find(office, number)["starts"] == AT_NINE
    assert find(office, number, OTHER_PHONE) is None
    assert find(office, "00000000") is None


def test_what_is_over_is_found_no_more(office):
    number = booked(office)
    later = Context(office.settings, office.database, lambda: datetime(2026, 11, 25, tzinfo=UTC))
    assert find(later, number) is None


def test_an_appointment_that_is_moved_keeps_its_number_and_frees_its_slot(office):
    number = booked(office)
    clock = {"timezone": "America/New_York", "minutes": 30}
    assert move(office, number, AT_TEN) == move(office, number, AT_TEN) == {"number": number, **clock}
    assert find(office, number)["starts"] == AT_TEN
    assert booked(office, AT_NINE, OTHER_PHONE, "CA3:1:booked")


def test_a_taken_slot_leaves_the_appointment_where_it_was(office):
    number = booked(office)
    booked(office, AT_TEN, OTHER_PHONE, "CA3:1:booked")
    with pytest.raises(Refused) as refused:
        move(office, number, AT_TEN)
    assert (refused.value.reason, find(office, number)["starts"]) == ("taken", AT_NINE)


def test_a_stranger_moves_and_cancels_nothing(office):
    number = booked(office)
    wanted = {"booking": {"centre": "B1", "starts": AT_TEN}, "moving": proved(number, OTHER_PHONE)}
    with pytest.raises(Refused):
        open_moving(office)(wanted, "CA2:9:booking_sent")
    open_cancelling(office)({"appointment_proved": proved(number, OTHER_PHONE)}, "CA2:9:call_off")
    assert find(office, number)["starts"] == AT_NINE


def test_cancelling_twice_is_cancelling_once(office):
    number = booked(office)
    cancel = open_cancelling(office)
    done = [cancel({"appointment_proved": proved(number)}, "CA2:9:call_off") for _ in range(2)]
    assert (done, find(office, number)) == ([{"number": number}] * 2, None)


def test_a_wrong_try_is_counted(office):
    using = {"appointment_number": "00000000", "caller": PHONE, "region": {"country": "US"}}
    (counted,) = open_appointments(office)(using, "CA2").commands
    assert (counted.kind, counted.payload["succeeded"]) == ("count_attempt", False)


def test_a_back_end_is_asked_for_appointments(sqlite_database):
    with rest_stand((200, {"appointment": FOUND})) as stand:
        office = Context(line_settings(look_up_url=stand.url, look_up_token="token"), sqlite_database)
        assert find(office, "12345678") == FOUND | {"phone": PHONE, "title": None}
    assert [path for path, *_ in stand.requests] == ["/centres/appointment"]


@pytest.mark.parametrize("answer", [{}, {"appointment": {"number": "1"}}])
def test_a_back_end_that_answers_wrongly_is_no_answer(sqlite_database, answer):
    with rest_stand((200, answer)) as stand, pytest.raises(LookupFailed):
        find(Context(line_settings(look_up_url=stand.url, look_up_token="token"), sqlite_database), "12345678")
