"""What customers want about a repair is done once, and the evidence of it is kept."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from ivr.outbox import Refused
from ivr.services.repair.demo import add_demo_repairs
from ivr.services.repair.requests import open_answers, open_cancelling
from ivr.services.repair.tables import RepairRow, RepairStageRow, RequestRow
from ivr.services.service import Context
from tests.line import line_settings
from tests.telephony.rest_stand import rest_stand

ORDER = "473088"
"""Of the demo: its quote waits for an answer."""

CONFIRMED = {"by": "keys", "heard": ["1"]}


@pytest.fixture
def context(database, now):
    add_demo_repairs(database, now)
    return Context(line_settings(), database, lambda: now)


@pytest.fixture
def payload(context):
    quote = {"order": ORDER, "amount": repair(context).cost, "currency": "USD"}
    return {"quote": quote, "quote_answer": "approve", "confirmed": CONFIRMED}


def repair(context):
    index = context.database.keyring.blind_index(ORDER)
    with context.database.reading() as session:
        return session.scalars(select(RepairRow).where(RepairRow.order_index == index)).one()


def requests(context):
    with context.database.reading() as session:
        return list(session.scalars(select(RequestRow)))


def test_an_approved_quote_changes_the_stage_and_keeps_the_evidence(context, payload, now):
    result = open_answers(context)(payload, "CA1:5:sent")
    assert repair(context).stage == "quote_approved"
    (kept,) = requests(context)
    assert (kept.number, kept.at, kept.evidence) == (result["number"], now, payload)
    with context.database.reading() as session:
        stages = session.scalars(select(RepairStageRow.stage).where(RepairStageRow.repair_id == repair(context).id))
        assert set(stages) == {"quote_pending", "quote_approved"}


def test_a_declined_quote_changes_the_stage(context, payload):
    open_answers(context)(payload | {"quote_answer": "decline"}, "CA1:5:sent")
    assert repair(context).stage == "quote_declined"


def test_a_command_that_comes_twice_is_done_once_with_the_same_number(context, payload):
    do = open_answers(context)
    assert do(payload, "CA1:5:sent") == do(payload, "CA1:5:sent")
    assert len(requests(context)) == 1


def test_a_second_answer_is_refused(context, payload):
    open_answers(context)(payload, "CA1:5:sent")
    with pytest.raises(Refused, match="answered"):
        open_answers(context)(payload | {"quote_answer": "decline"}, "CA1:9:sent")
    assert repair(context).stage == "quote_approved"


def test_another_amount_than_was_read_back_is_refused(context, payload):
    with pytest.raises(Refused, match="changed"):
        open_answers(context)(payload | {"quote": payload["quote"] | {"amount": "1.00"}}, "CA1:5:sent")


def test_an_answer_after_the_deadline_is_refused(context, payload, now):
    late = Context(context.settings, context.database, lambda: now + timedelta(days=30))
    with pytest.raises(Refused, match="late"):
        open_answers(late)(payload, "CA1:5:sent")
    assert isinstance(repair(context).quote_deadline, date)


def test_a_repair_is_cancelled_before_the_work_begins(context):
    payload = {"cancelling": {"order": ORDER}, "confirmed": CONFIRMED}
    assert open_cancelling(context)(payload, "CA1:5:sent")["number"].isdecimal()
    assert repair(context).stage == "cancelled"


def test_a_repair_that_has_begun_is_not_cancelled(context, payload):
    open_answers(context)(payload, "CA1:5:sent")
    with pytest.raises(Refused, match="begun"):
        open_cancelling(context)({"cancelling": {"order": ORDER}, "confirmed": CONFIRMED}, "CA1:6:sent")


def test_a_back_end_gets_the_answer(context, payload):
    with rest_stand((200, {"number": "77"})) as stand:
        settings = line_settings(look_up_url=stand.url, look_up_token="secret")
        result = open_answers(Context(settings, context.database))(payload, "CA1:5:sent")
    assert result == {"number": "77"}
    assert [(path, token) for path, _, token in stand.requests] == [("/quotes/answer", "Bearer secret")]
