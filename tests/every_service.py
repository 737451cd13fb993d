"""Calls that go through every service and every kind of command, for tests of what is the same in all of them.

A step is the name of a method of `Player` and what it is given. Each service has its own in `STORIES` of
`tests/services/<name>/whole_calls.py`.
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
from ivr.services.repair.demo import CUSTOMER_PHONE
from ivr.services.send_in.demo import IMEI
from ivr.services.send_in.tables import SendInRow
from ivr.storage import Database
from ivr.storage.migrate import upgrade
from ivr.turn.commands import Outcomes
from ivr.turn.lookups import PATIENCE_SECONDS, LookUps
from tests.line import HOTLINE, Clock, Office, line_settings
from tests.services.whole_calls import QUOTED, REQUEST, begins, calls

REGION = "languages: [en, fr, zh]\ntimezone: UTC\ncountry: US\nsurvey: true\n"
SECONDS_A_STEP, LATE_SECONDS = 12, 0.2
SHARED = {
    "called, and stopped": (("is_called", "ready"), ("presses", "3")),
    "called, and told": (("is_called", "quote"), ("presses", "1"), ("presses", QUOTED)),
    "another language": (*begins("main_menu"), ("presses", "9"), ("presses", "2")),
}
"""The calls that are of no service."""
STORIES = calls("STORIES") | SHARED


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
        self.is_answered(lambda name, source: partial(late_answer, source), patience=0.0)

    def is_answered(self, instead, patience=PATIENCE_SECONDS):
        """Let each source be another one: what `instead` returns for its name and itself."""
        database = self.office.database
        sources = open_sources(Context(self.settings, database, self.office.clock))
        others = {name: instead(name, source) for name, source in sources.items()}
        self.office = Office(database, **self._process, lookups=LookUps(database, others, patience))
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
