"""The commands of `flask --app app`."""

import csv
import sys
from pathlib import Path

import click
from flask import Flask
from tqdm import tqdm

from ivr.console.accounts import reset_password
from ivr.hotline.prepare import prepare
from ivr.services.repair.csv_rows import UnusableFile, read_rows
from ivr.services.repair.importer import import_repairs
from ivr.settings import Settings
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
        """Seal every personal value with the newest key of IVR_ENCRYPTION_KEYS; the old keys can go afterwards."""
        with tqdm(unit=" rows", disable=None) as bar:
            rotate(database, bar.update)

    @app.cli.command("import-repairs")
    @click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    def import_repairs_from(file: Path) -> None:
        """Import repairs from FILE.csv: new ones are added, known ones updated, bad rows reported and left out."""
        _import(database, file, settings.region)


def _import(database: Database, file: Path, region: str) -> None:
    try:
        with tqdm(total=_rows(file), unit=" repairs", disable=None) as bar:
            done = import_repairs(database, read_rows(file, region), bar.update)
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
