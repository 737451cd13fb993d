"""Say who does which kind of command."""

from ivr.outbox import Handler
from ivr.settings import Settings


def handlers(settings: Settings) -> tuple[Handler, ...]:
    """Return the handlers of this installation."""
    return ()
