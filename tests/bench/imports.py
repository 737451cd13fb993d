"""Measure the importers of large files: seconds of a core for 100,000 rows, first and second time, and memory."""

import resource
import tempfile
import time
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

from stdnum import luhn

from ivr.services import SERVICES
from ivr.sources import Importer, import_rows
from ivr.storage import Database, Keyring, new_key
from ivr.storage.migrate import upgrade
from tests.bench.report import Row, alone

ROWS, SMALL = 10_000, 1_000
GOAL, FLAT = "at most 60", "at most 10"

FILES: dict[str, tuple[str, Callable[[int], str]]] = {
    "repairs": (
        "order,phone,imei,model,stage,since,centre,doing,promised,cost,currency",
        lambda n: (
            f"{100_000 + n},+120255{n:05},{_imei(n)},Aurora 5,in repair,2026-11-17T10:00,Riverside,new screen,"
            "2026-11-24,84.50,USD"
        ),
    ),
    "warranties": (
        "imei,serial,model,starts,ends,countries,benefits",
        lambda n: f"{_imei(n)},R5CT{n:06},Aurora 5,2026-01-31,2028-01-31,US CA,screen/active/2026-01-31/2027-01-31",
    ),
    "centres": (
        "code,name,address,city,area,country,postcode,latitude,longitude,timezone,hours,seats",
        lambda n: (
            f"C{n},Riverside,{n} Main St,City {n % 319},Area,US,{n:05},{25 + n % 24},{-120 + n % 50},"
            "America/New_York,mon-sat 09:00-18:00,3"
        ),
    ),
    "courses": ("code,title,centre,starts,seats", lambda n: f"K{n},First steps,C{n},2026-12-01T10:00,8"),
    "pick-ups": (
        "code,country,timezone,starts,ends,seats",
        lambda n: f"P{n},US,America/New_York,2026-12-01T09:00,2026-12-01T12:00,5",
    ),
    "send-in-terms": (
        "imei_code,country,model,price,currency,days",
        lambda n: f"{49_000_000 + n},US,Aurora 5,89.00,USD,7",
    ),
    "part-prices": (
        "model,country,part,price,currency,plan_price,plan_until,plan_where",
        lambda n: f"Model {n},US,battery,79.00,USD,,,",
    ),
    "care-extensions": (
        "model,country,price,currency,months,days,place",
        lambda n: f"Model {n},US,49.00,USD,12,365,both",
    ),
}
"""The header of each file that may be large, and its n-th row; courses are at the centres above them."""


def measure() -> list[Row]:
    """Return the figures of each importer, on SQLite."""
    importers = {importer.name: importer for service in SERVICES for importer in service.importers}
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/imports.sqlite3", Keyring.from_text(new_key(), new_key()))
        upgrade(database)
        rows = [row for name in FILES for row in _measured(database, importers[name], Path(folder))]
        database.dispose()
    return rows


def _measured(database: Database, importer: Importer, folder: Path) -> list[Row]:
    _run(database, importer, folder, SMALL)
    before = _memory()
    first = _run(database, importer, folder, ROWS)
    again = _run(database, importer, folder, ROWS)
    return [
        alone(f"import of {importer.name}: 100,000 rows", first, "s", GOAL),
        alone(f"import of {importer.name}: the second time", again, "s", GOAL),
        alone(f"import of {importer.name}: memory of {ROWS:,} beside {SMALL:,}", _memory() - before, "MB", FLAT),
    ]


def _run(database: Database, importer: Importer, folder: Path, rows: int) -> float:
    """Import so many rows, and return the seconds of a core that 100,000 would take."""
    header, line = FILES[importer.name]
    file = folder / f"{importer.name}.csv"
    file.write_text("\n".join((header, *map(line, range(rows)))) + "\n", encoding="utf-8")
    began = time.process_time()
    done = import_rows(database, importer.store, importer.read(file, "US", UTC))
    if done.new + done.known != rows:
        raise AssertionError(f"{importer.name}: {done.bad[:1]} {done.broken}")
    return (time.process_time() - began) * 100_000 / rows


def _imei(number: int) -> str:
    body = f"4901542{number:07}"
    return body + luhn.calc_check_digit(body)


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
