"""One whole call by keys for each topic in each language, through the pipeline; a topic without a call fails here."""

import re
import shutil
from datetime import datetime, timedelta
from zlib import crc32
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from ivr.hotline.handlers import handlers
from ivr.languages import LANGUAGES
from ivr.outbox import Worker
from ivr.prompts import load_catalogues
from ivr.prompts.template import Text
from ivr.services import TOPICS
from ivr.services.centres.booking import seat_values, take_seat
from ivr.services.centres.csv_rows import read_centres, read_courses
from ivr.services.centres.importer import store_centre, store_course
from ivr.services.centres.tables import CentreRow
from ivr.services.fault.demo import add_demo_faults
from ivr.services.help.demo import add_demo_articles
from ivr.services.repair.demo import CUSTOMER_PHONE, add_demo_repairs
from ivr.services.returns.demo import add_demo_rules
from ivr.services.screen.demo import add_demo_prices
from ivr.services.send_in.demo import add_demo_send_ins
from ivr.services.warranty.demo import add_demo_warranties
from ivr.settings import PROJECT
from ivr.sources import import_rows
from ivr.storage import Database
from ivr.turn.commands import Outcomes
from tests.line import HOTLINE, NOTICE_SECONDS, Clock, Office, line_settings
from tests.services.whole_calls import APPOINTMENT, POSTCODE, calls

REGIONS = {"en": ("America/New_York", "US"), "fr": ("Europe/Paris", "FR"), "zh": ("Asia/Shanghai", "CN")}
REGION = 'numbers: ["%s"]\nlanguages: [%s]\ntimezone: %s\ncountry: %s\nsms: true\n'
COLUMNS = "code,name,address,city,area,country,postcode,latitude,longitude,timezone,hours,seats"
CENTRES = f"""\
{COLUMNS}
US,Riverside,350 5th Ave,Boston,Massachusetts,US,02114,42.361,-71.066,America/New_York,mon-sat 09:00-18:00,3
FR,Gare,12 bis av. Foch,Paris,,FR,75011,48.87,2.36,Europe/Paris,mon-sat 09:30-18:30,3
CN,Central,88 Renmin Rd,Beijing,,CN,100080,39.92,116.41,Asia/Shanghai,mon-sun 09:00-18:00,3
"""
COURSES = "code,title,centre,starts,seats\n" + "".join(
    f"{country},First steps,{country},2026-12-01T10:00,8\n" for _, country in REGIONS.values()
)
POSTCODES = {"en": "02114", "fr": "75011", "zh": "100080"}
APPOINTMENTS = {"en": "11111111", "fr": "22222222", "zh": "33333333"}
BY_LANGUAGE = {APPOINTMENT: APPOINTMENTS, POSTCODE: POSTCODES}
CALLS = calls("BY_KEYS")
CATALOGUES = load_catalogues(PROJECT / "audio", LANGUAGES, brand="Acme")


@pytest.fixture(scope="module")
def database(migrated_file, tmp_path_factory, keyring):
    """The demo of every service, and a centre in each country."""
    folder, now = tmp_path_factory.mktemp("filled"), Clock()()
    shutil.copy(migrated_file, folder / "hotline.sqlite3")
    database = Database(f"sqlite:///{folder}/hotline.sqlite3", keyring)
    for add in (add_demo_repairs, add_demo_warranties, add_demo_send_ins, add_demo_rules, add_demo_prices):
        add(database, now)
    add_demo_faults(database, now)
    add_demo_articles(database, now)
    for name, text, read, store in (
        ("centres", CENTRES, read_centres, store_centre),
        ("courses", COURSES, read_courses, store_course),
    ):
        (folder / name).write_text(text, encoding="utf-8")
        assert not import_rows(database, store, read(folder / name, "US")).bad
    _book(database, now)
    yield database
    database.dispose()


def _book(database, now):
    with database.writing() as session:
        centre = session.scalars(select(CentreRow).where(CentreRow.code == "US")).one()
        starts = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("America/New_York"))
        for hour, number in enumerate(APPOINTMENTS.values()):
            at = starts + timedelta(hours=hour)
            values = seat_values(database.keyring, centre.id, at, number, CUSTOMER_PHONE, now)
            take_seat(session, centre.seats, values | {"number": number})


@pytest.fixture(scope="module")
def offices(database, tmp_path_factory):
    """A hotline of each language's region; commands are done at once."""
    return {language: _office(database, tmp_path_factory.mktemp(language), language) for language in REGIONS}


def _office(database, folder, language):
    (folder / "here.yaml").write_text(REGION % (HOTLINE, language, *REGIONS[language]), encoding="utf-8")
    settings = line_settings(regions=folder, sms_from=HOTLINE, sms_countries="US,FR,CN")
    clock = Clock()
    worker = Worker(database, handlers(settings, database, clock)[:-1], clock=clock)
    return Office(database, settings, clock, outcomes=Outcomes(database, sleep=lambda _: worker.work_off()))


@pytest.fixture
def ring(offices, request):
    """Rings a hotline, and hangs up in the end: a number has a few calls at a time."""
    lines = []

    def ring(language):
        office, sid = offices[language], f"CA{crc32(request.node.name.encode()):032x}"
        lines.append(office.line(sid, CUSTOMER_PHONE).rings())
        office.clock.passes(NOTICE_SECONDS)
        return lines[0]

    yield ring
    lines[0].hangs_up()


def test_each_topic_has_a_call():
    assert CALLS.keys() == {topic.name for topic in TOPICS if topic.form != "agent"}


@pytest.mark.parametrize("language", REGIONS)
@pytest.mark.parametrize("topic", CALLS)
def test_a_whole_call(ring, topic, language):
    at_menu, keys, heard = CALLS[topic]
    line = ring(language)
    for key in at_menu:
        line.presses(key)
    if not at_menu:
        line.chooses(_fixed(f"topic_{topic}", language))
    for key in keys:
        line.presses(BY_LANGUAGE[key][language] if key in BY_LANGUAGE else key)
    for prompt in heard:
        assert _fixed(prompt, language) in _plain(line.heard), f"{prompt} is not in: {line.heard}"


def _fixed(prompt, language):
    """Return the longest part of a prompt that is the same in every call."""
    wordings = CATALOGUES[language].prompts[prompt]
    parts = wordings.get("keys", wordings["text"])
    return _plain(max((part.text for part in parts if isinstance(part, Text)), key=len))


def _plain(heard):
    return re.sub(r"\s+", "", heard)
