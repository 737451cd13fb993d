"""Write down what nobody tells us twice, however busy the database is."""

from collections.abc import Callable, Iterable

import structlog

from ivr.storage import DatabaseBusy
from ivr.telephony.edge import Edge

TRIES = 20  # each waits for its turn to write

log = structlog.get_logger(__name__)


def persist(edge: Edge, *writes: Callable[[], object]) -> None:
    """Write about a call, in this order; where the database is busy, all again in the background as soon as it is not.

    So each write must change nothing when it is repeated.
    """
    try:
        _write(writes)
    except DatabaseBusy:
        edge.background.submit(_write_soon, writes)


def _write_soon(writes: Iterable[Callable[[], object]]) -> None:
    for _ in range(TRIES):
        try:
            return _write(writes)
        except DatabaseBusy:
            log.warning("the database is busy: what became of the call is not noted yet")
    log.error("what became of the call was not noted")


def _write(writes: Iterable[Callable[[], object]]) -> None:
    for write in writes:
        write()
