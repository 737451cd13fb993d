"""Callbacks that travel badly, when asked to.

| option | meaning |
|---|---|
| late | by up to so many seconds, each by its own |
| lost | this share of them never comes |
| swapped | every other one comes after the next |
"""

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

ALL = 'statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed"'
DIAL = {"/voice": f"<Dial><Number {ALL}>+12025550111</Number></Dial>", "/leg": ""}
AGENT = "agents: [{answer_after: 5, steps: [{silence: 5}, hangup]}]"


def told(telephone, callbacks=""):
    run = telephone.call(DIAL, "[{silence: 20}]", rest=f"{AGENT}\n{callbacks}")
    return run, [form["CallStatus"] for _, path, form in telephone.pages.requests if path == "/leg"]


def test_by_default_they_come_in_order(telephone):
    run, statuses = told(telephone)
    assert statuses == ["initiated", "ringing", "in-progress", "completed"]
    assert not run.named("callback")


def test_swapped_ones_come_after_the_next(telephone):
    _, statuses = told(telephone, "callbacks: {swapped: true}")
    assert statuses == ["ringing", "initiated", "in-progress", "completed"]
    assert telephone.pages.form("/leg", 0)["SequenceNumber"] == "1"


def test_lost_ones_never_come(telephone):
    run, statuses = told(telephone, "callbacks: {lost: 1}")
    assert statuses == []
    assert {event.details["state"] for event in run.named("callback")} == {"lost"}


def test_late_ones_come_all_the_same(telephone):
    run, statuses = told(telephone, "callbacks: {late: 4s}")
    assert sorted(statuses) == ["completed", "in-progress", "initiated", "ringing"]
    late = [event.details["seconds"] for event in run.named("callback")]
    assert 0 < max(late) <= 4


def test_documents_are_asked_for_as_ever(telephone):
    run, _ = told(telephone, "callbacks: {late: 4s, lost: 0.5, swapped: true}")
    assert run.named("webhook")[0].at < 1


@pytest.mark.parametrize(("status", "code"), [(429, 20429), (500, 20500), (503, 20503)])
def test_rest_requests_are_refused_when_asked_to(telephone, status, code):
    box = {}

    def ready(simulation):
        box["client"], box["rest"] = Client("AC" + "f" * 32, "12345", http_client=simulation.client), simulation.rest

    def act(form):
        box["rest"].refuse_next(status, times=2)
        texts = [form["From"], form["From"], form["From"]]
        box["codes"] = [_code(lambda to=to: box["client"].messages.create(to=to, from_=to, body="x")) for to in texts]
        return "<Hangup/>"

    run = telephone.call({"/voice": act}, ready=ready)
    assert box["codes"] == [code, code, None]
    assert len(run.named("sms")) == 1


def _code(act):
    try:
        act()
    except TwilioRestException as refused:
        return refused.code
