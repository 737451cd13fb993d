"""Nobody's secrets stand in clear in any file, and after an erasure nothing of them is left at all."""

import json

import pytest

from ivr.privacy.erasing import erase
from ivr.storage.backup import back_up

PEOPLE = 12


def secrets_of(number):
    """Return what a person tells, none of which anybody else has."""
    phone, order = f"+1202555{7000 + number}", f"83{number:02}46"
    return (
        phone,
        order,
        f"3569380{number:02}643809",
        f"my password is zebra{number:02}quagga",
        f"Mr Xanthopoulos{number:02}",
    )


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def found(files, secrets):
    """Return which secrets stand in which file, as text, with spaces between digits, or as JSON escapes."""
    forms = {form.encode() for each in secrets for form in (each, each[1:], " ".join(each), json.dumps(each)[1:-1])}
    return {(name, form) for name, data in files.items() for form in forms if form in data}


@pytest.fixture
def lived(life, at, tmp_path, caplog):
    """Let people call, have repairs and get texts; keep all that is written, the log too."""
    for number in range(PEOPLE):
        phone, order, imei, words, name = secrets_of(number)
        life.calls(phone, f"CA{number}", at, said=f"{name}, {words}, order {order}, {imei}")
        life.sends_in(phone, order, imei, at)
        life.is_promised(phone, f"CA{number}", at)
    (tmp_path / "log").write_text(caplog.text)
    return life


def test_no_secret_of_anybody_is_in_clear_in_any_file(lived, tmp_path):
    if lived.database.engine.dialect.name == "sqlite":
        back_up(lived.database, tmp_path / "night.backup")
    secrets = [secret for number in range(PEOPLE) for secret in secrets_of(number)]
    assert found(bytes_of(tmp_path), secrets) == set()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # PostgreSQL's files are its own
def test_of_who_was_erased_no_encrypted_byte_is_left(lived, at, tmp_path, erased, subject):
    phone, *_ = secrets_of(3)
    with lived.database.engine.connect() as connection:
        kept = [*connection.exec_driver_sql('SELECT "from", "to", state FROM calls WHERE sid = ?', ("CA3",)).one()]
        kept += connection.exec_driver_sql("SELECT clip FROM utterances WHERE call_sid = ?", ("CA3",)).one()
        kept += connection.exec_driver_sql("SELECT heard, meaning FROM turns WHERE call_sid = ?", ("CA3",)).one()
    assert any(part in data for part in kept for data in bytes_of(tmp_path).values())
    erase(lived.database, erased, subject(phone), at)
    left = {name for name, data in bytes_of(tmp_path).items() for part in kept if part in data}
    assert left == set()
