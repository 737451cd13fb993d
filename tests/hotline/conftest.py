import pytest

from tests.hotline.running import RunningHotline


@pytest.fixture(scope="module")
def open_hotline(tmp_path_factory, migrated_file, keys):
    """Open hotlines, each with settings of its own; they are closed at the end of the module."""
    hotlines = []

    def open_hotline(**settings):
        hotlines.append(RunningHotline(tmp_path_factory.mktemp("hotline"), migrated_file, keys, **settings))
        return hotlines[-1].start()

    yield open_hotline
    for hotline in hotlines:
        hotline.close()
