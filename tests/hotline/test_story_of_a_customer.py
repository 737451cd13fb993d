"""One customer's whole story, through the simulator on the virtual clock.

A phone is sent in: booked by keys, the address on the page that a text leads to, the parcel's scan on that page and
by another call; then we call, because it is ready; the customer rates that call 2 of 5, and somebody sees the task.
"""

import asyncio
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update
from twilio.rest import Client

from ivr.console.accounts import add_administrator, supervisor
from ivr.console.sessions import open_session
from ivr.console.tables import SupervisorRow
from ivr.hotline.handlers import handlers
from ivr.hotline.outbound import open_outbound
from ivr.hotline.pages import open_pages
from ivr.hotline.texts import open_messenger
from ivr.hotline.web import create_app
from ivr.outbound import KIND, Plan
from ivr.outbox import Worker
from ivr.services.repair.importer import store_repair
from ivr.services.send_in.csv_rows import read_shipments
from ivr.services.send_in.demo import IMEI, add_demo_send_ins
from ivr.services.send_in.importer import store_shipment
from ivr.services.send_in.tables import SendInRow
from ivr.services.survey.follow_ups import follow_ups
from ivr.simulator.engine.account import hooks_of
from ivr.simulator.inprocess import SID, Setting, run_in
from ivr.simulator.phone.agent import AgentPhone
from ivr.simulator.phone.run import ScenarioRun
from ivr.simulator.phone.scenario_file import read
from ivr.sources import import_rows
from ivr.telephony.web import add_telephony
from ivr.turn.commands import Outcomes
from tests.console.browser import Browser
from tests.line import HOTLINE, TOKEN, Office, line_settings

PHONE, MONDAY = "+12025550171", datetime(2026, 11, 23, 15, tzinfo=UTC)
REGION = (
    f'numbers: ["{HOTLINE}"]\nlanguages: [en]\ntimezone: America/New_York\ncountry: US\nsms: true\nsurvey: true\n'
    "calling_hours:\n  mon-sat: 09:00-20:00\n"
)
MENU = [{"hear": "For anything else, press 3"}, {"press": "3"}, {"hear": "To cancel a repair"}, {"press": "3"}]
NEXT_PAGE = [{"hear": "For anything else, press 4"}, {"press": "4"}]
SENDING_IN = [*NEXT_PAGE, {"hear": "Sending in a phone"}, {"press": "1"}]
IMEI_TYPED = [{"hear": "type the I M E I"}, {"press": f"{IMEI}#"}, {"hear": "To have it picked up"}]
TIME = [{"press": "1"}, {"hear": "For later, press 4"}, {"press": "1"}, {"hear": "to 5:00 PM, press 2"}, {"press": "2"}]
BOOKS = [*TIME, {"hear": "To book, press 1"}]
BOOKED = [
    {"press": "1"},
    {"hear": "Your request number is"},
    {"hear": "text with a link"},
    {"hear": "Anything else"},
    "hangup",
]
ANSWERS = [{"say": "hello"}, {"hear": "about a repair"}, {"hear": "to hear the news"}, {"press": "1"}]
RATES = [{"hear": "Anything else"}, {"press": "2"}, {"hear": "help"}, {"press": "1"}, {"hear": "five"}, {"press": "2"}]


class Clock:
    """The clock of the simulation that runs; before and after it stands still."""

    exchange = None

    def __call__(self):
        return self.exchange.date() if self.exchange else MONDAY


