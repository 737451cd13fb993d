import pytest

from tests.messaging.texting import Texting


@pytest.fixture
def texting(database):
    return Texting(database)


@pytest.fixture
def texts_with(sqlite_database):
    """Make a hotline with other settings, where the kind of database does not matter."""
    return lambda **settings: Texting(sqlite_database, **settings)
