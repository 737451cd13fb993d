"""Say who does which kind of command."""

from collections.abc import Callable
from datetime import datetime, timedelta

from ivr.hotline.outbound import open_outbound
from ivr.hotline.texts import open_messenger
from ivr.outbound import KIND
from ivr.outbox import Handler
from ivr.outbox.worker import now_in_utc
from ivr.services import SERVICES, Context
from ivr.settings import Settings
from ivr.storage import Database
from ivr.telephony.copies import forget_copies
from ivr.telephony.live_call import rest_client

CALL_PATIENCE = timedelta(minutes=20)
"""How long a call to a person is tried; then it counts as failed, and they are called later."""


def handlers(settings: Settings, database: Database, now: Callable[[], datetime] = now_in_utc) -> tuple[Handler, ...]:
    """Return the handlers of all services, and of text messages where there is a sender, opened for this process."""
    context = Context(settings, database, now)
    commands = [command for service in SERVICES for command in service.commands.items()]
    texts = (Handler("sms", open_messenger(settings, database, now)),) if settings.sms_from else ()
    calling = Handler(KIND, open_outbound(settings, database, now).dialler, patience=CALL_PATIENCE)
    copies = forget_copies(rest_client(settings))
    return *(Handler(kind, opened(context)) for kind, opened in commands), *texts, calling, copies
