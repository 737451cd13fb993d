"""Invent two weeks of calls where there are none, in development only: `python -m ivr.hotline.demo_calls`."""

from datetime import UTC, datetime

from sqlalchemy.exc import SQLAlchemyError

from ivr import command, logs
from ivr.hotline.demo_calls import add_demo_calls, callers_voice, has_calls
from ivr.hotline.prepare import add_demo_data
from ivr.hotline.regions import open_regions
from ivr.keys import settings_or_exit
from ivr.settings import Settings, load_or_exit
from ivr.storage import WORKING, open_database
from ivr.storage.migrate import upgrade


def main() -> int:
    """Read the settings, and fill an empty hotline with calls."""
    open_regions(load_or_exit())  # proven before anything is written
    settings = settings_or_exit()
    if settings.env != "development":
        return 0
    logs.configure(settings)
    try:
        made = _fill(settings)
    except SQLAlchemyError:
        return 0  # the start of the hotline, which comes next, says what is wrong with the database
    if made:
        print(f"{made} calls of the last two weeks were invented, for the calls page.")
    return 0


def _fill(settings: Settings) -> int:
    database, now = open_database(settings, WORKING), datetime.now(UTC)
    upgrade(database)
    if has_calls(database):
        return 0
    add_demo_data(database, now)
    return add_demo_calls(settings, database, now, callers_voice())


if __name__ == "__main__":
    command.run(main)
