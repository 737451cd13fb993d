"""Calls that go through every service and every kind of command, for tests of what is the same in all of them.

A step is the name of a method of `Player` and what it is given.
"""

import time
from dataclasses import replace
from datetime import timedelta
from functools import partial

from sqlalchemy import select

from ivr.hotline.handlers import handlers
from ivr.hotline.outbound import open_outbound
from ivr.hotline.prepare import add_demo_data
from ivr.outbound import Plan
from ivr.outbound.attempts import begin
from ivr.outbound.tables import CalledPersonRow
from ivr.outbox import Worker
from ivr.services import Context, open_sources
from ivr.services.centres.demo import APPOINTMENT, SEAT
from ivr.services.repair.demo import CUSTOMER_ORDER, CUSTOMER_PHONE
from ivr.services.send_in.demo import IMEI
from ivr.services.send_in.tables import SendInRow
from ivr.storage import Database
from ivr.storage.migrate import upgrade
from ivr.turn.commands import Outcomes
from ivr.turn.lookups import LookUps
from tests.line import HOTLINE, Clock, Office, line_settings

REGION = "languages: [en, fr, zh]\ntimezone: UTC\ncountry: US\nsurvey: true\n"
REQUEST, OTHER_PHONE, QUOTED = "20461137", "2025550000", "473088"
NUMBERS = (("presses", REQUEST), ("presses", CUSTOMER_PHONE[2:]))
SECONDS_A_STEP, LATE_SECONDS = 12, 0.2


def begins(form, *keys):
    return (("begins", form), *(("presses", each) for each in keys))


def at(form, *keys):
    """Begin at a form of sending in that asks whose request it is."""
    return (*begins(form), *NUMBERS, *(("presses", each) for each in keys))


WORDS = "the lady at riverside was patient"
STORIES = {
    "repair, then a text": (
        *begins("repair", CUSTOMER_ORDER, CUSTOMER_PHONE[-4:]),
        ("is_slow",),
        ("presses", "3"),
        ("works",),
        ("waits",),
    ),
    "repair with a wrong number": begins("repair", CUSTOMER_ORDER, OTHER_PHONE, CUSTOMER_ORDER, CUSTOMER_PHONE[2:]),
    "quote approved": begins("quote", QUOTED, CUSTOMER_PHONE[-4:], "1", "1", "2", "1", "5"),
    "repair cancelled": begins("cancel_repair", "101178", "2025550100", "1", "2"),
    "warranty": begins("warranty", IMEI, "82", "2", "1", "4"),
    "centre booked": begins("centres", "02139", "2", "1", "1", "1", "1", "2"),
    "appointment moved": begins("centre_appointment", APPOINTMENT, "1", "1", "1", "1", "2"),
    "appointment cancelled": begins("centre_appointment", APPOINTMENT, "2", "1", "2"),
    "course booked": begins("courses", "02139", "1", "1", "2"),
    "seat of a course cancelled": begins("centre_appointment", SEAT, "2", "1", "2"),
    "sent in by courier": begins("send_in", IMEI, "1", "1", "1", "1", "1", "2"),
    "handed in": begins("send_in", IMEI, "2", "1", "02139", "1"),
    "sending in changed": at("send_change", "1", "1", "2", "1", "2"),
    "handed in instead": at("send_change", "4", "1", "02139", "1"),
    "sending in cancelled": at("send_cancel", "2", "1", "2"),
    "link sent again": at("send_link", "3", "2"),
    "fault with a ticket": begins("fault", *"11111113"),
    "fault that is mended": begins("fault", *"111122"),
    "help with the steps": begins("help", *"1112"),
    "return opened": (*begins("returns", "20261115", "1", "1"), ("is_back_from_the_queue", "bridged")),
    "thanks": (*begins("thanks", "1"), ("says", WORDS, WORDS, "own_words"), ("presses", "1"), ("presses", "2")),
    "own data deleted": (*begins("my_data", "3", "1"), ("types_code",), ("presses", "1"), ("presses", "2")),
    "no recordings": begins("my_data", "1", "1", "2"),
    "screen": begins("screen", "2876725", "1", "2"),
    "advice on a lost phone": begins("door_lost", "2", "2", "1", "4"),
    "survey with a bad score": begins("door_order", "2", "2", "2", "1"),
    "called, and stopped": (("is_called", "ready"), ("presses", "3")),
    "called, and told": (("is_called", "quote"), ("presses", "1"), ("presses", QUOTED)),
    "another language": (*begins("main_menu"), ("presses", "9"), ("presses", "2")),
}


