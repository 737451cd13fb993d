"""What `python -m ivr.privacy` does: purge, erase, export, hold, wishes, requests."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from ivr.identity.identifiers import normal
from ivr.privacy.erased_list import ErasedList
from ivr.privacy.erasing import Held, OnThePhone, count_person, erase
from ivr.privacy.exporting import export
from ivr.privacy.holds import hold, holds, release
from ivr.privacy.people import person_of
from ivr.privacy.purging import CLOCK, purge
from ivr.privacy.requests import PAGE, requests
from ivr.privacy.wishes import WISHES, set_wish, wishes_of
from ivr.refusals import Refusal
from ivr.settings import Settings
from ivr.storage import Database

DONE, REFUSED, WRONG = 0, 1, 2
OPERATOR = "operator"


class BadArgument(Exception):
    """An argument can't be used; the message says what to write."""


def main(arguments: Sequence[str], settings: Settings, database: Database) -> int:
    """Do what the arguments say; return the exit code."""
    told = _parser().parse_args(arguments)
    try:
        return int(told.run(told, settings, database, datetime.now(UTC)))
    except BadArgument as error:
        print(error, file=sys.stderr)
        return WRONG
    except (Held, OnThePhone, Refusal, ValueError) as error:
        print(f"nothing was done: {error}", file=sys.stderr)
        return REFUSED


def _purge(told: argparse.Namespace, _settings: Settings, database: Database, now: datetime) -> int:
    report = purge(database, now, dry_run=told.dry_run, clock_is_right=told.clock_is_right)
    if report.doubt == CLOCK:
        print(
            "nothing was purged: since the last purge the clock went on for more than 25 hours, or back. If it is "
            f"{now:%Y-%m-%d %H:%M} UTC: `python -m ivr.privacy purge --clock-is-right`",
            file=sys.stderr,
        )
        return REFUSED
    print(f"{'would purge' if told.dry_run else 'purged'}: {report.people} people, {report.held} held")
    _print(report.rows)
    return DONE


def _erase(told: argparse.Namespace, settings: Settings, database: Database, now: datetime) -> int:
    subject = _subject(told.number, settings, database)
    if told.dry_run:
        with database.reading() as session:
            print("would erase:")
            _print(count_person(session, person_of(session, subject)))
        return DONE
    receipt = erase(database, ErasedList(settings.data), subject, now)
    print(f"receipt {receipt.number}, {receipt.at:%Y-%m-%d %H:%M} UTC; erased:")
    _print(receipt.rows)
    return DONE


def _export(told: argparse.Namespace, settings: Settings, database: Database, now: datetime) -> int:
    subject = _subject(told.number, settings, database)
    with database.reading() as session:
        archive = export(session, person_of(session, subject), now)
    try:
        with os.fdopen(os.open(told.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(archive)
    except OSError as error:
        raise BadArgument(f"{told.file} can't be written: {error.strerror}") from None
    print(f"{told.file}: {len(archive)} bytes, mode 600; it holds personal data in clear")
    return DONE


def _hold(told: argparse.Namespace, settings: Settings, database: Database, now: datetime) -> int:
    subject = _subject(told.number, settings, database)
    try:
        until = datetime.fromisoformat(told.until).replace(tzinfo=UTC)
    except ValueError:
        raise BadArgument(f"--until {told.until}: write a day such as 2027-06-30") from None
    with database.writing() as session:
        hold(session, subject, told.reason, until, OPERATOR, now)
    print(f"held until {until:%Y-%m-%d}")
    return DONE


def _release(told: argparse.Namespace, settings: Settings, database: Database, _now: datetime) -> int:
    subject = _subject(told.number, settings, database)
    with database.writing() as session:
        released = release(session, subject)
    print("the hold is over" if released else "there is no hold")
    return DONE if released else REFUSED


def _holds(_told: argparse.Namespace, _settings: Settings, database: Database, now: datetime) -> int:
    with database.reading() as session:
        standing = holds(session, now)
    for until, reason, by in standing:
        print(f"until {until:%Y-%m-%d}, by {by}: {reason}")
    print(f"{len(standing)} holds")
    return DONE


def _wishes(told: argparse.Namespace, settings: Settings, database: Database, now: datetime) -> int:
    number = _number(told.number, settings)
    with database.writing_rows() as rows:
        for wish, is_on in (*((each, True) for each in told.allow), *((each, False) for each in told.refuse)):
            set_wish(rows, number, wish, is_on, OPERATOR, now)
        for wish, is_on in wishes_of(rows, number).items():
            print(f"{wish:12}{'yes' if is_on else 'no'}")
    return DONE


def _requests(_told: argparse.Namespace, _settings: Settings, database: Database, _now: datetime) -> int:
    with database.reading_rows() as rows:
        total = requests(rows).total
        for page in range(-(-total // PAGE)):
            for one in requests(rows, page).requests:
                print(f"{one.number}  {one.at:%Y-%m-%d %H:%M}  {one.kind:6} {one.status}")
    print(f"{total} requests")
    return DONE


def _subject(number: str, settings: Settings, database: Database) -> bytes:
    return database.keyring.blind_index(_number(number, settings))


def _number(number: str, settings: Settings) -> str:
    known = normal(number, "phone", settings.region)
    if known is None:
        raise BadArgument(f"{number} is no phone number; write it as +12025550143")
    return known


def _print(rows: Mapping[str, int]) -> None:
    for name, count in sorted(rows.items()):
        print(f"  {name:20} {count}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ivr.privacy", description="Purge, erase, hand over, hold.")
    doing = parser.add_subparsers(required=True, metavar="WHAT")
    purging = doing.add_parser("purge", help="purge what may be kept no longer; the jobs process does it every hour")
    purging.add_argument("--dry-run", action="store_true", help="count only")
    purging.add_argument("--clock-is-right", action="store_true", help="believe a clock that has jumped")
    purging.set_defaults(run=_purge)
    for name, run, help_ in (
        ("erase", _erase, "erase all that is kept of a phone number's owner, everywhere"),
        ("export", _export, "write all that is kept of them to a ZIP file"),
        ("hold", _hold, "keep all of it until a day, whatever is asked"),
        ("release", _release, "end such a hold"),
        ("wishes", _wishes, "show what a phone number's owner lets us do, or change it when they ask so"),
    ):
        command = doing.add_parser(name, help=help_)
        command.add_argument("number")
        command.set_defaults(run=run)
        if name == "erase":
            command.add_argument("--dry-run", action="store_true", help="count only")
        if name == "export":
            command.add_argument("file", type=Path)
        if name == "wishes":
            for flag in ("--allow", "--refuse"):
                command.add_argument(flag, choices=WISHES, action="append", default=[])
        if name == "hold":
            command.add_argument("--reason", required=True)
            command.add_argument("--until", required=True, metavar="DAY")
    doing.add_parser("holds", help="list the holds that stand").set_defaults(run=_holds)
    doing.add_parser("requests", help="list who asked for a copy or an erasure by phone").set_defaults(run=_requests)
    return parser
