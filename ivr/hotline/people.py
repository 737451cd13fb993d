"""The commands of `flask --app app` for those who work with the hotline: supervisors, agents, service centres."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from flask import Flask

from ivr import routing
from ivr.console.accounts import reset_password
from ivr.identity.identifiers import normal
from ivr.services import HOTLINE
from ivr.services.repair.photos import NoSuchRepair, add_photo
from ivr.services.repair.pictures import LARGEST_BYTES, BadPhoto
from ivr.settings import Settings
from ivr.storage import Database


def add_people_commands(app: Flask, database: Database, settings: Settings) -> None:
    """Give the app its commands about people."""

    @app.cli.command("reset-password")
    @click.argument("name", default="admin")
    def reset_password_of(name: str) -> None:
        """Give a supervisor a new one-time password."""
        with database.writing() as session:
            password = reset_password(session, name)
        print(f"one-time password: {password}" if password else f"nobody is called {name}")

    @app.cli.command("add-photo")
    @click.argument("order")
    @click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    def add_a_photo(order: str, file: Path) -> None:
        """Put a photo on the page of the repair with this ORDER number."""
        if file.stat().st_size > LARGEST_BYTES:
            sys.exit("The photo is larger than 10 MB: send a smaller one.")
        try:
            add_photo(database, order, file.read_bytes(), datetime.now(UTC))
        except BadPhoto as why:
            sys.exit(str(why))
        except NoSuchRepair:
            sys.exit(f"there is no repair {order}")
        print("The photo is on the page of the repair.")

    @app.cli.command("agent-pin")
    @click.argument("number")
    def give_agent_pin(number: str) -> None:
        """Give the agent with this NUMBER a new PIN for calling in."""
        known = normal(number, "phone", settings.region)
        if known is None or not routing.queues(settings)[HOTLINE.queue].is_agent(known):
            sys.exit(f"{number} is no agent's number: IVR_AGENT_NUMBERS lists them")
        with database.writing_rows() as rows:
            pin = routing.give_pin(rows, known, datetime.now(UTC))
        print(f"PIN of the agent at {known}: {pin}")
