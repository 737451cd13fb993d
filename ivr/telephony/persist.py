"""Write down what nobody tells us twice, however busy the database is."""

import logging
from collections.abc import Callable, Iterable

from ivr.storage import DatabaseBusy
from ivr.telephony.edge import Edge

TRIES = 20  # each waits for its turn to write

log = logging.getLogger(__name__)


def persist(edge: Edge, call_sid: str, *writes: Callable[[], object]) -> None:
    """Write about a call, in this order; where the database is busy, all again in the background as soon as it is not.

    So each write must change nothing when it is repeated.
    """
    try:
        _write(writes)
    except DatabaseBusy:
        edge.background.submit(_write_soon, call_sid, writes)


def _write_soon(call_sid: str, writes: Iterable[Callable[[], object]]) -> None:
    for _ in range(TRIES):
        try:
            return _write(writes)
        except DatabaseBusy:
            log.warning("the database is busy: what became of call %s is not noted yet", call_sid)
    log.error("what became of call %s was not noted", call_sid)


def _write(writes: Iterable[Callable[[], object]]) -> None:
    for write in writes:
        write()