class Player:
    """Plays the steps of a call on a copy of the database of `every_table`."""

    def __init__(self, database, folder, texts):
        (folder / "here.yaml").write_text(REGION)
        self.settings = line_settings(regions=folder, sms_from=HOTLINE, calls_from=HOTLINE, twilio_api_url=texts)
        clock = Clock()
        self.taken = {}
        self.handlers = handlers(self.settings, database, clock)
        self.worker = Worker(database, [self._noting(each) for each in self.handlers], clock=clock)
        outcomes = Outcomes(database, sleep=lambda _: self._at_once and self.worker.work_off())
        self._at_once = True
        self._process = {"settings": self.settings, "clock": clock, "hears": True, "outcomes": outcomes}
        self.office = Office(database, **self._process)
        self.line = self.office.line()

    def is_late(self):
        """Let every source answer after the caller's patience."""
        database = self.office.database
        sources = open_sources(Context(self.settings, database, self.office.clock))
        late = {name: partial(late_answer, source) for name, source in sources.items()}
        self.office = Office(database, **self._process, lookups=LookUps(database, late, patience=0.0))
        self.line = self.office.line()

    def does(self, what, *given):
        """Do a step."""
        self.office.clock.passes(SECONDS_A_STEP)
        (getattr(self, what, None) or getattr(self.line, what))(*given)
        return self

    def begins(self, form):
        self.line.fetch(f"/voice?form={form}")

    def is_called(self, reason):
        """Be called for a reason, as the worker would call, and answer."""
        answers_call(self.line, reason)

    def _noting(self, handler):
        """Return a handler that notes what it was told, by its kind."""

        def do(payload, key):
            self.taken[handler.kind] = payload
            return handler.do(payload, key)

        return replace(handler, do=do)

    def types_code(self):
        """Type the code that came by text."""
        self.works()
        ((_, values),) = self.taken["sms"]["says"]
        self.line.presses(values["code"])

    def is_slow(self):
        """Let commands be done only when the worker is told to."""
        self._at_once = False

    def works(self):
        """Let a worker do all commands that are due."""
        self.worker.work_off()


def answers_call(line, reason):
    """Let a call to the customer be answered, for a reason."""
    office = line.office
    open_outbound(office.settings, office.database, office.clock).start(Plan(reason, "here"), "test")
    index = office.database.keyring.blind_index(CUSTOMER_PHONE)
    with office.database.writing_rows() as rows:
        person = rows.execute(select(CalledPersonRow.id).where(CalledPersonRow.phone_index == index))
        ref = begin(rows, person.scalars().all()[-1], index, office.clock())
    line.always |= {"To": CUSTOMER_PHONE, "From": HOTLINE, "Direction": "outbound-api"}
    return line.fetch(f"/voice/outbound/{ref}", AnsweredBy="human")


def late_answer(source, using, call_sid):
    time.sleep(LATE_SECONDS)
    return source(using, call_sid)


def every_table(path, keyring):
    """Make a database with the demo's data of all services."""
    database = Database(f"sqlite:///{path}", keyring)
    upgrade(database)
    add_demo_data(database, Clock()())
    with database.writing() as session:
        session.add(request(database))
    database.dispose()
    return path


def request(database):
    """Return a request for a courier who has not come yet."""
    index = database.keyring.blind_index
    whose = {"phone": CUSTOMER_PHONE, "phone_index": index(CUSTOMER_PHONE), "imei": IMEI, "imei_index": index(IMEI)}
    known = {"key": "known", "number": REQUEST, "model": {"en": "Aurora 5"}, "country": "US", "way": "courier"}
    return SendInRow(**whose, **known, stage="booked", address=None, at=Clock()() - timedelta(hours=1))
