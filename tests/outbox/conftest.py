import pytest

from tests.line import Clock


@pytest.fixture
def clock(now):
    return Clock(now)
