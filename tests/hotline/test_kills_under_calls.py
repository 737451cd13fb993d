"""Each kind of process is killed while callers are on the phone, on both databases: none is lost, all calls end.

`KILLS` says how often in all, `CALLERS` how many call at a time; the table that is printed says how it went.
"""

import os
import signal
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from ivr.services.repair.demo import CUSTOMER_PHONE
from tests.hotline.test_deploys import ANSWER, Deployed
from tests.hotline.test_kills import command_of
from tests.hotline.test_whole_calls import CALLS, MORE, When

pytestmark = [pytest.mark.soak, pytest.mark.postgres]

KILLS, CALLERS = int(os.environ.get("KILLS", "42")), int(os.environ.get("CALLERS", "8"))
ANSWER_SECONDS, ENDED_WITHIN, BETWEEN_KILLS = 4.0, 60.0, 1.5
KILLED = ("web", "web worker", "media", "decoder", "outbox", "jobs", "reconciliation")
SENT = "I've sent it"
ASKS_FOR_A_TEXT = (
    *(replace(habit, at_once=False) for habit in CALLS["by keys"][:-1]),
    When("for your repair, press 1", presses="1"),  # with so many kills at a time, lines are busy at times: keys only
    When("as a text.*press 3", presses="3"),
    When(f"({SENT}|can't send|too many).*{MORE}", presses="2"),
)


def children(pid):
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    try:
        return [int(child) for task in tasks for child in task.read_text().split()]
    except OSError:
        return []


class Killed(Deployed):
    """A hotline whose processes are killed, with a look at its books."""

    def __init__(self, folder, **settings):
        super().__init__(folder, **settings)
        self.address = settings.get("IVR_DATABASE_URL", f"sqlite:///{self.folder / 'hotline.sqlite3'}")
        self.kills = Counter()

    def pid_of(self, kind):
        """Return the process that is to be killed; None where there is none just now."""
        pids = self.pids()
        if kind == "web worker":
            found = children(pids.get("web", 0))
        elif kind == "decoder":
            below = [child for child in children(pids.get("media", 0)) if command_of(child)]
            found = [grandchild for child in below for grandchild in children(child)] or below
        else:
            found = [pids[kind]] if kind in pids else []
        return found[-1] if found else None

    def kill(self, kind):
        """Kill it, as soon as there is one again."""
        self.until(lambda: self.pid_of(kind), 90)
        os.kill(self.pid_of(kind), signal.SIGKILL)
        self.kills[kind] += 1

    def asks_books(self, question):
        engine = create_engine(self.address)
        with engine.connect() as connection, closing(connection):
            return connection.execute(text(question)).scalar_one()

    def unended(self):
        return self.asks_books("SELECT count(*) FROM calls WHERE ended_at IS NULL")

    def webhooks(self):
        return [event.details for event in self.twilio.events if event.name == "webhook"]

    def doubled(self):
        """Return how many calls have sent more than one text, and turns that stand twice in a call's record."""
        texts = Counter(event.call for event in self.twilio.events if event.name == "sms" and event.call)
        many = "SELECT count(*) FROM (SELECT call_sid FROM text_messages GROUP BY call_sid HAVING count(*) > 1) twice"
        return sum(count > 1 for count in texts.values()) + self.asks_books(many)


@pytest.fixture(params=["sqlite", "postgres"])
def hotline(request, tmp_path):
    settings = {}
    if request.param == "postgres":
        settings["IVR_DATABASE_URL"] = request.getfixturevalue("postgres_database")
    hotline = Killed(tmp_path, **settings)
    hotline.name = request.param
    hotline.until(hotline.serves, 180)
    yield hotline
    hotline.launcher.terminate()
    hotline.launcher.wait(60)
    hotline.twilio.close()


def test_no_kill_costs_a_call(hotline):
    going_on, heard = True, []

    def calls(number):
        time.sleep(number)  # they don't call all at once
        while going_on:
            call = hotline.twilio.call(hotline.base, ASKS_FOR_A_TEXT, CUSTOMER_PHONE, 25).result(240)
            heard.append((call.call, call.heard))

    with ThreadPoolExecutor(CALLERS) as callers:
        calling = [callers.submit(calls, number) for number in range(CALLERS)]
        time.sleep(5)
        for number in range(KILLS):
            hotline.kill(KILLED[number % len(KILLED)])
            time.sleep(BETWEEN_KILLS)
        going_on = False
        for each in calling:
            each.result()
    hotline.until(hotline.serves, 120)
    back = time.monotonic()
    while hotline.unended() and time.monotonic() - back < ENDED_WITHIN:
        time.sleep(1)
    lost = [(sid, words) for sid, words in heard if ANSWER not in words or "application error" in words.lower()]
    asked = hotline.webhooks()
    late = [one for one in asked if one["ms"] > ANSWER_SECONDS * 1000]
    failed = Counter(one.get("error") or one["status"] for one in asked if one.get("error") or one["status"] >= 500)
    print(f"\n{hotline.name}: {sum(hotline.kills.values())} kills ({dict(hotline.kills)}) under {CALLERS} live calls")
    print(f"{len(heard)} calls, {len(lost)} lost, {hotline.unended()} not ended, {hotline.doubled()} doubled; ", end="")
    print(f"{len(asked)} requests, {len(late)} later than 4 s, not answered: {dict(failed)}")
    for one in asked:
        if one["status"] >= 500:
            print(f"  {one['status']} {one['url']}")
    for sid, words in lost:
        print(f"  {sid}: {words}")
    for one in late:
        print(f"  {one['ms']} ms {one['url']} {one.get('error', '')}")
    assert set(hotline.kills) == set(KILLED)
    assert (len(lost), hotline.unended(), hotline.doubled(), len(late)) == (0, 0, 0, 0)
