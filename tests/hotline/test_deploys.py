"""Deploys while callers are on the phone: none is lost, none hears an error."""

import os
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from ivr.services.repair.demo import CUSTOMER_PHONE
from tests.hotline.test_kills import Launched
from tests.hotline.test_whole_calls import CALLS
from tests.hotline.twilio_stand import TwilioStand
from tests.line import TOKEN

pytestmark = pytest.mark.soak

DEPLOYS, CALLERS = int(os.environ.get("DEPLOYS", "4")), int(os.environ.get("CALLERS", "12"))
ACCOUNT = "AC" + "0" * 32
BY_KEYS = tuple(replace(habit, at_once=False) for habit in CALLS["by keys"])
ANSWER = "has been in repair since"


class Deployed(Launched):
    """The hotline as `make run` starts it, with a Twilio of the test's own."""

    def __init__(self, folder, **settings):
        self.twilio = TwilioStand(ACCOUNT, TOKEN)
        told = {"IVR_TWILIO_API_URL": self.twilio.url, "IVR_TWILIO_AUTH_TOKEN": TOKEN, "IVR_CALLS_PER_NUMBER": "0"}
        super().__init__(folder, IVR_SPEECH="true", **told | settings)
        self.folder = folder / "var"
        self.base = f"http://127.0.0.1:{self.ports['WEB']}"

    def deploy(self):
        command = [sys.executable, "-m", "ivr.hotline", "deploy"]
        environment = os.environ | {"IVR_DATA": str(self.folder)}
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600)

    def unended(self):
        with sqlite3.connect(self.folder / "hotline.sqlite3") as rows:
            return rows.execute("SELECT count(*) FROM calls WHERE ended_at IS NULL").fetchone()[0]


@pytest.fixture
def hotline(tmp_path):
    hotline = Deployed(tmp_path)
    hotline.until(hotline.serves, 120)
    yield hotline
    hotline.launcher.terminate()
    hotline.launcher.wait(60)
    hotline.twilio.close()


def test_callers_notice_no_deploy(hotline):
    going_on, heard = True, []

    def calls():
        while going_on:
            heard.append(hotline.twilio.call(hotline.base, BY_KEYS, CUSTOMER_PHONE, 25).result(180).heard)

    with ThreadPoolExecutor(CALLERS) as callers:
        calling = [callers.submit(calls) for _ in range(CALLERS)]
        before = hotline.pids()
        deploys = [hotline.deploy() for _ in range(DEPLOYS)]
        going_on = False
        for call in calling:
            call.result()
    errors = [words for words in heard if "application error" in words.lower() or "went wrong" in words]
    hotline.until(lambda: not hotline.unended(), 60)
    print(f"\n{DEPLOYS} deploys under {CALLERS} live calls, {len(heard)} calls in all:")
    missed = [words for words in heard if ANSWER not in words]
    print(f"{len(missed)} without their answer, {len(errors)} heard an error, {hotline.unended()} not ended")
    for words in {*missed, *errors}:
        print(f"  {words}")
    assert [deployed.returncode for deployed in deploys] == [0] * DEPLOYS, deploys[-1].stderr + hotline.log.read_text()
    assert before.keys() == hotline.pids().keys()
    assert not {before[name] for name in ("web", "media", "outbox")} & set(hotline.pids().values())
    assert (missed, errors) == ([], [])


def test_a_deploy_with_a_wrong_setting_says_so_and_changes_nothing(hotline):
    settings = hotline.folder / "hotline.env"
    before, written = hotline.pids(), settings.read_text()
    settings.write_text(written + "IVR_WEB_THREADS=many\n")
    failed = hotline.deploy()
    settings.write_text(written)
    assert (failed.returncode, "IVR_WEB_THREADS" in failed.stderr) == (2, True)
    time.sleep(2)
    assert hotline.pids() == before
    assert hotline.serves()


def test_without_a_hotline_a_deploy_says_what_to_do(tmp_path):
    environment = os.environ | {"IVR_DATA": str(tmp_path)}
    command = [sys.executable, "-m", "ivr.hotline", "deploy"]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert (told.returncode, "start it with `make run`" in told.stderr) == (1, True)