class World:
    """A hotline with its pages and workers, and the customer's phone."""

    def __init__(self, database, folder):
        (folder / "us.yaml").write_text(REGION)
        self.database, self.folder, self.clock = database, folder, Clock()
        self.settings = line_settings(regions=folder, sms_from=HOTLINE, data=folder)
        add_demo_send_ins(database, MONDAY)
        self.office = Office(database, self.settings, self.clock, outcomes=Outcomes(database, patience=0.0))
        self.app = Flask("story")
        self.app.jinja_env.globals["brand"] = "Acme"
        add_telephony(self.app, self.office.edge)
        self.app.register_blueprint(open_pages(self.settings, database, self.clock).blueprint())

    async def lives(self, simulation):
        """Let the whole story happen."""
        self.simulation, self.clock.exchange = simulation, simulation.exchange
        base = self.settings.web_base
        simulation.exchange.buy(
            simulation.account, HOTLINE, hooks_of({"url": f"{base}/voice", "sms_url": f"{base}/sms"})
        )
        client = Client(SID, TOKEN, http_client=simulation.client)
        self.calling = open_outbound(self.settings, self.database, self.clock, client)
        kinds = {"sms": open_messenger(self.settings, self.database, self.clock, client), KIND: self.calling.dialler}
        made = [
            replace(one, do=kinds.get(one.kind, one.do)) for one in handlers(self.settings, self.database, self.clock)
        ]
        self.worker = Worker(self.database, made, clock=self.clock)
        working = asyncio.create_task(self._works())
        try:
            return await self._story()
        finally:
            working.cancel()

    async def _works(self):
        while True:
            self.worker.work_off()
            self.calling.pacer.step()
            await asyncio.sleep(0.5)

    async def _story(self):
        booking = await self.calls(*MENU, *SENDING_IN, *IMEI_TYPED, *BOOKS, *BOOKED)
        assert "as a text" not in booking.heard  # one was just sent
        await asyncio.sleep(5)
        self.writes_the_address()
        self.parcel_is_scanned()
        self.page_then = self.phone.get(self.path).text
        own = [{"hear": "type the I M E I"}, {"press": f"{IMEI}#"}, {"hear": "press 3"}, {"press": "3"}]
        scan = [{"hear": "phone number"}, {"press": f"{PHONE[2:]}#"}, {"hear": "on its way to us"}, "hangup"]
        await self.calls(*MENU, *SENDING_IN, *own, *scan)
        return await self.is_called()

    async def calls(self, *steps):
        """Let the customer call; all must go as the steps say."""
        scenario = read({"from": PHONE, "to": HOTLINE, "steps": list(steps)}, Path())
        result = await ScenarioRun(self.simulation.exchange, self.simulation.account, scenario).run()
        assert result.ok, (*result.problems, *result.then, result.heard)
        return result

    async def is_called(self):
        """Let the repair be ready, and us call; return the phone that rang."""
        self.repair_is_ready()
        agent = {"number": PHONE, "steps": [*ANSWERS, {"hear": "ready to be picked up"}, *RATES, {"hear": "Thank"}]}
        (one,) = read({"steps": ["hangup"], "agents": [agent]}, Path()).agents
        phone = AgentPhone(self.simulation.exchange, one)
        self.simulation.exchange.book.enter(PHONE, phone)
        assert self.calling.start(Plan("ready", "us", per_second=10.0), "test") == 1
        await asyncio.sleep(120)
        return phone

    @property
    def request(self):
        with self.database.reading() as session:
            return session.scalars(select(SendInRow).order_by(SendInRow.id.desc())).first()

    @property
    def texts(self):
        return [event.details["body"] for event in self.simulation.events if event.name == "sms"]

    def writes_the_address(self):
        """Open the link of the text on the phone, and fill in the form."""
        (self.path,) = re.findall(re.escape(self.settings.web_base) + r"(/p/a/[\w-]+)", " ".join(self.texts))
        self.phone = self.app.test_client()
        assert "The courier needs your address." in self.phone.get(self.path).text
        address = {"name": "Ada Example", "street": "12 River Street", "city": "Boston", "postcode": "02101"}
        self.page = self.phone.post(self.path, data=address, follow_redirects=True).text

    def parcel_is_scanned(self):
        """Bring in what the courier says, as operators do."""
        head = "request,way,carrier,scan,place,scanned_at,expected\n"
        row = f"{self.request.number},to_us,Swift,in_transit,Boston,2026-11-23T10:00,2026-11-25\n"
        file = self.folder / "shipments.csv"
        file.write_text(head + row)
        assert import_rows(self.database, store_shipment, read_shipments(file, "US")).new == 1

    def repair_is_ready(self):
        repair = {"order": "881204", "phone": PHONE, "imei": (IMEI,), "model": "Aurora 5", "stage": "ready_for_pickup"}
        more = {"since": MONDAY, "doing": "", "promised": None, "centre": "Riverside", "cost": None, "currency": "USD"}
        with self.database.writing() as session:
            values = repair | more | {"quote_deadline": None, "decline_cost": None}
            store_repair(session, self.database.keyring, values)


TASK = {"en": "low score", "fr": "mauvaise note", "zh": "低分"}
"""Why there is a task, on the console's page in each language."""

pytestmark = pytest.mark.thorough


@pytest.fixture
def story(sqlite_database, tmp_path):
    world = World(sqlite_database, tmp_path)
    run = run_in(Setting(world.app, f"{world.settings.web_base}/voice", token=TOKEN, clock=MONDAY), world.lives)
    assert not run.failures, run.failures
    return world, run.result


def test_from_the_booking_to_the_task(story):
    world, phone = story
    assert "12 River Street" in world.page
    assert "Your Aurora 5 is on its way to us with Swift." in world.page_then
    assert not phone.failures, phone.failures
    with world.database.reading_rows() as rows:
        (task,) = follow_ups(rows)
    assert task.why == "low_score"
    seen_by = signed_in(world)
    for language, words in TASK.items():
        page = seen_by.opens("/tasks", **{"Accept-Language": language}).text
        assert words in page
        assert f"/calls/{task.call_sid}" in page


def signed_in(world):
    """Return a browser in which the administrator has signed in to the console."""
    app = create_app(world.settings, world.database)
    with world.database.writing() as session:
        add_administrator(session, MONDAY)
        session.execute(update(SupervisorRow).values(must_change=False))
        who = supervisor(session.scalars(select(SupervisorRow)).one())
        token = open_session(session, who, "a browser", datetime.now(UTC)).token
    browser = Browser(app.test_client())
    browser.remembers(token)
    return browser
