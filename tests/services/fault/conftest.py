import pytest

from ivr.services.fault.demo import add_demo_faults
from ivr.services.screen.demo import add_demo_prices
from tests.line import Clock


@pytest.fixture
def faults(sqlite_database):
    """A database with the demo's symptoms, remedies and models."""
    add_demo_faults(sqlite_database, Clock()())
    add_demo_prices(sqlite_database, Clock()())
    return sqlite_database
