"""Couriers' times that nobody else gets, requests that change, and links that are sent once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from ivr.outbox import Refused
from ivr.outbox.tables import OutboxRow
from ivr.services.send_in.addresses import Address, SqlAddresses
from ivr.services.send_in.booking import open_booking, open_cancelling, open_changing
from ivr.services.send_in.sql_send_ins import SqlSendIns
from ivr.services.send_in.tables import PickUpSeatRow, SendInRow
from ivr.services.service import Context
from tests.booking import book_at_once
from tests.line import HOTLINE, line_settings
from tests.services.send_in.conftest import SHIPMENTS
from tests.telephony.rest_stand import rest_stand

SUNDAY = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
IMEI, PHONE, CALLERS = "490154203237518", "+12025550143", 50


@pytest.fixture
def context(sqlite_database, fill):
    return Context(line_settings(sms_from=HOTLINE), fill(sqlite_database), lambda: SUNDAY)


@pytest.fixture
def on_each_database(database, fill):
    return Context(line_settings(), fill(database), lambda: SUNDAY)


def order(pick_up="US-1", way="courier", **more):
    named = {"imei": IMEI, "model": {"en": "Aurora 5"}, "phone": PHONE, "country": "US"}
    return {"send_order": named | {"way": way, "pick_up": pick_up} | more}


def free(context, country="US"):
    return [time.id for day in SqlSendIns(context.database, context.now).pick_ups(country, "") for time in day.times]


def kept(context, table):
    with context.database.reading() as session:
        return list(session.scalars(select(table)))


def test_a_booked_time_is_free_no_more_and_the_request_is_found_by_its_numbers(on_each_database):
    context = on_each_database
    number = open_booking(context)(order(), "CA1:5:booked")["number"]
    assert free(context) == ["US-2", "US-3"]
    found = SqlSendIns(context.database, context.now).find(number, PHONE, "")
    assert (found.starts, found.ends) == (datetime(2026, 11, 24, 9), datetime(2026, 11, 24, 12))
    assert SqlSendIns(context.database, context.now).find(IMEI, PHONE, "").number == number
    assert SqlSendIns(context.database, context.now).find(number, "+12025550199", "") is None


def test_a_command_that_comes_twice_books_once_and_sends_one_link(context):
    do = open_booking(context)
    assert do(order(), "CA1:5:booked") == do(order(), "CA1:5:booked")
    assert len(kept(context, SendInRow)) == 1
    (text,) = kept(context, OutboxRow)
    assert (text.kind, text.payload["to"], text.payload["link"]["purpose"]) == ("sms", PHONE, "send_in")


def test_who_brings_the_phone_needs_no_time_and_gets_no_link(context):
    open_booking(context)(order("", way="drop_off"), "CA1:5:booked")
    assert (kept(context, PickUpSeatRow), kept(context, OutboxRow)) == ([], [])


@pytest.mark.parametrize(("pick_up", "reason"), [("nowhere", "late"), ("US-1", "late")])
def test_what_cannot_be_booked_is_refused_and_leaves_nothing(context, pick_up, reason):
    late = replace(context, now=lambda: datetime(2026, 11, 24, 13, tzinfo=UTC))  # 8:00 there, an hour before
    with pytest.raises(Refused, match=reason):
        open_booking(late)(order(pick_up), "CA1:5:booked")
    assert kept(context, SendInRow) == []


def test_of_fifty_callers_at_once_one_gets_the_last_time_and_the_others_are_offered_the_next(on_each_database):
    context = on_each_database
    do = open_booking(context)
    came_of_it = book_at_once(CALLERS, do, order)
    assert came_of_it.count("taken") == CALLERS - 1
    assert len(kept(context, SendInRow)) == len(kept(context, PickUpSeatRow)) == 1
    assert free(context) == ["US-2", "US-3"]


def test_a_changed_request_frees_its_time(on_each_database):
    context = on_each_database
    number = open_booking(context)(order(), "CA1:5:booked")["number"]
    change, wanted = open_changing(context), {"send_order": {"number": number, "way": "courier", "pick_up": "US-3"}}
    assert change(wanted, "CA1:9:changed") == change(wanted, "CA1:9:changed") == {"number": number}
    assert free(context) == ["US-1", "US-2"]


def test_a_change_to_a_time_that_is_gone_keeps_the_one_there_is(on_each_database):
    context = on_each_database
    number = open_booking(context)(order("US-1"), "CA1:5:booked")["number"]
    open_booking(context)(order("US-3"), "CA2:5:booked")
    with pytest.raises(Refused, match="taken"):
        open_changing(context)({"send_order": {"number": number, "pick_up": "US-3"}}, "CA1:9:changed")
    assert free(context) == ["US-2"]


def test_a_request_that_is_handed_in_instead_frees_its_time_and_needs_no_address(on_each_database):
    context = on_each_database
    number, addresses = open_booking(context)(order(), "CA1:5:booked")["number"], SqlAddresses(context.database)
    addresses.keep(number, Address("A", "1 Main St", "", "02114", "Boston"))
    change, wanted = open_changing(context), {"send_order": {"number": number, "way": "drop_off", "was": "courier"}}
    assert change(wanted, "CA1:9:changed") == change(wanted, "CA1:9:changed") == {"number": number}
    found = SqlSendIns(context.database, context.now).find(number, PHONE, "")
    assert (found.way, found.starts, found.has_address) == ("drop_off", None, False)
    assert (free(context), addresses.page(number)) == (["US-1", "US-2", "US-3"], None)


def test_a_courier_who_comes_instead_takes_a_time_and_the_link_is_sent_once(context):
    number = open_booking(context)(order("", way="drop_off"), "CA1:5:booked")["number"]
    change, wanted = open_changing(context), order("US-3", number=number, was="drop_off")
    assert change(wanted, "CA1:9:changed") == change(wanted, "CA1:9:changed") == {"number": number}
    (text,) = kept(context, OutboxRow)
    assert (text.payload["link"]["thing"], text.payload["to"]) == (number, PHONE)
    assert (free(context), SqlAddresses(context.database).page(number).number) == (["US-1", "US-2"], number)


def test_a_cancelled_request_frees_its_time_and_can_be_cancelled_again(context):
    number = open_booking(context)(order(), "CA1:5:booked")["number"]
    cancel = open_cancelling(context)
    assert cancel({"send_request": {"number": number}}, "CA1:9:c") == cancel(
        {"send_request": {"number": number}}, "CA1:12:c"
    )
    assert free(context) == ["US-1", "US-2", "US-3"]
    with pytest.raises(Refused, match="begun"):
        open_changing(context)({"send_order": {"number": number, "pick_up": "US-3"}}, "CA1:15:c")


def test_what_is_on_its_way_is_changed_no_more(context, bring_in):
    number = open_booking(context)(order(), "CA1:5:booked")["number"]
    bring_in(context.database, "shipments", f"{SHIPMENTS}{number},to_us,Swift,collected,Boston,2026-11-24T10:00,\n")
    with pytest.raises(Refused, match="begun"):
        open_cancelling(context)({"send_request": {"number": number}}, "CA1:9:c")


def test_an_unknown_request_is_refused(context):
    with pytest.raises(Refused, match="unknown"):
        open_cancelling(context)({"send_request": {"number": "11111111"}}, "CA1:9:c")


def test_times_are_offered_from_two_hours_on_for_two_weeks(context):
    early = replace(context, now=lambda: SUNDAY - timedelta(days=20))
    soon = replace(context, now=lambda: datetime(2026, 11, 24, 13, tzinfo=UTC))
    assert (free(early), free(soon)) == ([], ["US-2", "US-3"])


def test_a_back_end_books_and_the_link_is_still_ours(context):
    with rest_stand((200, {"number": "77001122"})) as stand:
        settings = line_settings(look_up_url=stand.url, look_up_token="secret", sms_from=HOTLINE)
        done = open_booking(replace(context, settings=settings))(order(), "CA1:5:booked")
    assert done == {"number": "77001122"}
    assert [path for path, _, _ in stand.requests] == ["/send-in/book"]
    assert kept(context, OutboxRow)[0].payload["link"]["thing"] == "77001122"
