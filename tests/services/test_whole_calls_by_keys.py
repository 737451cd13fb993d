"""One whole call by keys for each topic in each language, through the pipeline, then its answer as a text message.

A topic without a call fails here, and so does an answer that can't be had in writing.
"""

import json
import re
import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from zlib import crc32
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from twilio.http import HttpClient
from twilio.http.response import Response
from twilio.rest import Client

from ivr.callflow.texting import KEEPS_NOTHING
from ivr.hotline.handlers import handlers
from ivr.hotline.texts import open_messenger
from ivr.languages import LANGUAGES
from ivr.outbox import Worker
from ivr.prompts import load_catalogues
from ivr.prompts.template import Text
from ivr.services import SERVICES, TOPICS
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
from tests.line import HOTLINE, NOTICE_SECONDS, TOKEN, Clock, Office, line_settings
from tests.services.whole_calls import APPOINTMENT, POSTCODE, answers_of, calls

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
SERVICE_OF = {topic.name: service.name for service in SERVICES for topic in service.topics}
NO_LIMITS = {"sms_a_day_number": 1000, "sms_a_day_block": 1000}
MOST_TURNS, SENTENCE = 20, 10
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
    settings = line_settings(regions=folder, sms_from=HOTLINE, sms_countries="US,FR,CN", **NO_LIMITS)
    clock, phone = Clock(), Phone()
    texts = {
        "sms": open_messenger(settings, database, clock, Client(settings.twilio_account_sid, TOKEN, http_client=phone))
    }
    does = [replace(each, do=texts.get(each.kind, each.do)) for each in handlers(settings, database, clock)[:-1]]
    worker = Worker(database, does, clock=clock)
    office = Office(database, settings, clock, outcomes=Outcomes(database, sleep=lambda _: worker.work_off()))
    return office, phone


class Phone(HttpClient):
    """A Twilio that takes every text message, as the customer's phone shows them."""

    def __init__(self):
        self.texts = []

    def request(self, method, url, params=None, data=None, *_, **__):
        self.texts.append(data["Body"])
        return Response(201, json.dumps({"sid": f"SM{len(self.texts):032x}"}))


@pytest.fixture
def ring(offices, request):
    """Rings a hotline, and hangs up in the end: a number has a few calls at a time."""
    lines = []

    def ring(language):
        (office, phone), sid = offices[language], f"CA{crc32(request.node.name.encode()):032x}"
        lines.append(office.line(sid, CUSTOMER_PHONE).rings())
        office.clock.passes(NOTICE_SECONDS)
        return lines[0], phone

    yield ring
    lines[0].hangs_up()


def test_each_topic_has_a_call():
    assert CALLS.keys() == {topic.name for topic in TOPICS if topic.form != "agent"}


@pytest.mark.parametrize("language", REGIONS)
@pytest.mark.parametrize("topic", CALLS)
def test_a_whole_call(ring, topic, language):
    at_menu, keys, heard = CALLS[topic]
    line, phone = ring(language)
    for key in at_menu:
        line.presses(key)
    if not at_menu:
        line.chooses(_fixed(f"topic_{topic}", language))
    told = [line.heard]
    for key in keys:
        told.append(line.presses(BY_LANGUAGE[key][language] if key in BY_LANGUAGE else key).heard)
    for prompt in heard:
        assert _fixed(prompt, language) in _plain(line.heard), f"{prompt} is not in: {line.heard}"
    if SERVICE_OF[topic] not in KEEPS_NOTHING:
        _gets_the_answer(line, phone, told, SERVICE_OF[topic], language)


def _gets_the_answer(line, phone, told, service, language):
    """Say nothing more until the answer is offered as a text message, and get what was answered last."""
    while _fixed("text_offer", language) not in _plain(line.heard):
        line.is_back_from_the_queue("bridged") if "Enqueue" in line.verbs else line.is_silent()
        told.append(line.heard)
        assert len(told) < MOST_TURNS, told
    line.presses("3")
    assert _fixed("text_sent", language) in _plain(line.heard)
    text = _plain(phone.texts[-1])
    answers = answers_of(service)
    last = next((found for each in reversed(told) if (found := _said(answers, each, language, "keys"))), None)
    if last:
        assert last <= _said(answers, text, language, "text"), f"{last} is not in: {text}"
    else:  # an article, say: its words are no prompt's
        assert any(len(each) >= SENTENCE and each in text for each in re.split("[.。]", _plain(" ".join(told)))), text


def _said(prompts, heard, language, wording):
    """Return those of the prompts that stand in what was heard, or written."""
    return {prompt for prompt in prompts if (words := _fixed(prompt, language, wording)) and words in _plain(heard)}


def _fixed(prompt, language, wording="keys"):
    """Return the longest part of a prompt that is the same in every call."""
    wordings = CATALOGUES[language].prompts[prompt]
    parts = wordings.get(wording, wordings["text"])
    return _plain(max((part.text for part in parts if isinstance(part, Text)), key=len, default=""))


def _plain(heard):
    return re.sub(r"\s+", "", heard)
