"""The command that lets old encryption keys go."""

import sys
from time import sleep

import click
from flask import Flask
from tqdm import tqdm

from ivr.settings import Settings
from ivr.storage import Database
from ivr.storage.key_file import LOOK_SECONDS
from ivr.storage.rotate import old_values, rotate

NOTICED_SECONDS = 2 * LOOK_SECONDS
"""By then each process that runs has seen what is in the file."""
BY_ENVIRONMENT = (
    "The keys come from the environment, which running processes read at their start: "
    "what one that was not restarted still writes is not counted here."
)


def add_key_commands(app: Flask, database: Database, settings: Settings) -> None:
    """Give the app `rotate-keys`."""

    @app.cli.command("rotate-keys")
    @click.option("--check", is_flag=True, help="Change nothing: tell whether any value still needs an older key.")
    def rotate_keys(check: bool) -> None:
        """Encrypt every personal value with the newest key of IVR_ENCRYPTION_KEYS; the old keys can go afterwards."""
        if settings.key_file:
            sleep(NOTICED_SECONDS)
        else:
            print(BY_ENVIRONMENT, file=sys.stderr)
        if not check:
            with tqdm(unit=" rows", disable=None) as bar:
                unreadable = rotate(database, bar.update)
            if unreadable:
                print(f"{unreadable} values can't be read with any of the keys; they were left as they are")
        if left := old_values(database):
            told = ", ".join(f"{count} of {column}" for column, count in left.where.items())
            sys.exit(f"Keep the older keys. Values that are not encrypted with the newest one: {told}")
        print("Every value is encrypted with the newest key and bound to its row: the older keys can go.")
