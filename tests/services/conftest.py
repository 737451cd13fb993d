import pytest

from tests.callflow.hotline_caller import HotlineCaller


@pytest.fixture
def caller() -> HotlineCaller:
    """A caller whose one repair is order 4729, from the customer's own phone."""
    return HotlineCaller()
