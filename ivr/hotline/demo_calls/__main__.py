"""Invent two weeks of calls where there are none, in development only: `python -m ivr.hotline.demo_calls`."""

from datetime import UTC, datetime

from ivr import command, logs
from ivr.hotline.demo_calls import add_demo_calls, callers_voice
from ivr.hotline.prepare import add_demo_data
from ivr.keys import settings_or_exit
from ivr.storage import WORKING, open_database
from ivr.storage.migrate import upgrade


def main() -> int:
    """Read the settings, and fill an empty hotline with calls."""
    settings = settings_or_exit()
    if settings.env != "development":
        return 0
    logs.configure(settings)
    database, now = open_database(settings, WORKING), datetime.now(UTC)
    upgrade(database)
    add_demo_data(database, now)
    made = add_demo_calls(settings, database, now, callers_voice())
    if made:
        print(f"{made} calls of the last two weeks were invented, for the calls page.")
    return 0


if __name__ == "__main__":
    command.run(main)
