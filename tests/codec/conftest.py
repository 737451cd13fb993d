from pathlib import Path
from shutil import copy

import pytest

from ivr.storage import Database
from tests.every_service import Player, every_table
from tests.telephony.rest_stand import rest_stand


@pytest.fixture(scope="session")
def tables(tmp_path_factory, keyring):
    """A file with a database that holds the demo's data of every service."""
    return every_table(tmp_path_factory.mktemp("tables") / "every.sqlite3", keyring)


@pytest.fixture(scope="session")
def texts():
    """A Twilio that takes every text message."""
    with rest_stand((201, {"sid": "SM" + "1" * 32})) as stand:
        yield stand


@pytest.fixture
def player(tables, texts, tmp_path, keyring):
    """A call to a hotline with every service."""
    database = Database(f"sqlite:///{copy(tables, tmp_path / 'hotline.sqlite3')}", keyring)
    yield Player(database, Path(tmp_path), texts.url)
    database.dispose()
