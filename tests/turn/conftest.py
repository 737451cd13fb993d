import pytest

from ivr.services.repair.demo import add_demo_repairs
from tests.line import Clock, Office


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def office(sqlite_database, clock):
    add_demo_repairs(sqlite_database, clock())
    return Office(sqlite_database, clock=clock, hears=True)


@pytest.fixture
def line(office):
    return office.line()
