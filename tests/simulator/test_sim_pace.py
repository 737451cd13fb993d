"""Calls a second (CPS): of the calls an app places, so many begin, the others stay queued."""

import pytest
from twilio.rest import Client

from ivr.simulator.engine.services import Behaviour

AGENT = "agents: [{number: '+12025550111', answer_after: 1}]"
ONE_A_SECOND = Behaviour(calls_a_second=1)


@pytest.fixture
def placed(telephone):
    """Place calls in a webhook; `act` gets the client and the calls. Return when each one began to ring."""

    def run(act, behaviour, number=3):
        box = {}

        def page(form):
            calls = box["client"].calls
            told = {"status_callback": "http://app.example/told", "twiml": "<Response><Pause length='3'/></Response>"}
            made = [calls.create(to="+12025550111", from_="+12025550100", **told) for _ in range(number)]
            act(box["client"], made)
            return "<Pause length='12'/>"

        def ready(simulation):
            box["client"] = Client("AC" + "f" * 32, "12345", http_client=simulation.client)

        run = telephone.call({"/voice": page, "/told": ""}, rest=AGENT, ready=ready, behaviour=behaviour)
        assert not run.failures, run.failures
        calls = [event for event in run.named("call") if event.details["direction"] == "outbound-api"]
        return [round(event.at) for event in calls if event.details["status"] == "ringing"]

    return run


def test_without_a_limit_all_begin_at_once(placed):
    assert len(set(placed(lambda client, made: None, Behaviour()))) == 1


def test_one_a_second_begins_and_the_others_wait_in_the_queue(placed):
    statuses = []

    def act(client, made):
        statuses.extend(client.calls(each.sid).fetch().status for each in made)

    began = placed(act, ONE_A_SECOND)
    assert statuses[1:] == ["queued", "queued"]
    assert [at - began[0] for at in began] == [0, 1, 2]


def test_a_call_canceled_in_the_queue_tells_nobody(placed, telephone):
    canceled = []

    def act(client, made):
        canceled.append(client.calls(made[1].sid).update(status="canceled").sid)

    assert len(placed(act, ONE_A_SECOND, number=2)) == 1
    told = [form["CallSid"] for _, path, form in telephone.pages.requests if path == "/told"]
    assert len(told) == 1
    assert canceled[0] not in told


def test_the_last_callback_says_what_the_network_answered(placed, telephone):
    placed(lambda client, made: None, Behaviour(), number=1)
    assert telephone.pages.form("/told")["SipResponseCode"] == "200"
