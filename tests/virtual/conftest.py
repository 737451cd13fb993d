import pytest

from tests.virtual.hotline import Hotline


@pytest.fixture(scope="session")
def hotline():
    return Hotline()
