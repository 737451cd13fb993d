"""Bring a database to the newest tables."""

from pathlib import Path

import structlog
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from ivr.storage.base import Base
from ivr.storage.database import Database

log = structlog.get_logger(__name__)
MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(database: Database) -> None:
    """Run the migrations that this database hasn't had; all of them, or none.

    Tables that a later version of the hotline has made stay as they are, so that one can go back to this one.
    """
    with database.engine.begin() as connection:
        if (revision := _later_revision(connection)) is not None:
            log.warning("the tables are those of a later version, and stay as they are", revision=revision)
            return
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL statement_timeout = 0"))  # a large table takes its time
        command.upgrade(_config(connection), "head")


def _later_revision(connection: Connection) -> str | None:
    """Return the revision of the database where this version does not know it."""
    current = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory.from_config(_config(connection)).walk_revisions()}
    return None if current in known else current


def write_migration(database: Database, message: str) -> None:
    """Write a new migration file from the difference between the imported tables and the database."""
    with database.engine.begin() as connection:
        command.revision(_config(connection), message, autogenerate=True)


def differences(database: Database) -> list[object]:
    """Return how the imported tables differ from the database; nothing when the migrations are complete."""
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": is_modelled})
        return list(compare_metadata(context, Base.metadata))


def is_modelled(name: str | None, kind: str, _parents: object) -> bool:
    """Return whether a table is one of the models', not an index of the database's own kind that a migration made.

    Packages name those in the metadata's `made_by_migrations`; the tables that SQLite makes for one begin like it.
    """
    made = tuple(Base.metadata.info.get("made_by_migrations", ()))
    return kind != "table" or not (name or "").startswith(made)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
