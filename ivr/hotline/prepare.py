"""Make an installation ready to start: tables, demo data, an administrator."""

from dataclasses import dataclass
from datetime import UTC, datetime

from ivr.console.accounts import add_administrator
from ivr.services import SERVICES
from ivr.settings import Settings
from ivr.storage import Database
from ivr.storage.migrate import upgrade


@dataclass(frozen=True)
class Prepared:
    """What was made; `password` is the administrator's one-time password, when there was none before."""

    password: str | None


def prepare(settings: Settings, database: Database) -> Prepared:
    """Bring the database up to date and fill what is empty; demo data in development only."""
    now = datetime.now(UTC)
    upgrade(database)
    if settings.env == "development":
        for demo in [service.demo for service in SERVICES if service.demo]:
            demo.add(database, now)
    with database.writing() as session:
        return Prepared(add_administrator(session, now))
