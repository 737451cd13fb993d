"""Who may ask, and what is done: codes, numbers on file, holds, calls that go on, commands that come twice."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from ivr import calls
from ivr.calls import NewCall
from ivr.messaging import Order
from ivr.messaging.rows import keep
from ivr.messaging.tables import TextMessageRow
from ivr.outbox import Refused, TryAgain
from ivr.outbox.tables import OutboxRow
from ivr.privacy.holds import hold
from ivr.privacy.requests import find_request
from ivr.services.my_data.carrying_out import open_carrying_out, open_forgetting, open_requests, receipt_key
from ivr.services.my_data.codes import open_sending
from ivr.services.my_data.proof import open_proof
from ivr.services.repair.demo import CUSTOMER_IMEI, CUSTOMER_ORDER, CUSTOMER_PHONE, add_demo_repairs
from ivr.services.service import Context
from tests.line import Clock, line_settings

TO, STRANGER = {"to": CUSTOMER_PHONE, "why": ""}, "+12025550199"


@pytest.fixture
def context(database, tmp_path):
    clock = Clock()
    add_demo_repairs(database, clock())
    return Context(line_settings(data=tmp_path), database, clock)


def send(context, key="CA1:3:data_coded", to=CUSTOMER_PHONE):
    open_sending(context)({"data_to": {"to": to}, "language": "en"}, key)
    with context.database.reading() as session:
        sent = session.scalars(select(OutboxRow).where(OutboxRow.kind == "sms").order_by(OutboxRow.id)).all()
    return sent[-1].payload["says"][0][1]["code"]


def prove(context, code, number="none", key="CA1:5:data_proved", to=CUSTOMER_PHONE, **more):
    given = {"data_to": {"to": to}, "data_code": code, "data_number": number, "region": {"country": "US"}}
    return open_proof(context)(given | more, key)


def why_not(context, *given, **more):
    with pytest.raises(Refused) as refused:
        prove(context, *given, **more)
    return refused.value.reason


def ask(context, wish="erase", key="CA1:6:data_requested"):
    return open_requests(context)({"data_wish": wish, "data_to": TO, "language": "fr"}, key)["number"]


def request(context, number):
    with context.database.reading_rows() as rows:
        return find_request(rows, number)


@pytest.mark.parametrize("number", [CUSTOMER_ORDER, CUSTOMER_IMEI, CUSTOMER_IMEI[:14]])
def test_the_code_and_a_number_on_file_prove_it(context, number):
    assert prove(context, send(context), number) == {}


@pytest.mark.parametrize("number", ["none", "99999", CUSTOMER_PHONE[1:]])
def test_the_code_alone_does_not_where_numbers_are_on_file(context, number):
    assert why_not(context, send(context), number) == "wrong"


def test_where_only_calls_are_kept_the_code_is_enough(context):
    assert prove(context, send(context, to=STRANGER), to=STRANGER) == {}


@pytest.mark.parametrize(
    ("identity", "proves"),
    [
        ({"service": "repair", "number": CUSTOMER_ORDER, "kind": "order", "factor": CUSTOMER_PHONE[2:]}, True),
        ({"service": "repair", "number": CUSTOMER_PHONE[2:], "kind": "phone", "factor": CUSTOMER_IMEI[-6:]}, True),
        ({"service": "repair", "number": "2025550199", "kind": "phone", "factor": "123456"}, False),
        ({"service": "repair", "number": "99999", "kind": "order", "factor": "2025550199"}, False),
    ],
)
def test_what_was_verified_in_the_call_counts_for_this_phone_only(context, identity, proves):
    code = send(context)
    if proves:
        assert prove(context, code, identity=identity) == {}
    else:
        assert why_not(context, code, identity=identity) == "wrong"


def test_three_wrong_tries_are_all_that_a_code_has(context):
    code = send(context)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    reasons = [why_not(context, wrong, CUSTOMER_ORDER, key=f"CA1:{turn}:p") for turn in range(3)]
    assert reasons == ["wrong", "wrong", "too_many"]


def test_five_wrong_tries_are_all_that_a_number_has_a_day(context):
    for call in range(5):
        code = send(context, f"CA{call}:3:c")
        why_not(context, f"{(int(code) + 1) % 10**6:06}", key=f"CA{call}:5:p")
    code = send(context, "CA9:3:c")
    assert why_not(context, code, CUSTOMER_ORDER, key="CA9:5:p") == "too_many"
    context.now.passes(25 * 3600)
    assert prove(context, send(context, "CA10:3:c"), CUSTOMER_ORDER, key="CA10:5:p") == {}


def test_a_code_counts_for_ten_minutes_once_and_in_its_own_call(context):
    code = send(context)
    assert why_not(context, code, CUSTOMER_ORDER, key="CA2:5:p") == "expired"
    assert prove(context, code, CUSTOMER_ORDER) == prove(context, code, CUSTOMER_ORDER) == {}
    assert why_not(context, code, CUSTOMER_ORDER, key="CA1:9:p") == "expired"
    old = send(context, "CA3:3:c")
    context.now.passes(601)
    assert why_not(context, old, CUSTOMER_ORDER, key="CA3:5:p") == "expired"


def test_a_command_that_comes_twice_sends_one_code_and_takes_one_request(context):
    code = send(context)
    assert send(context) == code
    prove(context, code, CUSTOMER_ORDER)
    assert ask(context) == ask(context)


def test_who_has_proved_nothing_gets_nothing(context):
    with pytest.raises(Refused, match="unproved"):
        ask(context)


def proved(context):
    prove(context, send(context), CUSTOMER_ORDER)
    return context


def test_nobody_is_erased_while_they_are_in_a_call(context):
    with context.database.writing() as session:
        calls.begin(session, NewCall("CA1", "inbound", CUSTOMER_PHONE, "+12025550100", "en", context.now()))
    number = ask(proved(context))
    with pytest.raises(TryAgain):
        open_carrying_out(context)({"number": number}, "data:x")
    assert request(context, number).status == "waiting"


def test_a_hold_stops_an_erasure_and_is_told(context):
    with context.database.writing() as session:
        subject = context.database.keyring.blind_index(CUSTOMER_PHONE)
        hold(session, subject, "a court asked", context.now() + timedelta(days=30), "admin", context.now())
    number = ask(proved(context))
    open_carrying_out(context)({"number": number}, "data:x")
    assert request(context, number).status == "held"
    with context.database.reading() as session:
        (text,) = session.scalars(select(OutboxRow).where(OutboxRow.key == receipt_key(number)))
    assert (text.payload["to"], text.payload["language"]) == (CUSTOMER_PHONE, "fr")
    assert text.payload["says"] == [["sms_data_held", {"number": number, "until": "2026-12-22T10:30:00+00:00"}]]


def test_an_erasure_that_comes_twice_sends_one_receipt_which_is_forgotten_a_day_later(context):
    number = ask(proved(context))
    for _ in range(2):
        open_carrying_out(context)({"number": number}, "data:x")
    with context.database.reading() as session:
        due = {row.kind: row.due_at for row in session.scalars(select(OutboxRow)) if row.key.startswith("data:")}
    assert due["forget_data_receipt"] - due["sms"] == timedelta(days=1)
    with context.database.writing() as session:
        keep(session, receipt_key(number), Order(CUSTOMER_PHONE, "en", ()), "deleted", context.now())
    open_forgetting(context)({"number": number}, "data:y")
    with context.database.reading() as session:
        assert session.scalars(select(TextMessageRow)).all() == []
