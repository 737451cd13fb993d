"""A person with something in each table, and another one who must be left alone."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, update

from ivr import calls
from ivr.calls import NewCall, NewUtterance, TurnRecord
from ivr.calls.tables import CallRow
from ivr.messaging import Order
from ivr.messaging.rows import keep
from ivr.outbox import enqueue
from ivr.page_links import LinkOrder, make_link
from ivr.privacy.erased_list import ErasedList
from ivr.redaction import Redactors
from ivr.services.repair.importer import store_repair
from ivr.services.repair.tables import RepairPhotoRow, RepairRow, RequestRow

OURS = "+12025550100"


@pytest.fixture
def erased(tmp_path):
    return ErasedList(tmp_path)


@pytest.fixture
def subject(keyring):
    return lambda phone: keyring.blind_index(phone)


class Life:
    """Write what a person leaves behind."""

    def __init__(self, database, languages):
        self.database, self.redactors = database, Redactors(languages)

    def calls(self, phone, sid, at, said="where is my repair", ended=True, direction="inbound"):
        """Begin a call, say something, hang up."""
        parties = (phone, OURS) if direction == "inbound" else (OURS, phone)
        with self.database.writing() as session:
            calls.begin(session, NewCall(sid, direction, *parties, "en", at))
            id_ = calls.add_utterance(session, NewUtterance(sid, 0, at, said.encode() * 9, [{"word": said}]))
            record = replace(TurnRecord(at, "speech", heard=said, meaning={"said": said}), utterance_id=id_)
            calls.save_turn(session, sid, 0, state={"slots": {"number": said}}, reply={"text": said}, record=record)
            if ended:
                session.execute(update(CallRow).where(CallRow.sid == sid).values(status="completed", ended_at=at))
        with self.database.writing_rows() as rows:
            calls.index_calls(rows, self.redactors, {})

    def sends_in(self, phone, order, imei, at):
        """Have a phone repaired that is photographed, ask to cancel, get a text with a link."""
        values = {"order": order, "phone": phone, "imei": (imei,), "model": "Nova 12", "stage": "in_repair"}
        values |= {"since": at, "doing": "", "promised": date(2026, 12, 1), "centre": "Riverside", "cost": "10.00"}
        values |= {"currency": "USD", "quote_deadline": None, "decline_cost": None}
        with self.database.writing() as session:
            store_repair(session, self.database.keyring, values)
            index = self.database.keyring.blind_index(order)
            request = {
                "key": f"CA{index.hex()}:1:x",
                "number": "1",
                "order_index": index,
                "kind": "cancelling",
                "at": at,
            }
            session.add(RequestRow(**request, evidence={"order": order, "imei": imei}))
            photo = {"digest": index, "name": index.hex(), "content": b"a photo", "stage": "in_repair", "at": at}
            repair = session.scalar(select(RepairRow.id).where(RepairRow.order_index == index))
            session.add(RepairPhotoRow(repair_id=repair, **photo))
            make_link(session, LinkOrder("repair", order, {"number": order}, "en"), at)
            keep(session, f"CA{index.hex()}:2:sms", Order(phone, "en", ()), f"Your repair {order} is ready", at)

    def is_promised(self, phone, sid, at):
        """Wait for a command about them."""
        with self.database.writing_rows() as rows:
            enqueue(rows, f"{sid}:3:sms", "sms", {"to": phone}, at, call_sid=sid)


@pytest.fixture
def life(database):
    from ivr.languages import LANGUAGES

    return Life(database, LANGUAGES.values())


@pytest.fixture
def at():
    return datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
