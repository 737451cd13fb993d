"""The commands of `flask --app app`."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial, wraps
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
from flask import Flask
from sqlalchemy.exc import OperationalError, ProgrammingError
from tqdm import tqdm

import ivr.hotline.all_tables  # noqa: F401 - the tables join the metadata, for migrations
from ivr.hotline.follow_ups import add_follow_up_commands
from ivr.hotline.keys import add_key_commands
from ivr.hotline.people import add_people_commands
from ivr.hotline.prepare import prepare
from ivr.privacy.erased_list import ErasedList
from ivr.privacy.replaying import erase_again, erased_until_now
from ivr.services import SERVICES
from ivr.settings import Settings
from ivr.sources import Importer, UnusableFile, import_rows
from ivr.sources.rows import lines_of
from ivr.storage import Database, DatabaseBusy
from ivr.storage.backup import BackupFailed, back_up, restore
from ivr.storage.causes import advice_for
from ivr.storage.migrate import upgrade, write_migration


def add_commands(app: Flask, database: Database, settings: Settings) -> None:
    """Give the app its commands."""

    @app.cli.command("prepare")
    def prepare_installation() -> None:
        """Make tables, an administrator, and in development demo data; changes nothing that is there."""
        made = prepare(settings, database)
        if made.password:
            print(f"administrator: admin, one-time password: {f'in {made.file}' if made.file else made.password}")

    @app.cli.command("upgrade-database")
    def upgrade_database() -> None:
        """Bring the database to the newest tables."""
        upgrade(database)

    @app.cli.command("write-migration")
    @click.argument("message")
    def write_a_migration(message: str) -> None:
        """Write a migration from what the models have and the database lacks."""
        write_migration(database, message)

    add_key_commands(app, database, settings)
    _add_backup_commands(app, database, settings)
    add_follow_up_commands(app, database)
    add_people_commands(app, database, settings)
    for service in SERVICES:
        for importer in service.importers:
            app.cli.add_command(_import_command(importer, database, settings))
    for command in app.cli.commands.values():
        command.callback = _in_a_sentence(command.callback) if command.callback else None


def _in_a_sentence(command: Callable[..., Any]) -> Callable[..., Any]:
    """Return a command that says what to do where the database can't be used; other faults are ours and stay whole."""

    @wraps(command)
    def told(*arguments: Any, **options: Any) -> Any:
        try:
            return command(*arguments, **options)
        except (OperationalError, ProgrammingError, DatabaseBusy) as error:
            sys.exit(advice_for(error))

    return told


def _add_backup_commands(app: Flask, database: Database, settings: Settings) -> None:
    @app.cli.command("back-up")
    @click.argument("file", type=click.Path(path_type=Path))
    def back_up_to(file: Path) -> None:
        """Copy the whole database to FILE while calls go on."""
        _or_exit(partial(back_up, database, file))
        print(f"{file}: {file.stat().st_size} bytes; keep the keys of hotline.env elsewhere: it can't be read without")

    @app.cli.command("restore")
    @click.argument("file", type=click.Path(path_type=Path))
    @click.confirmation_option(prompt="All that the database holds now is lost. Go on?")
    def restore_from(file: Path) -> None:
        """Put what FILE holds in the place of the database; stop the hotline first."""
        erased = ErasedList(settings.data)
        who = erased_until_now(database, erased)
        _or_exit(partial(restore, database, file))
        upgrade(database)
        again = erase_again(database, erased, who, datetime.now(UTC))
        print(f"The database is as {file} has it, with the newest tables; {again} people were erased again.")


def _or_exit(act: Callable[[], None]) -> None:
    try:
        act()
    except BackupFailed as error:
        sys.exit(str(error))


def _import_command(importer: Importer, database: Database, settings: Settings) -> click.Command:
    """Return the command that imports FILE.csv."""
    file = click.Argument(["file"], type=click.Path(exists=True, dir_okay=False, path_type=Path))
    told = (
        f"Import {importer.name} from FILE.csv: new ones are added, known ones updated, bad rows named and left out. "
        "A second run goes on where one broke off."
    )
    return click.Command(
        f"import-{importer.name}",
        params=[file],
        help=told,
        callback=partial(_import, database=database, importer=importer, settings=settings),
    )


def _import(file: Path, database: Database, importer: Importer, settings: Settings) -> None:
    try:
        rows = importer.read(file, settings.region, ZoneInfo(settings.timezone))
        with tqdm(total=lines_of(file), unit=" lines", desc=importer.name, disable=None) as bar:
            done = import_rows(database, importer.store, rows, bar.update)
    except UnusableFile as error:
        sys.exit(f"{file}: {error}")
    told = [(note.line, f"note: {note.advice}") for note in done.notes]
    told += [(bad.line, bad.advice) for bad in done.bad]
    for line, what in sorted(told):
        print(f"{file}, line {line}: {what}", file=sys.stderr)
    print(f"{done.new} new, {done.known} known, {len(done.bad)} left out")
    if done.broken:
        sys.exit(f"The import broke off: {done.broken}. What is counted above is stored; run it again to go on.")
    if done.bad:
        sys.exit(1)
