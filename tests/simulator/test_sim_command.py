"""The command line: exit status, output, guards."""

import json
import subprocess
import sys
import threading
from io import StringIO
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from ivr.simulator.commands.report import Audience

DOCUMENTS = {
    "/voice": '<Response><Gather action="/key" numDigits="1"><Say>Press one.</Say></Gather></Response>',
    "/key": "<Response><Say>Good bye.</Say></Response>",
}


class Quiet(WSGIRequestHandler):
    def log_message(self, *parts):
        pass


def pages(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/xml")])
    return [DOCUMENTS[environ["PATH_INFO"]].encode()]


@pytest.fixture(scope="module")
def url():
    with make_server("127.0.0.1", 0, pages, handler_class=Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/voice"
        server.shutdown()


def simulator(*arguments, typed="", **environment):
    command = [sys.executable, "-m", "ivr.simulator", *map(str, arguments)]
    return subprocess.run(
        command, input=typed, capture_output=True, text=True, env={"PATH": "", **environment}, timeout=60
    )


def scenario(tmp_path, text):
    path = tmp_path / "scenario.yaml"
    path.write_text(text)
    return path


def test_exit_0_when_all_held_and_events_come_one_a_line(url, tmp_path):
    path = scenario(tmp_path, "steps: [{hear: press one}, {press: '1'}, {hear: good bye}]\nexpect: {status: completed}")
    done = simulator("call", "--url", url, "--scenario", path, "--json", "-")
    assert done.returncode == 0, done.stderr
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert {"webhook", "twiml", "verb", "prompt", "key"} <= {event["event"] for event in events}
    assert (events[-1]["event"], events[-1]["ok"]) == ("result", True)


def test_the_voice_url_can_be_asked_by_get(url, tmp_path):
    path = scenario(tmp_path, "steps: [{hear: press one}, hangup]")
    done = simulator("call", "--url", url, "--method", "GET", "--scenario", path, "--json", "-")
    assert '"method": "GET"' in done.stdout


def test_exit_1_says_which_step_and_what_was_heard_instead(url, tmp_path):
    path = scenario(tmp_path, "steps:\n  - hear: press one\n  - hear: press two\n    timeout: 1\n")
    done = simulator("call", "--url", url, "--scenario", path)
    assert done.returncode == 1
    assert "step 2 (hear: press two), line 3 of scenario.yaml: not heard within 1 s" in done.stdout


def test_lines_about_others_than_the_caller_bear_their_number():
    said = StringIO()
    audience = Audience(None, said)
    for call, number in (("CA1", "+12025550143"), ("CA2", "+12025550144")):
        audience.tell(
            {"event": "call", "at": 0, "call": call, "status": "ringing", "from": number, "to": "+12025550100"}
        )
        audience.tell({"event": "utterance", "at": 1, "call": call, "text": "hello"})
    assert said.getvalue().splitlines()[1::2] == ["   1.00  says     hello", "   1.00  +12025550144  says     hello"]


@pytest.mark.parametrize(
    "text", ["steps: [{shout: hi}]", "[", "step: []", "steps: [{press: x}]", "steps: [{play: no.wav}]"]
)
def test_exit_2_for_a_scenario_that_is_none(url, tmp_path, text):
    assert simulator("call", "--url", url, "--scenario", scenario(tmp_path, text)).returncode == 2


def test_exit_2_for_wrong_use():
    assert simulator("call").returncode == 2


def test_production_is_refused(url):
    done = simulator("call", "--url", url, IVR_ENV="production")
    assert done.returncode == 2
    assert "production" in done.stderr


def test_other_addresses_are_refused_unless_told():
    assert simulator("serve", "--host", "0.0.0.0", "--port", "0").returncode == 2


def test_a_person_can_pipe_keys_into_the_terminal_phone(url):
    done = simulator("call", "--url", url, typed="1\n")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "presses  1" in done.stdout
    assert "Good bye." in done.stdout
