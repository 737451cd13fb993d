"""Faults by seed on the virtual clock: the same seed gives the same log; a failure is made small."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from ivr.simulator.faults.checks import broken
from ivr.simulator.faults.plan import KINDS, FaultOrder, FaultPlan
from ivr.simulator.faults.shrink import shrink
from ivr.simulator.faults.webhooks import FaultyTransport
from ivr.simulator.inprocess import Setting, run_scenario
from ivr.simulator.phone.scenario_file import read
from ivr.simulator.virtual import run_virtual
from ivr.simulator.web.transport import Request

PAGES = {
    "/voice": "<Start><Stream url='wss://app.example/media'/></Start>"
    "<Gather action='/key' numDigits='1'><Say>Press one.</Say></Gather><Redirect>/voice</Redirect>",
    "/key": "<Enqueue waitUrl='/wait' action='/left'>support</Enqueue>",
    "/wait": "<Say>Please wait.</Say><Pause length='5'/>",
    "/left": "<Say>Good bye.</Say>",
    "/fallback": "<Say>One moment.</Say><Redirect>/voice</Redirect>",
    "/status": "",
}
STEPS = {
    "steps": [{"hear": "press one"}, {"press": "1"}, {"hear": "please wait"}, {"hear": "hello"}, "hangup"],
    "agents": [{"queue": "support", "after": 12, "steps": [{"say": "hello"}]}],
}


@pytest.fixture
def faulty(telephone):
    """Run the call under a fault order."""

    def run(**order):
        telephone.pages.documents = dict(PAGES)
        urls = {"fallback_url": "http://app.example/fallback", "status_callback": "http://app.example/status"}
        setting = Setting(telephone.pages, faults=FaultOrder(**order), seed=order.get("seed", 0), **urls)
        return run_scenario(setting, read(STEPS, Path()))

    return run


def test_the_same_seed_gives_a_byte_identical_log(faulty):
    logs = {faulty(seed=7, rate=0.1).log() for _ in range(3)}
    assert len(logs) == 1


def test_another_seed_gives_another_log(faulty):
    assert faulty(seed=1, rate=0.1).log() != faulty(seed=2, rate=0.1).log()


def test_every_kind_of_fault_strikes_sooner_or_later(faulty):
    struck = {kind for seed in range(120) for _, kind in faulty(seed=seed, rate=0.1).struck}
    assert struck == set(KINDS) - {"rest_429", "rest_5xx", "rest_hangs", "agent_busy", "agent_silent"}


def test_whatever_strikes_the_simulator_itself_keeps_its_rules(faulty):
    for seed in range(150):
        problems = [each for each in broken(faulty(seed=seed, rate=0.08)) if "apology" not in each]
        assert not problems, (seed, problems)


def test_a_wait_that_ends_a_hair_before_its_deadline_still_ends(faulty):
    assert faulty(seed=2570, rate=0.05).result.problems


@pytest.mark.soak
def test_ten_thousand_calls_with_faults(faulty):
    for seed in range(10_000):
        problems = [each for each in broken(faulty(seed=seed, rate=0.05)) if "apology" not in each]
        assert not problems, (seed, problems)


def test_a_kind_of_fault_may_have_a_rate_of_its_own(faulty):
    struck = faulty(kinds=(), rates={"webhook_reordered": 1.0}).struck
    assert {kind for _, kind in struck} == {"webhook_reordered"}


def test_a_reordered_webhook_is_overtaken_by_the_next():
    arrived = []

    class App:
        async def send(self, request):
            arrived.append(request.url)

    async def both():
        order = FaultOrder(kinds=(), rates={"webhook_reordered": 1.0}, only=frozenset({1}))
        transport = FaultyTransport(App(), FaultPlan(order))
        await asyncio.gather(*(transport.send(Request("POST", url, {})) for url in ("/first", "/second")))

    run_virtual(both())
    assert arrived == ["/second", "/first"]


def test_a_fault_can_be_left_out_by_its_number(faulty):
    everything = faulty(seed=3, rate=0.2)
    first = everything.struck[0]
    assert faulty(seed=3, rate=0.2, only=frozenset({first[0]})).struck == (first,)


def test_rest_faults_reach_the_client(telephone):
    from twilio.base.exceptions import TwilioRestException
    from twilio.rest import Client

    box = {}

    def ready(simulation):
        box["client"] = Client("AC" + "f" * 32, "12345", http_client=simulation.client)

    def act(form):
        with pytest.raises(TwilioRestException) as caught:
            box["client"].calls(form["CallSid"]).fetch()
        return f"<Say>Code {caught.value.code}.</Say>"

    faults = FaultOrder(rate=1.0, kinds=("rest_429",))
    assert telephone.call({"/voice": act}, "- hear: code 20429", ready=ready, faults=faults).result.ok


def test_shrinking_keeps_what_is_needed_and_nothing_else():
    assert shrink(range(40), lambda part: {3, 29} <= set(part)) == [3, 29]
    assert shrink(range(5), lambda part: True) == []


APP = """
def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/xml")])
    return [b"<Response><Gather numDigits='1'><Say>Press one.</Say></Gather><Say>Bye.</Say></Response>"]

