"""<Dial> to numbers: who answers, who doesn't, and what the action hears."""

import pytest

DIAL = {
    "/voice": '<Dial action="/dialled" timeout="10"><Number>+12025550111</Number></Dial>',
    "/dialled": lambda form: f"<Say>Dial {form['DialCallStatus']}.</Say>",
}


@pytest.mark.parametrize(
    ("agent", "status"),
    [
        ("busy: true", "busy"),
        ("no_answer: true", "no-answer"),
        ("failed: true", "failed"),
        ("answer_after: 20", "no-answer"),
    ],
)
def test_the_action_hears_why_nobody_came(telephone, agent, status):
    agents = f"agents: [{{number: '+12025550111', {agent}}}]"
    assert telephone.call(DIAL, f"- hear: dial {status}", rest=agents).result.ok


def test_a_number_nobody_has_rings_until_the_timeout(telephone):
    run = telephone.call(DIAL, "- hear: dial no-answer")
    assert run.result.ok
    assert run.named("nobody")


def test_caller_and_agent_hear_each_other(telephone):
    agents = "agents: [{number: '+12025550111', steps: [{say: hello caller}, {hear: hello agent}, hangup]}]"
    run = telephone.call(DIAL, "[{hear: hello caller}, {say: hello agent}, {hear: dial completed}]", rest=agents)
    assert run.result.ok, run.result.problems
    assert telephone.pages.form("/dialled")["DialBridged"] == "true"


def test_a_screening_document_is_heard_by_the_called_one_only(telephone):
    documents = {
        **DIAL,
        "/voice": '<Dial action="/dialled"><Number url="/screen">+12025550111</Number></Dial>',
        "/screen": '<Gather numDigits="1" action="/accept"><Say>Press 1 to accept.</Say></Gather><Hangup/>',
        "/accept": "<Say>Connecting.</Say>",
    }
    agents = "agents: [{steps: [{hear: press 1}, {press: '1'}, {hear: connecting}, {say: hi there}, hangup]}]"
    run = telephone.call(documents, "[{hear: hi there}, {hear: dial completed}]", rest=agents)
    assert run.result.ok, run.result.problems
    assert "accept" not in run.result.heard


def test_a_called_one_who_does_not_accept_is_no_answer(telephone):
    documents = {
        **DIAL,
        "/voice": '<Dial action="/dialled"><Number url="/screen">+12025550111</Number></Dial>',
        "/screen": '<Gather numDigits="1"><Say>Press 1 to accept.</Say></Gather><Hangup/>',
    }
    assert telephone.call(documents, "- hear: dial no-answer", rest="agents: [{}]").result.ok


def test_the_called_leg_tells_its_own_status_callback(telephone):
    dial = (
        '<Dial><Number statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed">'
        "+12025550111</Number></Dial>"
    )
    telephone.call({"/voice": dial, "/leg": ""}, rest="agents: [{steps: [hangup]}]")
    told = [form["CallStatus"] for _, path, form in telephone.pages.requests if path == "/leg"]
    assert told == ["initiated", "ringing", "in-progress", "completed"]
