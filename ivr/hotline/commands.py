"""The commands of `flask --app app`."""

import csv
import sys
from functools import partial
from pathlib import Path

import click
from flask import Flask
from tqdm import tqdm

import ivr.knowledge.tables
import ivr.knowledge.word_index  # noqa: F401 - its tables join the metadata, for migrations
from ivr.console.accounts import reset_password
from ivr.hotline.prepare import prepare
from ivr.services import SERVICES
from ivr.settings import Settings
from ivr.sources import Importer, UnusableFile, import_rows
from ivr.storage import Database
from ivr.storage.migrate import upgrade, write_migration
from ivr.storage.rotate import rotate


def add_commands(app: Flask, database: Database, settings: Settings) -> None:
    """Give the app its commands."""

    @app.cli.command("prepare")
    def prepare_installation() -> None:
        """Make tables, an administrator, and in development demo data; changes nothing that is there."""
        password = prepare(settings, database).password
        if password:
            print(f"administrator: admin, one-time password: {password}")

    @app.cli.command("reset-password")
    @click.argument("name", default="admin")
    def reset_password_of(name: str) -> None:
        """Give a supervisor a new one-time password."""
        with database.writing() as session:
            password = reset_password(session, name)
        print(f"one-time password: {password}" if password else f"nobody is called {name}")

    @app.cli.command("upgrade-database")
    def upgrade_database() -> None:
        """Bring the database to the newest tables."""
        upgrade(database)

    @app.cli.command("write-migration")
    @click.argument("message")
    def write_a_migration(message: str) -> None:
        """Write a migration from what the models have and the database lacks."""
        write_migration(database, message)

    @app.cli.command("rotate-keys")
    def rotate_keys() -> None:
        """Encrypt every personal value with the newest key of IVR_ENCRYPTION_KEYS; the old keys can go afterwards."""
        with tqdm(unit=" rows", disable=None) as bar:
            rotate(database, bar.update)

    for service in SERVICES:
        for importer in service.importers:
            app.cli.add_command(_import_command(importer, database, settings.region))


def _import_command(importer: Importer, database: Database, region: str) -> click.Command:
    """Return the command that imports FILE.csv."""
    file = click.Argument(["file"], type=click.Path(exists=True, dir_okay=False, path_type=Path))
    told = f"Import {importer.name} from FILE.csv: new ones are added, known ones updated, bad rows named and left out."
    return click.Command(
        f"import-{importer.name}",
        params=[file],
        help=told,
        callback=partial(_import, database=database, importer=importer, region=region),
    )


def _import(file: Path, database: Database, importer: Importer, region: str) -> None:
    try:
        with tqdm(total=_rows(file), unit=f" {importer.name}", disable=None) as bar:
            done = import_rows(database, importer.store, importer.read(file, region), bar.update)
    except UnusableFile as error:
        sys.exit(f"{file}: {error}")
    for bad in done.bad:
        print(f"{file}, line {bad.line}: {bad.advice}", file=sys.stderr)
    print(f"{done.new} new, {done.known} known, {len(done.bad)} left out")
    if done.bad:
        sys.exit(1)


def _rows(file: Path) -> int:
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        return max(0, sum(1 for _ in csv.reader(lines)) - 1)
