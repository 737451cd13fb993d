"""Start, stop and watch campaigns of calls: `python -m ivr.outbound watch`."""

import argparse
import sys
from collections.abc import Callable, Sequence

from ivr.command import run
from ivr.hotline.outbound import CannotStart, open_outbound
from ivr.keys import settings_or_exit
from ivr.outbound.campaigns import Plan, Standing, standings, stop
from ivr.settings import Settings
from ivr.storage import WORKING, Database, open_database


def main(
    arguments: Sequence[str],
    read: Callable[[], Settings] = settings_or_exit,
    opened: Callable[[Settings], Database] = lambda settings: open_database(settings, WORKING),
) -> int:
    """Do what the arguments say, with these settings and in this database; return the exit code."""
    told = _parser().parse_args(arguments)
    settings = read()
    database = opened(settings)
    if told.what == "start":
        plan = Plan(told.reason, told.region, told.per_second, told.at_once, told.tries)
        try:
            added = open_outbound(settings, database).start(plan, "command")
        except CannotStart as why:
            print(why, file=sys.stderr)
            return 2
        print(f"{plan.name}: {added} people added; the outbox worker calls them")
        return 0
    return _stop(database, told) if told.what == "stop" else _watch(database)


def _stop(database: Database, told: argparse.Namespace) -> int:
    name = Plan(told.reason, told.region).name
    with database.writing_rows() as rows:
        stopped = stop(rows, name)
    print(f"{name}: stopped; calls that go on are not broken off" if stopped else f"{name} does not run")
    return 0 if stopped else 1


def _watch(database: Database) -> int:
    with database.reading_rows() as rows:
        found = standings(rows)
    for standing in found:
        print(line_of(standing))
    print(f"{len(found)} campaigns")
    return 0


def line_of(standing: Standing) -> str:
    """Return a campaign in one line."""
    people = ", ".join(f"{count} {status}" for status, count in sorted(standing.people.items()))
    tries = ", ".join(f"{count} {outcome}" for outcome, count in sorted(standing.attempts.items()))
    return f"{standing.campaign.name}: {standing.campaign.status}; people: {people or 'none'}; tries: {tries or 'none'}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ivr.outbound", description="Call people about what they wait for.")
    doing = parser.add_subparsers(dest="what")
    parser.set_defaults(what="watch")
    doing.add_parser("watch", help="show how far the campaigns are")
    starting = doing.add_parser("start", help="call all who have this reason now; again: also those who have it since")
    stopping = doing.add_parser("stop", help="begin no more calls")
    for each in (starting, stopping):
        each.add_argument("reason", help="ready, quote, delay or satisfaction")
        each.add_argument("--region", default="default", help="name of the region's file")
    starting.add_argument("--per-second", type=float, default=1.0, help="calls begun in a second (Twilio allows 1)")
    starting.add_argument("--at-once", type=int, default=10, help="calls that go on at once, over all campaigns")
    starting.add_argument("--tries", type=int, default=3, help="tries for each person")
    return parser


if __name__ == "__main__":
    run(lambda: main(sys.argv[1:]))
