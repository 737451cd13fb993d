"""The commands of `flask --app app` that show whom to call back after a bad call, and note that it was done."""

import sys

import click
from flask import Flask
from sqlalchemy import select, update

from ivr.services.survey.tables import FollowUpRow
from ivr.storage import Database


def add_follow_up_commands(app: Flask, database: Database) -> None:
    """Give the app its commands about follow-ups."""

    @app.cli.command("follow-ups")
    def follow_ups() -> None:
        """List the calls that somebody should look at, the oldest first."""
        with database.reading() as session:
            found = session.scalars(select(FollowUpRow).where(FollowUpRow.status == "open").order_by(FollowUpRow.at))
            rows = list(found)
        for row in rows:
            click.echo(
                f"{row.at:%Y-%m-%d %H:%M}  {row.call_sid}  {row.why}  (flask --app app follow-up-done {row.key})"
            )
        click.echo(f"{len(rows)} open")

    @app.cli.command("follow-up-done")
    @click.argument("key")
    def follow_up_done(key: str) -> None:
        """Note that a call was followed up."""
        which = (FollowUpRow.key == key, FollowUpRow.status == "open")
        with database.writing_rows() as rows:
            done = rows.execute(update(FollowUpRow).where(*which).values(status="done")).rowcount
        if not done:
            sys.exit(f"{key} is no open follow-up; `flask --app app follow-ups` lists them")
