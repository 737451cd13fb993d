"""Purge what may be kept no longer, counted from the last contact.

A purge that can't believe its clock purges nothing: it is written down with its doubt and logged as an error, and so
are those after it, until the clock is back or somebody says that it is right.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Column, ColumnElement, Select, Table, delete, func, literal, select, union_all, update

from ivr.calls.tables import CallRow
from ivr.outbox.tables import OutboxRow
from ivr.privacy.erasing import count_person, delete_person, forget_pages, hold_on
from ivr.privacy.people import BY_CALL, Person, number_column, person_of, tables
from ivr.privacy.periods import DEVICE_MONTHS, PERSON_MONTHS, certainly_before, is_believable, is_over
from ivr.privacy.tables import PurgeRow
from ivr.storage import Base, Database, Rows, connection_of
from ivr.storage.binding import keyring_of

WITHHELD = ("anonymous", "")
"""Callers who showed no number: each call is a person of its own."""
CONTACT_AT = ("since", "starts", "ended_at", "started_at", "changed_at", "placed_at", "at")
"""The names of the columns that say when a person was last in contact, the first that a table has."""
STATE_KEPT, STATE_LOOKED_BACK = timedelta(minutes=10), timedelta(days=2)
SHORT = {
    "lookup_attempts": ("at", timedelta(days=30)),
    "sign_in_failures": ("at", timedelta(days=30)),
    "stream_tokens": ("used_at", timedelta(days=2)),
    "console_sessions": ("seen_at", timedelta(days=30)),
    "purges": ("at", timedelta(days=400)),
    "data_codes": ("at", timedelta(days=2)),
    "data_requests": ("at", timedelta(days=1095)),
}
"""What guards against attacks only, and what says what we did: which column has the time, and how long it stays."""
CLOCK = "clock"

log = structlog.get_logger(__name__)


@dataclass
class Report:
    """What a purge did, or would do: people, rows by table, people held; `doubt` says why it did nothing."""

    people: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    held: int = 0
    doubt: str = ""


def purge(database: Database, now: datetime, *, dry_run: bool = False, clock_is_right: bool = False) -> Report:
    """Purge all that is due, one person a transaction; `dry_run` only counts."""
    report = Report()
    with database.reading() as session:
        if not clock_is_right and not is_believable(now, _last(session)):
            report.doubt = CLOCK
        else:
            due = [*_people_due(session, now), *_withheld_due(session, now)]
    if report.doubt:
        log.error("the clock is not believed: nothing is purged; see `python -m ivr.privacy purge --help`")
    else:
        for person in due:
            _purge_person(database, person, now, report, dry_run=dry_run)
        for table, which in _other_rows(database, now):
            _purge_rows(database, table, which, report, dry_run=dry_run)
    if not dry_run:
        _note(database, now, report)
    return report


def doubt_clock(database: Database, now: datetime) -> None:
    """Write down that the clock was set while a process ran, so that nothing is purged; the health page shows it."""
    log.error("the clock was set while we ran: nothing is purged until the jobs process is started again")
    _note(database, now, Report(doubt=CLOCK))


@dataclass(frozen=True)
class Purge:
    """The newest purge: when, of how many people and rows, how many were held; `doubt` says why it did nothing."""

    at: datetime
    people: int
    rows: int
    held: int
    doubt: str


def newest_purge(rows: Rows) -> Purge | None:
    """Return the newest purge, None before the first."""
    newest = select(PurgeRow.at, PurgeRow.people, PurgeRow.rows, PurgeRow.held, PurgeRow.doubt)
    row = connection_of(rows).execute(newest.order_by(PurgeRow.id.desc()).limit(1)).one_or_none()
    return Purge(row.at, row.people, sum(row.rows.values()), row.held, row.doubt) if row else None


def clear_ended(rows: Rows, now: datetime, *, all_of_them: bool = False) -> int:
    """Empty the working state of calls that are over; return how many. Nobody asks for it any more."""
    over = [CallRow.ended_at < now - STATE_KEPT, CallRow.state.is_not(None)]
    if not all_of_them:
        over.append(CallRow.started_at > now - STATE_LOOKED_BACK)
    return connection_of(rows).execute(update(CallRow).where(*over).values(state=None, reply=None)).rowcount


def _last(rows: Rows) -> datetime | None:
    """Return when the last purge was that believed its clock."""
    believed = select(PurgeRow.at).where(PurgeRow.doubt == "").order_by(PurgeRow.id.desc()).limit(1)
    return connection_of(rows).scalar(believed)


def _people_due(rows: Rows, now: datetime) -> Iterator[Person]:
    index = keyring_of(connection_of(rows).dialect).blind_index
    withheld = {index(word) for word in WITHHELD}
    contacts = union_all(*_contacts()).subquery()
    last = func.max(contacts.c.at)
    quiet = select(contacts.c.subject, last).group_by(contacts.c.subject)
    for subject, at in connection_of(rows).execute(quiet.having(last < certainly_before(now, PERSON_MONTHS))):
        if subject not in withheld and is_over(at, PERSON_MONTHS, now):
            yield person_of(rows, subject)


def _contacts() -> Sequence[Select[tuple[bytes, datetime]]]:
    """Return for each table with numbers whose they are and when they were in contact."""
    asked = []
    for table in tables():
        if (number := number_column(table)) is not None:
            times = [table.c[name] for name in CONTACT_AT if name in table.c]
            at = func.coalesce(*times, type_=times[0].type) if table is CallRow.__table__ else times[0]
            asked.append(select(number.label("subject"), at.label("at")).where(number.is_not(None)))
    return asked


def _withheld_due(rows: Rows, now: datetime) -> Iterator[Person]:
    index = keyring_of(connection_of(rows).dialect).blind_index
    by_nobody = CallRow.from_index.in_([index(word) for word in WITHHELD])
    at = func.coalesce(CallRow.ended_at, CallRow.started_at, type_=CallRow.started_at.type)
    old = select(CallRow.sid, at).where(by_nobody, at < certainly_before(now, PERSON_MONTHS))
    for sid, ended in connection_of(rows).execute(old):
        if is_over(ended, PERSON_MONTHS, now):
            yield Person(None, [sid])


def _purge_person(database: Database, person: Person, now: datetime, report: Report, *, dry_run: bool) -> None:
    with database.writing() as session:
        if person.subject is not None and hold_on(session, person.subject, now) is not None:
            report.held += 1
            return
        report.people += 1
        report.rows.update(count_person(session, person) if dry_run else delete_person(session, person, now))


def _other_rows(database: Database, now: datetime) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """Give the rows that are due by their own time: devices, guards against attacks, commands without a call."""
    metadata = Base.metadata.tables
    for name, (column, kept) in SHORT.items():
        if name in metadata:
            yield metadata[name], metadata[name].c[column] < now - kept
    commands: Table = OutboxRow.__table__  # type: ignore[assignment]
    ended = (commands.c.ended_at < certainly_before(now, PERSON_MONTHS) - timedelta(days=4), commands.c[BY_CALL] == "")
    yield commands, ended[0] & ended[1]
    if "warranties" in metadata:
        yield metadata["warranties"], _old_devices(metadata["warranties"], now)


def _old_devices(warranties: Table, now: datetime) -> ColumnElement[bool]:
    """Return which devices are ten years old, and out of warranty."""
    ten_years_ago = certainly_before(now, DEVICE_MONTHS) - timedelta(days=4)
    return (warranties.c.starts <= literal(ten_years_ago.date())) & (warranties.c.ends < literal(now.date()))


def _purge_rows(database: Database, table: Table, which: ColumnElement[bool], report: Report, *, dry_run: bool) -> None:
    with database.writing() as session:
        keys: list[Column[object]] = list(table.primary_key.columns)
        count = session.scalar(select(func.count(keys[0])).where(which)) or 0
        if count and not dry_run:
            session.execute(delete(table).where(which))
    if count:
        report.rows[table.name] += count


def _note(database: Database, now: datetime, report: Report) -> None:
    with database.writing() as session:
        if not report.doubt:
            clear_ended(session, now, all_of_them=True)
        row = PurgeRow(at=now, people=report.people, rows=dict(report.rows), held=report.held, doubt=report.doubt)
        session.add(row)
    if report.people or report.rows:
        forget_pages(database)
    log.info("purged", people=report.people, rows=sum(report.rows.values()), held=report.held, doubt=report.doubt)
