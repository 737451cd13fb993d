import pytest
from sqlalchemy import text, update

from ivr import calls
from ivr.calls import NewCall
from ivr.calls.tables import CallRow
from ivr.services.repair.tables import RepairRow
from ivr.storage import UNREADABLE, UnreadableValue
from ivr.storage.binding import UnboundValue, split
from ivr.storage.rotate import old_values, rotate

NUMBER = "+12025550143"


@pytest.fixture
def two_calls(database, now):
    with database.writing() as session:
        calls.begin(session, NewCall("CA1", "inbound", NUMBER, "+12025550100", "en", now))
        calls.begin(session, NewCall("CA2", "inbound", "+12025550144", "+12025550100", "en", now))
    return database


def move(database, source, target, sid="CA1", other="CA1"):
    move = f'UPDATE calls SET "{target}" = (SELECT "{source}" FROM calls WHERE sid = :sid) WHERE sid = :other'
    with database.engine.begin() as connection:
        connection.execute(text(move), {"sid": sid, "other": other})


def from_of(database, sid="CA1"):
    with database.reading() as session:
        return calls.load(session, sid).from_


def test_a_value_opens_in_its_row(two_calls):
    assert from_of(two_calls) == NUMBER


def test_a_value_of_another_row_can_not_be_read(two_calls):
    move(two_calls, "from", "from", sid="CA1", other="CA2")
    assert from_of(two_calls, "CA2") == UNREADABLE


def test_a_value_of_another_column_can_not_be_read(two_calls):
    move(two_calls, "to", "from")
    assert from_of(two_calls) == UNREADABLE


def test_a_row_that_is_renamed_can_not_be_read(two_calls):
    with two_calls.engine.begin() as connection:
        connection.execute(text("UPDATE calls SET sid = 'CA3' WHERE sid = 'CA1'"))
    assert from_of(two_calls, "CA3") == UNREADABLE


def test_a_change_of_a_value_names_its_row(two_calls):
    with two_calls.writing() as session, pytest.raises(UnboundValue, match="name its row by sid"):
        session.execute(update(CallRow).where(CallRow.turn == 0).values(to="+12025550199"))


def test_a_change_that_names_its_row_is_read(two_calls):
    with two_calls.writing() as session:
        session.execute(update(CallRow).where(CallRow.sid == "CA1").values(to="+12025550199"))
    with two_calls.reading() as session:
        assert calls.load(session, "CA1").to == "+12025550199"


def write_as_before(database, keys, sid="CA1"):
    """Write a value as it was written before values were bound."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from ivr.storage.keyring import _decode, _id_of

    key, nonce = _decode(keys[0]), b"n" * 12
    stored = _id_of(key) + nonce + AESGCM(key).encrypt(nonce, NUMBER.encode(), None)
    with database.engine.begin() as connection:
        connection.execute(text('UPDATE calls SET "from" = :stored WHERE sid = :sid'), {"stored": stored, "sid": sid})


def test_values_of_before_are_read_and_bound_by_a_rotation(two_calls, keys):
    write_as_before(two_calls, keys)
    assert from_of(two_calls) == NUMBER
    assert old_values(two_calls).where == {"calls.from": 1}
    assert rotate(two_calls) == 0
    assert not old_values(two_calls)
    assert from_of(two_calls) == NUMBER


def test_bytes_of_any_kind_come_back(two_calls, now):
    clip = bytes(range(256)) * 4
    with two_calls.writing() as session:
        id_ = calls.add_utterance(session, calls.NewUtterance("CA1", 0, now, clip, None))
    with two_calls.reading() as session:
        assert calls.utterance(session, id_).clip == clip


def test_a_key_of_a_row_in_bytes_is_split_off():
    column = RepairRow.__table__.c.phone
    assert split(column, b"00FF\x1f\x01\x1f\x02") == (b"repairs.phone\x1f00FF\x1f", b"\x01\x1f\x02")


def test_a_clip_of_another_call_raises(two_calls, now):
    with two_calls.writing() as session:
        ids = [calls.add_utterance(session, calls.NewUtterance(sid, 0, now, b"x", None)) for sid in ("CA1", "CA2")]
    copy = text("UPDATE utterances SET clip = (SELECT clip FROM utterances WHERE id = :a) WHERE id = :b")
    with two_calls.engine.begin() as connection:
        connection.execute(copy, dict(zip("ab", ids, strict=True)))
    with two_calls.reading() as session, pytest.raises(UnreadableValue, match="belong elsewhere"):
        calls.utterance(session, ids[1])
