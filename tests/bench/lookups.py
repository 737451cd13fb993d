"""Measure look-ups among many rows beside the same among 10,000, on SQLite and PostgreSQL.

The rows around those that are looked up are made by the database itself, in one statement a table: their encrypted
values are never read, and their blind indexes are random, as real ones look. What is looked up was brought in by the
importers. `python -m tests.bench lookups_large` takes 10 million rows of each kind, and half an hour of a core.
"""

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, create_engine, insert, text
from sqlalchemy.pool import StaticPool
from stdnum import luhn

from ivr.services.centres.sql_centres import SqlCentres
from ivr.services.centres.tables import CentreRow
from ivr.services.repair.importer import store_repair
from ivr.services.repair.repairs import Question
from ivr.services.repair.sql_repairs import SqlRepairs
from ivr.services.warranty.importer import store_warranty
from ivr.services.warranty.sql_warranties import SqlWarranties
from ivr.sources import Row as Record
from ivr.sources import import_rows
from ivr.storage import Base, Database, Keyring, Patience, connection_of, new_key
from ivr.storage.migrate import upgrade
from tests.bench.report import Row, compared
from tests.postgres import new_database, postgres_server

FEW, MANY, MOST = 10_000, 1_000_000, 10_000_000
KNOWN, TURNS, SLOTS = 100, 3, 1_000
"""Records that are looked up in turn, how often, and appointments of each centre, half of them to come."""

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
FILLING = Patience(statement=7200.0, lock=60.0)
GOAL = "at most 1.5"
LookUp = Callable[[int], object]
"""Looks the n-th known record up."""


def measure(many: int = MANY) -> list[Row]:
    """Return the ratio of each look-up's median time among many rows to that among few, on each database."""
    return [row for kind in ("sqlite", "postgres") for row in _measured(kind, many)]


def measure_large() -> list[Row]:
    """Return the same at 10 million rows."""
    return measure(MOST)


def _measured(kind: str, many: int) -> Iterator[Row]:
    with _database(kind, FEW) as few, _database(kind, many) as more:
        for name, among_few in _look_ups(few, FEW).items():
            against, value = _medians(among_few, _look_ups(more, many)[name])
            yield compared(f"{kind}: {name} among {many:,}", value, "ms", against, GOAL)


def _medians(*look_ups: LookUp) -> list[float]:
    """Return milliseconds of look-ups, in turn so that all meet the same load, with what they read in memory."""
    taken: list[list[float]] = [[] for _ in look_ups]
    for turn in range(1 + TURNS):
        for number in range(KNOWN):
            for times, look_up in zip(taken, look_ups, strict=True):
                began = time.perf_counter()
                if not look_up(number):
                    raise AssertionError(f"look-up {number} found nothing")
                if turn:
                    times.append(time.perf_counter() - began)
    return [statistics.median(times) * 1000 for times in taken]


