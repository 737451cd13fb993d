"""Purge, erase, export and hold: `python -m ivr.privacy`."""

import sys

import ivr.hotline.all_tables  # noqa: F401 - what is not in the metadata would not be found
from ivr.command import run
from ivr.keys import settings_with_keys
from ivr.privacy.cli import main
from ivr.storage import WORKING, open_database


def _main() -> int:
    settings = settings_with_keys()
    return main(sys.argv[1:], settings, open_database(settings, WORKING))


if __name__ == "__main__":
    run(_main)
