import json
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import func, select, update

from ivr import codec
from ivr.calls.copies import FORGET, Copies
from ivr.messaging.tables import TextMessageRow
from ivr.outbox.tables import OutboxRow
from ivr.privacy.erasing import Held, OnThePhone, count_person, erase
from ivr.privacy.exporting import export
from ivr.privacy.holds import BadHold, hold, release
from ivr.privacy.people import Person, person_of, rows_of
from ivr.storage import Base

ANNA, BOB = "+12025550143", "+12025550144"
LEAVES = {
    "calls",
    "turns",
    "utterances",
    "repairs",
    "repair_stages",
    "repair_requests",
    "repair_photos",
    "page_links",
    "text_messages",
}


@pytest.fixture
def two_people(life, at):
    for phone, sid, order, imei in (
        (ANNA, "CA1", "472901", "490154203237518"),
        (BOB, "CA2", "472902", "356938035643809"),
    ):
        life.calls(phone, sid, at, said=f"my order {order}")
        life.sends_in(phone, order, imei, at)
        life.is_promised(phone, sid, at)
    return life.database


def to_be_forgotten(rows):
    """Return what Twilio is to delete of its copies."""
    payloads = rows.scalars(select(OutboxRow.payload).where(OutboxRow.kind == FORGET).order_by(OutboxRow.id))
    return [codec.load(Copies, payload) for payload in payloads]


def everything(database):
    """Return how many rows each table has."""
    with database.reading() as session:
        counts = {t.name: session.scalar(select(func.count()).select_from(t)) for t in Base.metadata.sorted_tables}
        counts["outbox"] -= len(to_be_forgotten(session))
    return {
        name: count for name, count in counts.items() if count and name not in ("erasures", "purges", "legal_holds")
    }


def of(database, phone):
    with database.reading() as session:
        return count_person(session, person_of(session, database.keyring.blind_index(phone)))


def test_what_a_person_leaves_is_found(two_people):
    assert of(two_people, ANNA).keys() == LEAVES | {"outbox"}


def test_one_is_erased_and_the_other_left_alone(two_people, erased, at, subject):
    before = of(two_people, BOB)
    receipt = erase(two_people, erased, subject(ANNA), at)
    assert receipt.rows == before
    assert of(two_people, ANNA) == {}
    assert of(two_people, BOB) == before == everything(two_people)


def test_twilio_is_told_to_delete_its_copies_by_commands_that_name_nobody(two_people, erased, at, subject):
    with two_people.writing_rows() as rows:
        rows.execute(update(TextMessageRow).values(sid="SM9"))
    erase(two_people, erased, subject(ANNA), at)
    with two_people.reading() as session:
        assert to_be_forgotten(session) == [Copies(calls=("CA1",)), Copies(texts=("SM9",))]
        assert session.scalars(select(OutboxRow.call_sid).where(OutboxRow.kind == FORGET)).all() == ["", ""]


def test_a_receipt_and_the_list_tell_nothing_of_the_person(two_people, erased, at, subject, tmp_path):
    receipt = erase(two_people, erased, subject(ANNA), at)
    told = f"{receipt} {(tmp_path / 'erased.jsonl').read_text()}"
    assert not any(secret in told for secret in (ANNA, ANNA[2:], "472901", "490154203237518"))


def test_an_erasure_that_comes_twice_has_one_receipt(two_people, erased, at, subject):
    first = erase(two_people, erased, subject(ANNA), at, "R1")
    assert erase(two_people, erased, subject(ANNA), at, "R1").rows == first.rows


def test_who_is_on_the_phone_is_not_erased_yet(life, erased, at, subject):
    life.calls(ANNA, "CA3", at, ended=False)
    with pytest.raises(OnThePhone):
        erase(life.database, erased, subject(ANNA), at)


def test_a_hold_keeps_everything_until_its_end(two_people, erased, at, subject):
    with two_people.writing() as session:
        hold(session, subject(ANNA), "a court asked", at + timedelta(days=30), "admin", at)
    with pytest.raises(Held, match="held until 2026-12-22"):
        erase(two_people, erased, subject(ANNA), at)
    erase(two_people, erased, subject(ANNA), at + timedelta(days=31))
    assert of(two_people, ANNA) == {}


def test_a_hold_that_is_ended_holds_nothing(two_people, erased, at, subject):
    with two_people.writing() as session:
        hold(session, subject(ANNA), "a court asked", at + timedelta(days=30), "admin", at)
        assert release(session, subject(ANNA))
    erase(two_people, erased, subject(ANNA), at)
    assert of(two_people, ANNA) == {}


@pytest.mark.parametrize(("reason", "days"), [("  ", 1), ("a court asked", 0)])
def test_a_hold_needs_a_reason_and_an_end(two_people, at, subject, reason, days):
    with two_people.writing() as session, pytest.raises(BadHold, match="Give"):
        hold(session, subject(ANNA), reason, at + timedelta(days=days), "admin", at)


def test_an_export_has_what_was_said_in_words_and_sound_and_the_photos(two_people, at, subject):
    with two_people.reading() as session:
        archive = zipfile.ZipFile(BytesIO(export(session, person_of(session, subject(ANNA)), at)))
    told = json.loads(archive.read("data.json"))["tables"]
    assert told["calls"][0]["from"] == ANNA
    assert told["turns"][0]["heard"] == "my order 472901"
    assert told["repairs"][0]["imei"] == "490154203237518"
    photo, sound = sorted(name for name in archive.namelist() if name != "data.json")
    assert archive.read(sound).startswith(b"RIFF")
    assert (photo.partition("/")[0], archive.read(photo)) == ("repair_photos", b"a photo")
    assert BOB not in json.dumps(told)


def test_a_call_that_we_made_is_theirs(life, erased, at, subject):
    life.calls(ANNA, "CA9", at, direction="outbound-api")
    erase(life.database, erased, subject(ANNA), at)
    assert everything(life.database) == {}


def test_each_table_of_people_is_found_by_somebody(life, at):
    """A new table with a person's data is found by its columns; others are named here, with why they are nobody's."""
    nobodys = {"places", "place_names", "place_prefixes", "centres", "models", "model_codes", "part_prices"}
    nobodys |= {
        "articles",
        "article_uses",
        "phone_models",
        "phone_model_codes",
        "article_vectors",
        "article_groups",
        "article_terms",
        "campaigns",
        "miss_groups",
    }
    nobodys |= {
        "remedies",
        "return_rules",
        "care_extensions",
        "courses",
        "send_in_terms",
        "pick_ups",
        "symptoms",
        "topic_models",
        "versions",
        "publications",
        "draft_changes",
        "quality_forms",
        "categories",
    }
    accounts = {
        "supervisors",
        "console_sessions",
        "sign_in_failures",
        "recovery_codes",
        "saved_searches",
        "audit",
        "agent_pins",
        "alerts",
    }
    accounts.add("alerts")  # a supervisor's address
    wishes = {"text_opt_outs", "do_not_call", "legal_holds", "erasures", "purges", "data_requests", "do_not_record"}
    devices, guards = {"warranties", "care_benefits"}, {"lookup_attempts", "stream_tokens"}
    found = {table.name for table in rows_of(Person(b"x", ["CA1"], [b"y"], [b"z"]))}
    every = {table.name for table in Base.metadata.sorted_tables}
    assert every - found - nobodys - accounts - wishes - devices - guards == set()
