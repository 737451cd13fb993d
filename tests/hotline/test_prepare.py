"""The first password, and what a newcomer is told to say or to press."""

import pytest
from sqlalchemy import func, select

from ivr.hotline.prepare import Prepared, prepare
from ivr.hotline.welcome import welcome
from ivr.settings import Settings
from ivr.storage import Base
from tests.test_settings import SAFE


@pytest.fixture
def production(tmp_path):
    return Settings(_env_file=None, data=tmp_path, **SAFE)


def test_in_production_the_first_password_is_in_a_file_of_its_owner_and_is_not_printed(production, sqlite_database):
    prepared = prepare(production, sqlite_database)
    assert prepared.file.stat().st_mode & 0o777 == 0o600
    assert prepared.file.read_text().strip() == prepared.password
    told = welcome(production, prepared, 1.0, hears=True)
    assert (str(prepared.file) in told, prepared.password in told) == (True, False)


def test_the_second_time_keeps_what_is_there(sqlite_database):
    settings = Settings(_env_file=None)
    first = prepare(settings, sqlite_database)
    made = rows_of(sqlite_database)
    assert (first.password is None, prepare(settings, sqlite_database).password) == (False, None)
    assert (made == rows_of(sqlite_database), made["repairs"] > 1) == (True, True)


def rows_of(database):
    """Return how many rows each table has."""
    with database.reading_rows() as rows:
        return {
            name: rows.scalar(select(func.count()).select_from(table)) for name, table in Base.metadata.tables.items()
        }


@pytest.mark.parametrize("hears", [True, False])
def test_speech_is_offered_only_where_it_is(hears):
    assert ("say" in welcome(Settings(_env_file=None), Prepared(None), 1.0, hears=hears).lower()) is hears
