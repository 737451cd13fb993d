"""Keep the books true: `python -m ivr.telephony.reconciliation`.

Each host that takes webhooks runs one, for the journal of the host; comparing with Twilio more than once does no harm.
"""

import signal
from datetime import timedelta
from threading import Event
from time import monotonic

import structlog

from ivr import logs
from ivr.command import run
from ivr.hotline.build import open_edge
from ivr.keys import settings_or_exit
from ivr.storage import WORKING, open_database
from ivr.telephony.edge import Edge
from ivr.telephony.live_call import rest_client
from ivr.telephony.reconciliation import Twilio, Unanswered, reconcile
from ivr.turn import play
from ivr.turn.ending import DATABASE_ERRORS

LOOK_SECONDS, COMPARE_SECONDS = 1.0, 30.0
FIRST_LOOK_BACK, LOOK_BACK = timedelta(days=1), timedelta(minutes=5)

log = structlog.get_logger("ivr.telephony.reconciliation")


class Reconciler:
    """Writes down what waits in the journal as soon as it can, and compares with Twilio at start and every 30 s."""

    def __init__(self, edge: Edge, twilio: Twilio) -> None:
        self._edge, self._twilio = edge, twilio
        self._since = edge.context.clock() - FIRST_LOOK_BACK
        self._next = 0.0

    def run(self, stop: Event) -> None:
        """Work until told to stop; what fails is tried again."""
        while not stop.wait(LOOK_SECONDS):
            self.work()

    def work(self) -> None:
        """Do what is due now."""
        try:
            written = play(self._edge.context)
            logs.about_no_call()
            if written:
                log.info("what waited in the journal was written down", facts=written)
            if monotonic() >= self._next:
                self._next = monotonic() + COMPARE_SECONDS
                self._compare()
        except Unanswered as error:
            log.warning("Twilio can't be asked how our calls are", error=str(error))
        except (*DATABASE_ERRORS, OSError) as error:
            log.warning("the books can't be mended now", error=type(error).__name__)
        except Exception:
            log.exception("the reconciliation broke")
        finally:
            logs.about_no_call()

    def _compare(self) -> None:
        began = self._edge.context.clock()
        mended = reconcile(self._edge, self._twilio, self._since)
        logs.about_no_call()
        self._since = began - LOOK_BACK
        if mended:
            log.warning("the books were mended by Twilio's", **vars(mended))


def main() -> int:
    """Read the settings and run."""
    settings = settings_or_exit()
    logs.configure(settings)
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    edge = open_edge(settings, open_database(settings, WORKING))
    log.info("the books are compared with Twilio's")
    Reconciler(edge, Twilio(rest_client(settings))).run(stop)
    return 0


if __name__ == "__main__":
    run(main)
