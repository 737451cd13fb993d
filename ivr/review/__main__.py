"""`python -m ivr.review`: check a version that a supervisor wants to publish, or play past calls again."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one sentence is too small to share among cores

import argparse
from datetime import UTC, datetime
from functools import partial

from ivr import command
from ivr.hotline.main_question import GRAMMARS, open_questions
from ivr.hotline.regions import models_of, open_regions
from ivr.hotline.replay import play
from ivr.intents.encoder import encoder
from ivr.keys import settings_or_exit
from ivr.review.audit import first_broken
from ivr.review.checking import Hotline, call_flow, check
from ivr.review.playing import nothing_to_play
from ivr.review.replay_command import add_replay, replay
from ivr.review.versions import version
from ivr.settings import PROJECT, Settings
from ivr.storage import WORKING, Database, open_database


def hotline_of(settings: Settings, database: Database) -> Hotline:
    """Return what the checks need of this hotline."""
    models = models_of(settings, open_regions(settings))
    return Hotline(
        database=database,
        grammars=PROJECT / "grammars",
        versions=settings.data / "versions",
        languages={language.code: language for language in models},
        speech={language.code: model for language, model in models.items() if model},
        active=GRAMMARS,
        questions=open_questions(),
        encoder=encoder(),
        now=lambda: datetime.now(UTC),
        call_flow=call_flow,
        play=partial(play, settings, database) if any(models.values()) else nothing_to_play,
    )


def main() -> int:
    """Do what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m ivr.review", description="What supervisors want to publish.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    commands.add_parser("check", help="check a version and note what was found").add_argument("number", type=int)
    commands.add_parser("verify", help="tell whether an entry of the audit log was changed or taken away")
    add_replay(commands)
    given = parser.parse_args()
    settings = settings_or_exit()
    database = open_database(settings, WORKING)
    if given.command == "verify":
        return _verify(database)
    hotline = hotline_of(settings, database)
    return replay(hotline, given) if given.command == "replay" else _check(hotline, given.number)


def _verify(database: Database) -> int:
    """Go through the audit log; return 0 where each entry stands on the one before it, 1 where not."""
    with database.reading() as session:
        broken = first_broken(session)
    print(f"Entry {broken} was changed, or one before it is missing." if broken else "All entries stand.")
    return 1 if broken else 0


def _check(hotline: Hotline, number: int) -> int:
    """Check one version; return 0 where it is good, 1 where not."""
    with hotline.database.reading() as session:
        found = version(session, number)
    if found is None:
        print(f"There is no version {number}.")
        return 2
    return 0 if check(hotline, found) else 1


if __name__ == "__main__":
    command.run(main)
