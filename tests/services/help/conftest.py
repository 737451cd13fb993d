"""The demo's articles, brought in once: the encoder takes seconds to load."""

import shutil

import pytest

from ivr.services.help.demo import add_demo_articles
from ivr.storage import Database
from ivr.storage.migrate import upgrade
from tests.line import Clock


@pytest.fixture(scope="session")
def articles_file(tmp_path_factory, keyring):
    """A file with a database that holds the demo's articles."""
    path = tmp_path_factory.mktemp("articles") / "hotline.db"
    database = Database(f"sqlite:///{path}", keyring)
    upgrade(database)
    add_demo_articles(database, Clock()())
    database.dispose()
    return path


@pytest.fixture
def articles(articles_file, tmp_path, keyring):
    """A database of its own with the demo's articles."""
    database = Database(f"sqlite:///{shutil.copy(articles_file, tmp_path / 'hotline.db')}", keyring)
    yield database
    database.dispose()
