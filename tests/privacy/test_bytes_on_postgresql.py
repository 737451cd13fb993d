"""The files of a PostgreSQL server hold nobody's secrets in clear, before and after an erasure.

What was encrypted stays in its log and in freed parts of its pages until they are written over; how much is printed.
"""

from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from ivr.privacy.erasing import erase
from tests.privacy.test_many_people import PEOPLE, encrypted, in_clear, secrets_of

pytestmark = [pytest.mark.soak, pytest.mark.postgres]
on_postgres = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


def folder_of(database):
    """Return the server's folder, all of its changes written to files; skip where it is not ours to read."""
    address = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("VACUUM FULL")
        connection.execute("CHECKPOINT")
        (found,) = connection.execute("SHOW data_directory").fetchone()
    folder = Path(found)
    try:
        next(folder.iterdir())
    except PermissionError:
        pytest.skip(f"{folder} can't be read")
    return folder


def left_in(folder, values):
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return sum(any(value in data for data in files) for value in values)


@on_postgres
def test_the_secrets_of_many_are_in_no_file_of_the_server(life, at, erased, subject):
    for number in range(PEOPLE):
        phone, order, imei, words, name = secrets_of(number)
        life.calls(phone, f"CA{number}", at, said=f"{name}, {words}, order {order}, {imei}")
        life.sends_in(phone, order, imei, at)
        life.is_promised(phone, f"CA{number}", at)
    folder = folder_of(life.database)
    assert in_clear(folder) == set()
    kept = encrypted(life.database)
    assert left_in(folder / "base", kept[:40]) == 40, "these are the files of the database"
    for number in range(PEOPLE):
        erase(life.database, erased, subject(secrets_of(number)[0]), at)
    with life.database.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM calls")).scalar_one() == 0
    folder_of(life.database)
    pages, log = (left_in(folder / part, kept) for part in ("base", "pg_wal"))
    print(
        f"\n{PEOPLE} people x 5 secrets on PostgreSQL: {len(in_clear(folder))} in clear; after their erasure ", end=""
    )
    print(f"{pages} of {len(kept)} encrypted values in its tables once they are packed, {log} in its log")
    assert (in_clear(folder), pages) == (set(), 0)
