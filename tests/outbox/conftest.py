import pytest

from tests.line import Clock
from tests.outbox.receiver import receiver


@pytest.fixture
def clock(now):
    return Clock(now)


@pytest.fixture(scope="session")
def courier_process(tmp_path_factory):
    with receiver(tmp_path_factory.mktemp("courier")) as running:
        yield running


@pytest.fixture
def courier(courier_process):
    """A courier's own system, as a process, with an empty ledger."""
    courier_process.begins_anew()
    return courier_process


@pytest.fixture
def starts(fork_servers, keys, database_url):
    """Start processes that work on this test's database; what still runs at the end is killed."""
    running, server = [], fork_servers("tests.outbox.dying")

    def start(what, **given):
        function = f"tests.outbox.dying:{what}"
        running.append(server.starts(function, keys=keys, database_url=database_url, **given))
        return running[-1]

    yield start
    for process in running:
        process.is_killed()
