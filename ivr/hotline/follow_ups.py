"""The commands of `flask --app app` that show whom to call back after a bad call, and note that it was done."""

import sys
from datetime import UTC, datetime

import click
from flask import Flask

from ivr.services.survey.follow_ups import finish
from ivr.services.survey.follow_ups import follow_ups as open_ones
from ivr.storage import Database


def add_follow_up_commands(app: Flask, database: Database) -> None:
    """Give the app its commands about follow-ups."""

    @app.cli.command("follow-ups")
    def follow_ups() -> None:
        """List the calls that somebody should look at, the oldest first."""
        with database.reading_rows() as rows:
            found = open_ones(rows)
        for row in found:
            click.echo(
                f"{row.at:%Y-%m-%d %H:%M}  {row.call_sid}  {row.why}  (flask --app app follow-up-done {row.key})"
            )
        click.echo(f"{len(found)} open")

    @app.cli.command("follow-up-done")
    @click.argument("key")
    @click.option("--note", default="", help="what was done")
    def follow_up_done(key: str, note: str) -> None:
        """Note that a call was followed up."""
        with database.writing_rows() as rows:
            done = finish(rows, key, note, "command", datetime.now(UTC))
        if not done:
            sys.exit(f"{key} is no open follow-up; `flask --app app follow-ups` lists them")
