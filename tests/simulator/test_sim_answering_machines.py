"""Answering machine detection, by the length of the greeting.

| field of a call | attribute of Number, Sip | values | default |
|---|---|---|---|
| MachineDetection | machineDetection | Enable, DetectMessageEnd | none |
| MachineDetectionTimeout | machineDetectionTimeout | seconds | 30 |
| MachineDetectionSpeechThreshold | ... | ms of speech; a person says less | 2400 |
| MachineDetectionSpeechEndThreshold | ... | ms of silence that end the speech | 1200 |
| MachineDetectionSilenceTimeout | ... | ms of silence at first, then unknown | 5000 |
| AsyncAmd, AsyncAmdStatusCallback | amdStatusCallback | told beside the call | no |
"""

import pytest
from twilio.rest import Client

HUMAN = "{say: hello}"
MACHINE = "{say: 'you have reached the workshop, please leave a message'}"


@pytest.fixture
def called(telephone):
    """Call an agent by REST; return the form with which its document was asked for."""

    def call(greeting, agent="", **fields):
        def act(form):
            box["client"].calls.create(
                to="+12025550111", from_="+12025550100", url="http://app.example/agent", **fields
            )
            return "<Pause length='40'/>"

        def ready(simulation):
            box["client"] = Client("AC" + "f" * 32, "12345", http_client=simulation.client)

        box = {}
        pages = {"/voice": act, "/agent": "<Pause length='20'/>", "/amd": ""}
        rest = f"agents: [{{number: '+12025550111', {agent} steps: [{greeting}]}}]"
        box["run"] = telephone.call(pages, "[{silence: 35}, hangup]", rest=rest, ready=ready)
        return telephone.pages.form("/agent")

    return call


@pytest.mark.parametrize(
    ("greeting", "agent", "mode", "answered_by"),
    [
        (HUMAN, "", "Enable", "human"),
        (MACHINE, "", "Enable", "machine_start"),
        (HUMAN, "", "DetectMessageEnd", "human"),
        (MACHINE, "", "DetectMessageEnd", "machine_end_silence"),
        ("", "", "Enable", "unknown"),
        (HUMAN, "machine: true,", "Enable", "machine_start"),
    ],
)
def test_the_document_is_asked_for_with_who_answered(called, greeting, agent, mode, answered_by):
    assert called(greeting, agent, machine_detection=mode)["AnsweredBy"] == answered_by


def test_a_higher_threshold_takes_a_long_greeting_for_a_person(called):
    form = called(MACHINE, machine_detection="Enable", machine_detection_speech_threshold=6000)
    assert form["AnsweredBy"] == "human"


def test_the_timeout_gives_up(called):
    form = called(MACHINE, machine_detection="DetectMessageEnd", machine_detection_timeout=3)
    assert form["AnsweredBy"] == "unknown"


def test_without_detection_nobody_says_who_answered(called):
    assert "AnsweredBy" not in called(MACHINE)


def test_beside_the_call_the_document_runs_at_once_and_a_callback_tells(telephone, called):
    url = "http://app.example/amd"
    form = called(MACHINE, machine_detection="Enable", async_amd="true", async_amd_status_callback=url)
    assert "AnsweredBy" not in form
    told = telephone.pages.form("/amd")
    assert told["AnsweredBy"] == "machine_start"
    assert int(told["MachineDetectionDuration"]) == pytest.approx(2400, abs=300)


def test_digits_to_send_put_detection_off(called):
    assert "AnsweredBy" not in called(HUMAN, machine_detection="Enable", send_digits="ww1")


def test_a_dialled_number_is_listened_to_beside_the_talk(telephone):
    number = '<Number machineDetection="Enable" amdStatusCallback="/amd">+12025550111</Number>'
    rest = f"agents: [{{steps: [{MACHINE}, {{silence: 3}}, hangup]}}]"
    telephone.call({"/voice": f"<Dial>{number}</Dial>", "/amd": ""}, "- hear: leave a message", rest=rest)
    assert telephone.pages.form("/amd")["AnsweredBy"] == "machine_start"


def test_a_time_limit_ends_a_call_that_was_made(telephone, called):
    called("", time_limit=4, status_callback="http://app.example/amd")
    assert telephone.pages.form("/amd")["CallDuration"] == "4"
