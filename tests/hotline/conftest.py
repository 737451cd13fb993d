import pytest

from tests.hotline.house import House


@pytest.fixture(scope="module")
def open_house(tmp_path_factory, migrated_file, keys):
    """Open hotlines, each with settings of its own; they are closed at the end of the module."""
    houses = []

    def open_house(**settings):
        houses.append(House(tmp_path_factory.mktemp("house"), migrated_file, keys, **settings))
        return houses[-1].start()

    yield open_house
    for house in houses:
        house.close()