def check(run):
    return ["a webhook was lost"] if any(kind == "webhook_lost" for _, kind in run.struck) else []
"""


def run_in_folder(folder, command, **environment):
    environment = {"PYTHONPATH": f"{Path(__file__).parents[2]}:.", **environment}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, env=environment)


def fuzz(folder, *arguments):
    command = [sys.executable, "-m", "ivr.simulator", "fuzz", "--app", "fuzzed:app", "--scenario", "s.yaml", *arguments]
    root = str(Path(__file__).parents[2])
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=60, env={"PYTHONPATH": f"{root}:."}
    )


def test_fuzz_prints_one_command_that_replays_a_failure_and_writes_it_small(tmp_path):
    (tmp_path / "fuzzed.py").write_text(APP)
    (tmp_path / "s.yaml").write_text("steps: [{hear: press one}, {press: '2'}, {hear: press one}, hangup]")
    found = fuzz(tmp_path, "--check", "fuzzed:check", "--rate", "0.2", "--kinds", "webhook_lost,clock_jumps")
    assert found.returncode == 1, found.stderr
    replay = found.stdout.split("replay: ")[1].split()
    again = run_in_folder(tmp_path, [sys.executable, *replay[1:]])
    assert "a webhook was lost" in again.stdout
    assert "hangup" not in (tmp_path / "shrunk.yaml").read_text()


def test_scenario_files_run_against_an_app_in_the_same_process(tmp_path):
    (tmp_path / "shop.py").write_text(APP)
    (tmp_path / "s.yaml").write_text("steps: [{hear: press one}, {silence: 30}]\nexpect: {said: bye}")
    command = [sys.executable, "-m", "ivr.simulator", "call", "--app", "shop:app", "--scenario", "s.yaml"]
    done = run_in_folder(tmp_path, [*command, "--junit", "out.xml"])
    assert done.returncode == 0, done.stdout + done.stderr
    assert "hears    Press one." in done.stdout
    assert 'failures="0"' in (tmp_path / "out.xml").read_text()


KEYED = """
import os
from twilio.rest import Client
clients = []
def ready(simulation):
    key = os.environ["TWILIO_API_KEY"], os.environ["TWILIO_API_SECRET"]
    clients.append(Client(*key, simulation.account.sid, http_client=simulation.client))
def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/xml")])
    assert "HTTP_X_TWILIO_WEBHOOKS_SIGNATURE_SETTINGS" in environ
    clients[0].messages.create(to="+12025550143", from_="+12025550100", body="code 1234")
    return [b"<Response><Dial callerId='+12025550177'>+12025550111</Dial></Response>"]
"""


def test_an_app_in_the_same_process_has_its_api_key_verified_numbers_and_shared_key(tmp_path):
    (tmp_path / "keyed.py").write_text(KEYED)
    (tmp_path / "s.yaml").write_text(
        "steps: [{hear: hello}]\nagents: [{say: hello}]\nexpect: {sms: code 1234, notifications: []}"
    )
    command = [sys.executable, "-m", "ivr.simulator", "call", "--app", "keyed:app", "--ready", "keyed:ready"]
    command += ["--scenario", "s.yaml", "--caller-id", "202-555-0177", "--shared-key", "WK1=secret"]
    done = run_in_folder(tmp_path, command, TWILIO_API_KEY="SK" + "1" * 32, TWILIO_API_SECRET="secret")
    assert done.returncode == 0, done.stdout + done.stderr


def test_fuzz_says_how_fast_it_was(tmp_path):
    (tmp_path / "fuzzed.py").write_text(APP)
    (tmp_path / "s.yaml").write_text("steps: [{hear: press one}, hangup]")
    done = fuzz(tmp_path, "--seeds", "20", "--kinds", "webhook_delayed,stream_refused")
    assert done.returncode == 0, done.stdout
    assert "times real time" in done.stdout


def test_fuzz_says_what_an_app_without_a_fallback_url_must_expect(tmp_path):
    (tmp_path / "fuzzed.py").write_text(APP)
    (tmp_path / "s.yaml").write_text("steps: [{hear: press one}, {press: '2'}, {hear: press one}, hangup]")
    lost = ("--rate", "0.3", "--kinds", "webhook_lost")
    found = fuzz(tmp_path, *lost)
    assert (found.returncode, "Without a fallback URL that must be expected" in found.stdout) == (1, True)
    assert "webhook_lost" not in found.stdout.split("--kinds ")[1].split()[0]
    with_fallback = fuzz(tmp_path, *lost, "--fallback-url", "http://app.example/voice")
    assert "Without a fallback URL" not in with_fallback.stdout
