"""The demo's symptoms, brought in once: finding words for them takes the encoder seconds."""

import shutil

import pytest

from ivr.services.fault.demo import add_demo_faults
from ivr.services.screen.demo import add_demo_prices
from ivr.storage import Database
from tests.line import Clock


@pytest.fixture(scope="session")
def faults_file(migrated_file, tmp_path_factory, keyring):
    """A file with a database that holds the demo's symptoms, remedies and models."""
    path = shutil.copy(migrated_file, tmp_path_factory.mktemp("faults") / "hotline.sqlite3")
    database = Database(f"sqlite:///{path}", keyring)
    add_demo_faults(database, Clock()())
    add_demo_prices(database, Clock()())
    database.dispose()
    return path


@pytest.fixture
def faults(faults_file, tmp_path, keyring):
    """A database of its own with the demo's symptoms, remedies and models."""
    database = Database(f"sqlite:///{shutil.copy(faults_file, tmp_path / 'hotline.sqlite3')}", keyring)
    yield database
    database.dispose()
