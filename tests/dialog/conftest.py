import pytest

from tests.dialog.caller import Caller
from tests.dialog.pizza import PIZZA


@pytest.fixture
def caller() -> Caller:
    """A caller of the pizza script who withholds the number, so that nothing is proposed."""
    return Caller(PIZZA, number=None)
