from sqlalchemy import text

from ivr.storage import Database
from ivr.storage.migrate import differences, upgrade


def test_the_migrations_make_exactly_the_tables_of_the_models(database):
    assert differences(database) == []


def test_upgrading_twice_changes_nothing(database):
    upgrade(database)
    assert differences(database) == []


def test_the_check_sees_a_missing_table(keyring, tmp_path):
    assert differences(Database(f"sqlite:///{tmp_path / 'empty'}", keyring)) != []


def test_the_tables_of_a_later_version_stay_as_they_are_so_that_one_can_go_back(database):
    with database.engine.begin() as connection:
        here = connection.scalar(text("SELECT version_num FROM alembic_version"))
        connection.execute(text("UPDATE alembic_version SET version_num = '9999_later'"))
    upgrade(database)
    with database.engine.begin() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999_later"
        connection.execute(text("UPDATE alembic_version SET version_num = :here"), {"here": here})
