from ivr.storage import Database
from ivr.storage.migrate import differences, upgrade


def test_the_migrations_make_exactly_the_tables_of_the_models(database):
    assert differences(database) == []


def test_upgrading_twice_changes_nothing(database):
    upgrade(database)
    assert differences(database) == []


def test_the_check_sees_a_missing_table(keyring, tmp_path):
    assert differences(Database(f"sqlite:///{tmp_path / 'empty'}", keyring)) != []
