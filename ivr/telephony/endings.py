"""Note that calls are over, however busy the database is: nobody tells us twice."""

import logging

from ivr.storage import DatabaseBusy
from ivr.telephony.edge import Edge
from ivr.turn import Services, hang_up

TRIES = 20  # each waits for its turn to write

log = logging.getLogger(__name__)


def note_end(edge: Edge, call_sid: str, status: str) -> None:
    """Note a call's last status; where the database is busy, in the background as soon as it is not."""
    try:
        hang_up(edge.services, call_sid, status)
    except DatabaseBusy:
        edge.background.submit(_note_soon, edge.services, call_sid, status)


def _note_soon(services: Services, call_sid: str, status: str) -> None:
    for _ in range(TRIES):
        try:
            return hang_up(services, call_sid, status)
        except DatabaseBusy:
            log.warning("the database is busy: the end of call %s is not noted yet", call_sid)
    log.error("the end of call %s was not noted", call_sid)
