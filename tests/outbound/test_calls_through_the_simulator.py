"""A whole campaign by the real worker, the real twilio client and the simulator: a person, a machine, a busy line."""

import asyncio
from pathlib import Path

from twilio.rest import Client

from ivr import outbound
from ivr.hotline.outbound import open_outbound
from ivr.outbound import KIND, Plan
from ivr.outbound.campaigns import standings
from ivr.outbox import Handler, Worker
from ivr.services.repair.importer import store_repair
from ivr.simulator.engine.account import hooks_of
from ivr.simulator.inprocess import SID, Setting, run_in
from ivr.simulator.phone.agent import AgentPhone
from ivr.simulator.phone.scenario_file import read
from tests.line import HOTLINE, TOKEN, Clock, Office, line_settings
from tests.outbound.test_calls_to_people import MONDAY

PERSON, STOPS, MACHINE, BUSY, SILENT = (f"+120255501{ending}" for ending in ("61", "62", "63", "64", "65"))
GREETING = "you have reached the workshop, please leave a message after the tone"
GREETED = [{"say": "hello"}, {"hear": "about a repair"}, {"hear": "to hear the news"}]
PEOPLE = [
    {"number": PERSON, "steps": [*GREETED, {"press": "1"}, {"hear": "ready to be picked up"}, "hangup"]},
    {"number": STOPS, "steps": [*GREETED, {"press": "3"}, {"hear": "call you any more"}]},
    {"number": MACHINE, "machine": True, "steps": [{"say": GREETING}, {"hear": "We have news for you"}]},
    {"number": BUSY, "busy": True},
    {"number": SILENT, "no_answer": True},
]


def store(database, keyring, number, index):
    repair = {"order": f"88120{index}", "phone": number, "imei": (), "model": "Tern 12", "stage": "ready_for_pickup"}
    more = {"since": MONDAY, "doing": "", "promised": None, "centre": "Riverside", "cost": None, "currency": "USD"}
    with database.writing() as session:
        store_repair(session, keyring, repair | more | {"quote_deadline": None, "decline_cost": None})


def test_each_call_comes_to_its_outcome(sqlite_database):
    settings, clock = line_settings(calls_from=HOTLINE), Clock(MONDAY)
    office = Office(sqlite_database, settings, clock)
    for index, person in enumerate(PEOPLE):
        store(sqlite_database, sqlite_database.keyring, person["number"], index)
    scenario = read({"steps": ["hangup"], "agents": PEOPLE}, Path())

    async def main(simulation):
        exchange = simulation.exchange
        exchange.buy(simulation.account, HOTLINE, hooks_of({"url": f"{settings.web_base}/voice"}))
        phones = [AgentPhone(exchange, agent) for agent in scenario.agents]
        for phone in phones:
            exchange.book.enter(phone.agent.number, phone)
        client = Client(SID, TOKEN, http_client=simulation.client)
        calling = open_outbound(settings, sqlite_database, clock, client)
        worker = Worker(sqlite_database, [Handler(KIND, calling.dialler)], clock=clock)
        calling.start(Plan("ready", "default", per_second=10.0), "test")
        for _ in range(60):
            calling.pacer.step()
            worker.work_off()
            clock.passes(2)
            await asyncio.sleep(2)
        return phones

    run = run_in(Setting(office.app, f"{settings.web_base}/voice", token=TOKEN, clock=MONDAY), main)
    assert not run.failures, run.failures
    assert not [failure for phone in run.result for failure in phone.failures]
    with sqlite_database.reading_rows() as rows:
        standing = standings(rows)[0]
        assert outbound.is_do_not_call(rows, STOPS)
    assert standing.people == {"reached": 2, "message_left": 1, "waiting": 2}
    assert standing.attempts == {"talked": 2, "message_left": 1, "busy": 1, "no_answer": 1}
