"""Say who does which kind of command."""

from ivr.outbox import Handler
from ivr.services import SERVICES, Context
from ivr.settings import Settings
from ivr.storage import Database


def handlers(settings: Settings, database: Database) -> tuple[Handler, ...]:
    """Return the handlers of all services, opened for this process."""
    context = Context(settings, database)
    commands = [command for service in SERVICES for command in service.commands.items()]
    return tuple(Handler(kind, opened(context)) for kind, opened in commands)
