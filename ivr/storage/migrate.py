"""Bring a database to the newest tables."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from ivr.storage.base import Base
from ivr.storage.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(database: Database) -> None:
    """Run the migrations that this database hasn't had; all of them, or none."""
    with database.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL statement_timeout = 0"))  # a large table takes its time
        command.upgrade(_config(connection), "head")


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
