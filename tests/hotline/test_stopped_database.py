"""PostgreSQL is stopped under load: every request is answered in time, and every call ends in the books."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
import requests
from sqlalchemy import text
from twilio.request_validator import RequestValidator

from ivr.settings import PROJECT
from ivr.storage import WORKING, Database, Keyring
from ivr.storage.migrate import upgrade
from tests.hotline.running import RunningHotline
from tests.line import CALLER, HOTLINE, TOKEN
from tests.postgres import _binaries, _own_server, new_database

pytestmark = [pytest.mark.soak, pytest.mark.postgres]

CALLERS, STOPPED_SECONDS, ANSWER_SECONDS, ENDED_WITHIN = 20, 12.0, 4.0, 60.0
PHASES = ("before", "stopped", "after")


class Server:
    """A PostgreSQL of our own that can be stopped, with all of its processes."""

    def __init__(self, url):
        with psycopg.connect(url.replace("+psycopg", "")) as connection:
            backend = connection.info.backend_pid
        self.main = int(Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[1])

    def tell(self, number):
        for pid in [self.main, *map(int, Path(f"/proc/{self.main}/task/{self.main}/children").read_text().split())]:
            os.kill(pid, number)


class Load:
    """People who call, press a key, hear a sound and hang up, over and over."""

    def __init__(self, base):
        self.base, self.phase, self.stopped = base, "before", False
        self.answers, self.sids = [], []

    def asks(self, kind, path, **params):
        url = self.base + path
        began = time.monotonic()
        if kind == "sound":
            answer = requests.get(url, timeout=30)
        else:
            signed = {"X-Twilio-Signature": RequestValidator(TOKEN).compute_signature(url, params)}
            answer = requests.post(url, data=params, headers=signed, timeout=30)
        self.answers.append((self.phase, kind, time.monotonic() - began, answer.status_code))
        return answer

    def calls(self):
        while not self.stopped:
            sid = "CA" + uuid4().hex
            told = {"CallSid": sid, "From": CALLER, "To": HOTLINE, "Direction": "inbound", "CallStatus": "in-progress"}
            self.sids.append(sid)
            self.asks("call", "/voice", **told)
            self.asks("key", "/voice/1/keys", Digits="1", **told)
            self.asks("sound", "/audio/hold.wav")
            self.asks("end", "/voice/status", **told | {"CallStatus": "completed"})
            time.sleep(0.3)

    def table(self):
        print(f"\n{'phase':8} {'request':8} {'answers':>8} {'p95':>6} {'slowest':>8} errors")
        for phase in PHASES:
            for kind in ("call", "key", "sound", "end"):
                found = [(each[2], each[3]) for each in self.answers if each[:2] == (phase, kind)]
                times = sorted(seconds for seconds, _ in found)
                p95 = times[int(0.95 * (len(times) - 1))] if times else 0.0
                errors = sum(code >= 500 for _, code in found)
                print(f"{phase:8} {kind:8} {len(times):8} {p95:6.2f} {max(times, default=0):8.2f} {errors}")

    def slowest(self):
        return max(seconds for _, _, seconds, _ in self.answers)


@pytest.fixture
def server():
    if _binaries() is None:
        pytest.skip("no PostgreSQL binaries: this one must be our own, to be stopped")
    with _own_server(_binaries()) as url, new_database(url, "stopped") as database:
        yield database


@pytest.fixture
def hotline(server, tmp_path, migrated_file, keys):
    database = Database(server, Keyring.from_text(*keys), WORKING)
    upgrade(database)
    nobody = {"IVR_TWILIO_API_URL": "http://127.0.0.1:9"}
    hotline = RunningHotline(
        tmp_path, migrated_file, keys, IVR_DATABASE_URL=server, IVR_WEB_WORKERS="2", IVR_SPEECH="false", **nobody
    )
    hotline.start("web")
    command = [sys.executable, "-m", "ivr.telephony.reconciliation"]
    log = (tmp_path / "reconciliation.log").open("ab")
    books = subprocess.Popen(command, cwd=PROJECT, env=hotline.environment, stdout=log, stderr=log)
    yield hotline, database
    books.terminate()
    books.wait(15)
    hotline.close()
    database.dispose()


def live(database, sids):
    with database.reading_rows() as rows:
        known = rows.execute(text("SELECT sid FROM calls WHERE ended_at IS NULL")).scalars()
        return set(known) & set(sids)


def test_every_request_is_answered_in_time_and_every_call_ends(server, hotline):
    running, database = hotline
    stoppable, load = Server(server), Load(running.base)
    with ThreadPoolExecutor(CALLERS) as callers:
        calling = [callers.submit(load.calls) for _ in range(CALLERS)]
        time.sleep(6)
        load.phase = "stopped"
        stoppable.tell(signal.SIGSTOP)
        time.sleep(STOPPED_SECONDS)
        stoppable.tell(signal.SIGCONT)
        load.phase = "after"
        back = time.monotonic()
        time.sleep(8)
        load.stopped = True
        for each in calling:
            each.result(60)
    while live(database, load.sids) and time.monotonic() - back < ENDED_WITHIN:
        time.sleep(1)
    load.table()
    print(f"{len(load.sids)} calls, {len(live(database, load.sids))} not ended, slowest answer {load.slowest():.2f} s")
    assert not live(database, load.sids)
    assert load.slowest() < ANSWER_SECONDS
