"""Apps as others write them, unchanged: Flask, plain WSGI, websockets, the REST client, Node with express."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from apps import conference, phone_tree, support_desk, survey, voicemail
from twilio.rest import Client

from ivr.simulator.inprocess import Setting, run_scenario
from ivr.simulator.phone.scenario_file import read
from tests.ports import free_port

NODE = Path(__file__).parent / "apps" / "node_menu"
ECHO_BOT = Path(__file__).parent / "apps" / "echo_bot.py"


def call(app, scenario, **setting):
    return run_scenario(Setting(app, **setting), read(yaml.safe_load(scenario), Path()))


def client_of(simulation):
    return Client("AC" + "f" * 32, "12345", http_client=simulation.client)


def test_phone_tree_by_keys():
    steps = "steps: [{hear: press 1}, {press: '1', barge_in: true}, {hear: old oak tree}, {hear: good bye}]"
    run = call(phone_tree.app, steps)
    assert run.result.ok, run.result.problems
    assert not run.named("notification")


def test_phone_tree_after_a_wrong_key_starts_again():
    steps = "steps: [{hear: press 1}, {press: '9', barge_in: true}, {hear: not understand}, {hear: travel desk}]"
    run = call(phone_tree.app, steps)
    assert run.result.ok, run.result.problems


def test_phone_tree_goes_back_by_an_http_redirect_and_calls_a_planet():
    steps = """
    steps: [{hear: press 2}, {press: "2", barge_in: true}, {hear: press star}, {press: "*"}, {hear: travel desk},
            {press: "2", barge_in: true}, {hear: press star}, {press: "3"}, {hear: greetings}]
    agents: [{number: "+12025550112", say: greetings from the red planet}]
    """
    run = call(phone_tree.app, steps)
    assert run.result.ok, run.result.problems


def test_phone_tree_refuses_what_is_not_signed():
    assert phone_tree.app.test_client().post("/voice").status_code == 403


def test_survey_keeps_its_place_in_a_cookie():
    survey.ANSWERS.clear()
    steps = """
    steps: [{hear: how do you like}, {hear: beep}, {say: very well},
            {hear: do better}, {hear: beep}, {say: open on sundays}, {hear: we have 2 answers}]
    expect: {status: completed, notifications: []}
    """
    run = call(survey.app, steps)
    assert run.result.ok, run.result.problems
    assert len({url for _, url in survey.ANSWERS}) == 2


def test_survey_asks_again_after_silence():
    run = call(survey.app, "steps: [{hear: how do you like}, {hear: heard nothing}, {hear: how do you like}]")
    assert run.result.ok, run.result.problems


def test_conference_calls_the_host_mutes_the_guest_and_ends_with_the_host():
    conference.app.config.pop("host", None)

    def ready(simulation):
        conference.app.config["client"] = client_of(simulation)

    steps = """
    steps: [{hear: welcome}, {hear: I am the host}, {say: can you hear me}, {hear: town hall is over}]
    agents: [{number: "+12025550111", steps: [{silence: 2}, {say: I am the host}, {silence: 4}, hangup]}]
    """
    run = call(conference.app, steps, ready=ready)
    assert run.result.ok, run.result.problems
    assert not run.named("notification")


def test_voicemail_is_transcribed_fetched_and_sent_as_text():
    steps = """
    steps: [{hear: the tone}, {hear: beep}, {say: please call me back}, {press: "*"}, {hear: seconds of your time}]
    agents: [{number: "+12025550113", busy: true}]
    expect: {status: completed, sms: please call me back, notifications: []}
    stay: 4
    """
    url = "http://app.example/mailbox/"
    run = call(voicemail.app, steps, url=url, ready=lambda simulation: voicemail.ready(client_of(simulation)))
    assert run.result.ok, run.result.problems
    assert voicemail.MESSAGES == [{"words": "please call me back", "seconds": "2", "status": "delivered"}]


def test_support_desk_brings_callers_and_agents_together():
    steps = """
    steps: [{hear: number 1 of 1}, {hear: an agent is with you}, {hear: how can I help}, {say: it works again},
            {hear: how was it}]
    agents: [{number: "+12025550140", calls: "http://app.example/agent", after: 8,
              steps: [{silence: 6}, {say: how can I help}, {hear: works again}, {press: "*"}, hangup]}]
    expect: {queue: support, notifications: []}
    """
    run = call(support_desk.app, steps)
    assert run.result.ok, run.result.problems


def test_support_desk_lets_callers_leave_by_a_key():
    steps = "steps: [{hear: press 1}, {press: '1'}, {hear: we will call you back}]\nexpect: {notifications: []}"
    run = call(support_desk.app, steps)
    assert run.result.ok, run.result.problems


def test_echo_bot_hears_speaks_and_leaves(tmp_path):
    path = tmp_path / "s.yaml"
    path.write_text(
        "steps: [{hear: say something}, {say: hello bot}, {hear: the bot has left}]\nexpect: {notifications: []}"
    )
    bot = subprocess.Popen([sys.executable, ECHO_BOT], stdout=subprocess.PIPE, text=True)
    try:
        url = f"http://127.0.0.1:{bot.stdout.readline().strip()}/voice"
        command = [sys.executable, "-m", "ivr.simulator", "call", "--url", url, "--method", "GET", "--api-port", "0"]
        done = subprocess.run([*command, "--scenario", path], capture_output=True, text=True, timeout=60)
    finally:
        bot.terminate()
        bot.wait()
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def node_folder(tmp_path_factory):
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("node and npm are not on this machine")
    folder = tmp_path_factory.mktemp("node")
    shutil.copytree(NODE, folder, dirs_exist_ok=True)
    command = ["npm", "install", "--no-audit", "--no-fund", "--silent"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=240)
    if done.returncode != 0:
        pytest.skip(f"npm could not install express and twilio: {done.stderr[-200:]}")
    return folder


@pytest.mark.soak
@pytest.mark.parametrize(
    "scenario",
    [
        "steps: [{hear: press 1}, {press: '1', barge_in: true}, {hear: message queued}, {hear: in progress}]\n"
        "expect: {sms: hello from node, notifications: []}\n",
        "steps: [{hear: press 1}, {press: '2', barge_in: true}, {hear: resources recordings}, {hear: calls}]\n"
        "expect: {sms: everything works}\n",
    ],
    ids=["a menu", "every resource"],
)
def test_node_app_with_the_npm_client(node_folder, tmp_path, scenario):
    account = {
        "TWILIO_ACCOUNT_SID": "AC" + "a" * 32,
        "TWILIO_AUTH_TOKEN": "12345",
        "TWILIO_API_URL": f"http://127.0.0.1:{free_port()}",
    }
    environment = {"PATH": os.environ["PATH"], **account}
    (tmp_path / "s.yaml").write_text(scenario)
    server = subprocess.Popen(
        ["node", "server.js"], cwd=node_folder, env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        url = f"http://127.0.0.1:{server.stdout.readline().strip()}/voice"
        command = [sys.executable, "-m", "ivr.simulator", "call", "--url", url, "--scenario", str(tmp_path / "s.yaml")]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60)
    finally:
        server.terminate()
        server.wait()
    assert done.returncode == 0, done.stdout + done.stderr