def _look_ups(database: Database, size: int) -> dict[str, LookUp]:
    repairs = SqlRepairs(database, now=lambda: NOW, answer_after=0.0)
    warranties, centres = SqlWarranties(database), SqlCentres(database, lambda: NOW)
    known = [f"C{number}" for number in range(0, _centres(size), max(1, _centres(size) // KNOWN))]
    return {
        "a repair by order and phone": lambda n: repairs.find(Question(_order(n), "order", _phone(n))).repairs,
        "a repair by phone and IMEI": lambda n: repairs.find(Question(_phone(n), "phone", _imei(n)[-6:])).repairs,
        "a warranty by IMEI": lambda n: warranties.find(_imei(n), ""),
        "the nearest centres": lambda n: centres.nearest(*_where(n % _centres(size)), "US", ""),
        "free slots of a centre": lambda n: centres.free(known[n % len(known)], ""),
    }


def _centres(size: int) -> int:
    return max(1, size // SLOTS)


def _where(number: int) -> tuple[float, float]:
    """Return where a centre is: so spread that a town has a few, whatever their number."""
    return 25 + number * 0.754877 % 1 * 24, -120 + number * 0.569840 % 1 * 50


def _order(number: int) -> str:
    return f"{400_000 + number}"


def _phone(number: int) -> str:
    return f"+1202555{100 + number:04}"


def _imei(number: int) -> str:
    body = f"4901542{number:07}"
    return body + luhn.calc_check_digit(body)


@contextmanager
def _database(kind: str, size: int) -> Iterator[Database]:
    """Give a migrated database with so many rows."""
    keyring = Keyring.from_text(new_key(), new_key())
    with ExitStack() as kept:
        if kind == "sqlite":
            url = f"sqlite:///{kept.enter_context(tempfile.TemporaryDirectory())}/lookups.sqlite3"
        else:
            url = kept.enter_context(new_database(kept.enter_context(postgres_server()), f"bench_lookups_{size}"))
        database = Database(url, keyring, FILLING)
        kept.callback(database.dispose)
        upgrade(database)
        _fill(database, size)
        yield database


def _fill(database: Database, size: int) -> None:
    """Make the rows around, with the indexes built afterwards; then bring in what is looked up."""
    own = SQLITE if database.engine.dialect.name == "sqlite" else POSTGRES
    with _unlogged(database) as connection:
        connection.execute(insert(CentreRow), [_centre(number) for number in range(_centres(size))])
        for table, body in FILLED.items():
            indexes = Base.metadata.tables[table].indexes
            for index in indexes:
                index.drop(connection)
            numbers = {name: own[name].format(size=size) for name in ("numbers", "slots")}
            connection.execute(text(own["before"].format(size=size) + body.format(**own | numbers)))
            for index in indexes:
                index.create(connection)
    _bring_in(database)
    if own is POSTGRES:  # which does so by itself; in SQLite no hotline does, and there NULLs would count as one key
        with database.writing_rows() as rows:
            connection_of(rows).execute(text("ANALYZE"))


@contextmanager
def _unlogged(database: Database) -> Iterator[Connection]:
    """Give a connection whose writes go to the tables alone, not to a log first: nobody needs these after a crash."""
    if database.engine.dialect.name == "postgresql":
        with database.writing_rows() as rows:
            connection = connection_of(rows)
            connection.execute(text("SET LOCAL maintenance_work_mem = '512MB'"))
            for name in _referring_first():
                connection.execute(text(f"ALTER TABLE {name} SET UNLOGGED"))
            yield connection
        return
    database.dispose()  # the journal is changed by who is alone with the file
    file = sqlite3.connect(str(database.engine.url.database), isolation_level=None)
    file.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-500000; PRAGMA threads=2")
    engine = create_engine("sqlite://", creator=lambda: file, poolclass=StaticPool)
    with engine.connect() as connection:
        yield connection
    engine.dispose()  # whoever opens it next brings the journal back


def _referring_first() -> list[str]:
    """Return the tables that are filled, and before them those that refer to one: a logged one may not."""
    tables = reversed(Base.metadata.sorted_tables)
    return [
        table.name
        for table in tables
        if table.name in FILLED or any(key.column.table.name in FILLED for key in table.foreign_keys)
    ]


def _centre(number: int) -> dict[str, Any]:
    latitude, longitude = _where(number)
    where = {"latitude": latitude, "longitude": longitude, "timezone": "America/New_York", "country": "US"}
    hours = {"week": "mon-sat 09:00-18:00", "exceptions": "", "extended": 0, "seats": 3, "slot_minutes": 30}
    named = {"code": f"C{number}", "name": {"en": "Riverside"}, "address": {"en": "350 5th Ave"}}
    return named | where | hours | {"city": {"en": "Boston"}, "postcode": "02114", "figures": "02114"}


def _bring_in(database: Database) -> None:
    repair = {
        "model": "Aurora 5",
        "stage": "in_repair",
        "since": NOW,
        "centre": "Riverside",
        "doing": "",
        "currency": "USD",
    }
    repair |= dict.fromkeys(("promised", "cost", "quote_deadline", "decline_cost"))
    warranty = {"model": "Aurora 5", "starts": date(2026, 1, 31), "ends": date(2028, 1, 31), "countries": "*"}
    of_devices = [{"imei": (_imei(n),), "serial": "", "benefits": [], **warranty} for n in range(KNOWN)]
    of_repairs = [{"order": _order(n), "phone": _phone(n), "imei": (_imei(n),), **repair} for n in range(KNOWN)]
    for store, records in ((store_repair, of_repairs), (store_warranty, of_devices)):
        done = import_rows(database, store, map(Record, records))
        if done.new != KNOWN:
            raise AssertionError(f"of {KNOWN} records {done.new} came in: {done.broken}")


FILLED = {
    "repairs": """INSERT INTO repairs
        ("order", order_index, phone, phone_index, imei, imei_index, model, stage, since, doing, centre, currency)
        SELECT {junk}, {rising}, {junk}, {random}, {junk}, {random}, 'Aurora 5', 'in_repair', {moment}, 'new screen',
        'Riverside', 'USD' FROM {numbers}""",
    "warranties": """INSERT INTO warranties
        (row_key, imei, imei_index, serial, serial_index, model, starts, ends, countries)
        SELECT {junk}, {junk}, {rising}, {junk}, {random}, 'Aurora 5', '2026-01-31', '2028-01-31', '*'
        FROM {numbers}""",
    "appointments": """INSERT INTO appointments (centre_id, starts, seat, key, number, at)
        SELECT centres.id, {moment}, 0, 'K' || centres.id || '-' || n, '12345678', {moment} FROM centres, {slots}""",
}
"""What makes the rows of each table; `n` counts them. Keys that are unique rise, others are random."""

SQLITE = {
    "before": "WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < {size}) ",
    "junk": "x'00112233445566778899aabbccddeeff'",
    "rising": "CAST(printf('%032d', n) AS BLOB)",
    "random": "randomblob(32)",
    "numbers": "numbers",
    "slots": f"(SELECT n FROM numbers LIMIT {SLOTS})",
    "moment": f"strftime('%Y-%m-%d %H:%M:%S.000000', '2026-11-30 14:00:00', ((n % {SLOTS} - 500) * 2) || ' hours')",
}
POSTGRES = {
    "before": "",
    "junk": r"'\x00112233445566778899aabbccddeeff'::bytea",
    "rising": "convert_to(lpad(n::text, 32, '0'), 'UTF8')",
    "random": "sha256(convert_to(random()::text || n, 'UTF8'))",
    "numbers": "generate_series(0, {size} - 1) AS numbers(n)",
    "slots": f"generate_series(0, {SLOTS - 1}) AS slots(n)",
    "moment": f"timestamptz '2026-11-30 14:00:00+00' + (n % {SLOTS} - 500) * interval '2 hours'",
}
