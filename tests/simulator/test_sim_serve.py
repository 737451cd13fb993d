"""`serve`, and `call` that finds it: the app's REST calls and the scenario meet in one place."""

import base64
import json
import os
import subprocess
import sys
import urllib.error
import urllib.request

import aiohttp
import pytest
from test_sim_command import scenario, simulator, url  # noqa: F401 - the fixture

from ivr.simulator.virtual import run_alone


@pytest.fixture
def serving(url, tmp_path):  # noqa: F811
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    command = [sys.executable, "-m", "ivr.simulator", "serve", "--port", "0", "--url", url, "--auth-token", "12345"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        yield process.stdout.readline().split()[2]
    finally:
        process.terminate()
        process.wait(30)  # a voice that is being loaded on a busy machine


STEPS = "steps: [{hear: press one}, {press: '1', barge_in: true}, {hear: good bye}]"


def test_call_finds_the_serve_that_is_there_for_its_app(serving, url, tmp_path):  # noqa: F811
    arguments = ("call", "--url", url, "--scenario", scenario(tmp_path, STEPS), "--json", "-")
    done = simulator(*arguments, XDG_RUNTIME_DIR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    events = [json.loads(line) for line in done.stdout.splitlines()]
    sid = events[-1]["call"]
    account = next(event["form"]["AccountSid"] for event in events if event["event"] == "webhook")
    request = urllib.request.Request(f"{serving}/2010-04-01/Accounts/{account}/Calls/{sid}.json")
    request.add_header("Authorization", "Basic " + base64.b64encode(f"{account}:12345".encode()).decode())
    with urllib.request.urlopen(request) as reply:
        assert json.load(reply)["status"] == "completed"
    request.method = "HEAD"
    with urllib.request.urlopen(request) as reply:
        assert (reply.status, reply.read()) == (200, b"")
    assert events[0]["at"] < 1


def test_a_phone_dials_by_the_method_and_with_the_parameters_it_names(serving, url):  # noqa: F811
    async def dialled():
        async with aiohttp.ClientSession() as session, session.ws_connect(f"{serving}/phone") as phone:
            await phone.send_json({"type": "dial", "method": "GET", "parameters": {"CallerName": "Ann"}})
            async for message in phone:
                letter = json.loads(message.data)
                if letter.get("event") == "webhook":
                    return letter

    webhook = run_alone(dialled())
    assert (webhook["method"], webhook["status"]) == ("GET", 200)
    assert "CallerName=Ann" in webhook["url"]


def test_another_sites_page_may_not_phone(serving):
    request = urllib.request.Request(f"{serving}/scenarios", data=b"{}", headers={"Origin": "http://evil.example"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    assert refused.value.code == 403


def test_call_through_an_api_that_is_not_there_is_wrong_use(url):  # noqa: F811
    assert simulator("call", "--url", url, "--api", "http://127.0.0.1:9").returncode == 2
