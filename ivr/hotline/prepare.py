"""Make an installation ready to start: tables, demo data, an administrator."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ivr.console.accounts import add_administrator
from ivr.services import SERVICES
from ivr.settings import Settings
from ivr.storage import Database
from ivr.storage.migrate import upgrade

FIRST_PASSWORD = "first-password"
"""The file in the data folder; it goes when the administrator has chosen a password."""


@dataclass(frozen=True)
class Prepared:
    """What was made; `password` is the administrator's one-time password, when there was none before.

    In production it stands in `file`, which only its owner can read: what is printed goes to journals.
    """

    password: str | None
    file: Path | None = None


def prepare(settings: Settings, database: Database) -> Prepared:
    """Bring the database up to date and fill what is empty; demo data in development only."""
    now = datetime.now(UTC)
    upgrade(database)
    if settings.env == "development":
        add_demo_data(database, now)
    with database.writing() as session:
        password = add_administrator(session, now)
        kept = password and settings.env == "production"
        return Prepared(password, _keep(settings.data / FIRST_PASSWORD, password or "") if kept else None)


def add_demo_data(database: Database, now: datetime) -> None:
    """Fill the empty tables of the services with invented data."""
    for demo in [service.demo for service in SERVICES if service.demo]:
        demo.add(database, now)


def _keep(path: Path, password: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(password + "\n")
    return path
