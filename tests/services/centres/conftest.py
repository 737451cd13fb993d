"""A dozen centres and places, brought in by the importers, as operators bring theirs."""

import pytest

from ivr.services.centres.csv_rows import read_centres, read_places
from ivr.services.centres.importer import store_centre, store_place
from ivr.sources import import_rows

PLACES = """\
name,name_fr,name_zh,area,area_fr,country,latitude,longitude,prefixes
Boston,,波士顿,Massachusetts,,US,42.36,-71.06,+1617
Waltham,,,Massachusetts,,US,42.38,-71.24,
Springfield,,,Massachusetts,,US,42.10,-72.59,+1413
Springfield,,,Missouri,,US,37.21,-93.30,+1417
Springfield,,,Illinois,,US,39.80,-89.64,+1217
Springfield,,,Oregon,,US,44.05,-123.02,+1541
Paris,Paris,巴黎,,,FR,48.86,2.35,+331
Beijing,Pékin,北京,,,CN,39.91,116.40,+8610
Tokyo,,东京,,,JP,35.69,139.69,
"""
HEADER = (
    "code,name,name_fr,name_zh,address,address_zh,city,city_fr,city_zh,area,country,postcode,latitude,longitude,"
    "timezone,hours,exceptions,extended,seats,slot_minutes"
)
WEEK = "mon-fri 09:00-18:00; sat 10:00-16:00"
PARIS_WEEK, BEIJING_WEEK = "mon-sat 09:30-12:30 14:00-18:30", "mon-sun 09:00-18:00"
IN_BOSTON, IN_BEIJING = "Boston,,波士顿,Massachusetts,US", "Beijing,Pékin,北京,,CN,100080,39.92,116.41"
CENTRES = f"""\
{HEADER}
B1,Riverside,,,350 5th Ave,,{IN_BOSTON},02114,42.361,-71.066,America/New_York,{WEEK},,60,1,30
B2,Harbour,,,12 Elm St,,{IN_BOSTON},02210,42.35,-71.04,America/New_York,{WEEK},first mon closed,0,0,30
C1,Central,,,1 Main St,,Cambridge,,,Massachusetts,US,02139,42.373,-71.11,America/New_York,{WEEK},,0,1,30
S1,Old Town,,,7 Oak St,,Springfield,,,Massachusetts,US,01108,42.10,-72.59,America/New_York,{WEEK},,0,1,30
S2,Station,,,9 Oak St,,Springfield,,,Missouri,US,65804,37.21,-93.30,America/Chicago,{WEEK},,0,1,30
P1,Gare,Gare,,12 bis av. Foch,,Paris,Paris,巴黎,,FR,75011,48.87,2.36,Europe/Paris,{PARIS_WEEK},,60,2,30
J1,Central,Centre,中心店,88 Renmin Rd,人民路1288号,{IN_BEIJING},Asia/Shanghai,{BEIJING_WEEK},holidays closed,120,1,30
"""


@pytest.fixture
def bring_in(tmp_path):
    """Imports a text as a CSV file into a database."""

    def bring_in(database, text, read=read_centres, store=store_centre):
        path = tmp_path / "rows.csv"
        path.write_text(text, encoding="utf-8")
        return import_rows(database, store, read(path, "US"))

    return bring_in


@pytest.fixture
def fill(bring_in):
    """Fills a database with the places and centres above."""

    def fill(database):
        assert not bring_in(database, PLACES, read_places, store_place).bad
        assert not bring_in(database, CENTRES).bad
        return database

    return fill
