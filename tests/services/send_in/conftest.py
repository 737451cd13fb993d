"""Terms and couriers' times, brought in by the importers, as operators bring theirs."""

import pytest

from ivr.services.send_in.csv_rows import read_pick_ups, read_shipments, read_terms
from ivr.services.send_in.importer import store_pick_up, store_shipment, store_terms
from ivr.sources import import_rows

TERMS = """\
imei_code,country,model,model_zh,price,currency,days
49015420,US,Aurora 5,极光5,89,USD,7
49015420,FR,Aurora 5,极光5,79,,7
49015420,CN,Aurora 5,极光5,199,CNY,7
35693803,GB,Tern 12,,,GBP,9
"""
TIMES = """\
code,country,timezone,starts,ends,seats
US-1,US,America/New_York,2026-11-24T09:00,2026-11-24T12:00,1
US-2,US,America/New_York,2026-11-24T13:00,2026-11-24T17:00,2
US-3,US,America/New_York,2026-11-25T09:00,2026-11-25T12:00,1
FR-1,FR,Europe/Paris,2026-11-24T09:00,2026-11-24T12:00,1
FR-2,FR,Europe/Paris,2026-11-24T14:00,2026-11-24T18:00,1
CN-1,CN,Asia/Shanghai,2026-11-24T09:00,2026-11-24T12:00,1
CN-2,CN,Asia/Shanghai,2026-11-24T14:00,2026-11-24T18:00,1
"""
SHIPMENTS = "request,way,carrier,scan,place,scanned_at,expected\n"
KINDS = {
    "terms": (read_terms, store_terms),
    "times": (read_pick_ups, store_pick_up),
    "shipments": (read_shipments, store_shipment),
}


@pytest.fixture
def bring_in(tmp_path):
    """Imports a text as a CSV file of a kind into a database."""

    def bring_in(database, kind, text):
        path = tmp_path / f"{kind}.csv"
        path.write_text(text, encoding="utf-8")
        read, store = KINDS[kind]
        return import_rows(database, store, read(path, "US"))

    return bring_in


@pytest.fixture
def fill(bring_in):
    """Fills a database with the terms and times above."""

    def fill(database):
        assert not bring_in(database, "terms", TERMS).bad
        assert not bring_in(database, "times", TIMES).bad
        return database

    return fill
