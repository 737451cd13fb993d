"""Every response of the REST API is what Twilio's OpenAPI description says, field for field."""

import json
import re

import pytest
from openapi import Description, NoDescription, described
from twilio.rest import Client

from ivr.simulator.rest.routes import ROUTES


@pytest.fixture(scope="module")
def description(tmp_path_factory):
    try:
        return described(tmp_path_factory.mktemp("openapi"))
    except (NoDescription, OSError) as missing:
        pytest.skip(f"Twilio's OpenAPI description: {missing}")


class Watched:
    """The simulation's HTTP client; keeps every request and its response."""

    def __init__(self, client):
        self._client = client
        self.seen = []

    def request(self, method, url, **given):
        response = self._client.request(method, url, **given)
        self.seen.append((method, url, response.status_code, json.loads(response.text) if response.text else None))
        return response


@pytest.fixture
def used(telephone):
    """Run a call in whose webhook `act(client, form)` uses the client; return every response."""

    def run(act, documents=None, steps="[{silence: 12}, hangup]", rest="agents: [{}]"):
        box = {}

        def ready(simulation):
            box["http"] = Watched(simulation.client)
            box["client"] = Client(simulation.account.sid, "12345", http_client=box["http"])

        def acted(form):
            return act(box["client"], form) or "<Pause length='9'/>"

        pages = {"/voice": "<Say>One moment.</Say><Redirect>/act</Redirect>", "/act": acted, "/wait": "<Pause/>"}
        run = telephone.call({**pages, **(documents or {})}, steps, rest=rest, ready=ready)
        assert not run.failures, run.failures
        return box["http"].seen

    return run


def judged(description: Description, seen) -> list[str]:
    return [each for response in seen for each in description.problems(*response)]


def calls(client, form):
    made = client.calls.create(
        to="+12025550111", from_="+12025550100", twiml="<Response><Pause length='3'/></Response>"
    )
    client.calls.list(to=made.to, status="completed", start_time_after="2026-01-01")
    client.calls(form["CallSid"]).fetch()
    client.calls(form["CallSid"]).events.list()
    client.calls(form["CallSid"]).update(twiml="<Response><Pause length='5'/></Response>")


def recordings(client, form):
    call = client.calls(form["CallSid"])
    recording = call.recordings.create(recording_channels="dual", recording_track="both")
    for status in ("paused", "in-progress", "stopped"):
        call.recordings("Twilio.CURRENT").update(status=status)
    call.recordings.list()
    call.recordings(recording.sid).fetch()
    client.recordings(recording.sid).fetch()
    client.recordings.list(call_sid=form["CallSid"])
    client.recordings(recording.sid).delete()


def streams(client, form):
    stream = client.calls(form["CallSid"]).streams.create(url="wss://app.example/media", name="s1")
    client.calls(form["CallSid"]).streams(stream.sid).update(status="stopped")


def messages(client, form):
    message = client.messages.create(to=form["From"], from_=form["To"], body="Hello")
    client.messages(message.sid).fetch()
    client.messages.list(to=form["From"], page_size=1)
    client.messages(message.sid).update(body="")
    client.messages(message.sid).delete()


def queues(client, form):
    queue = client.queues.create(friendly_name="sales", max_size=3)
    client.queues(queue.sid).update(max_size=4)
    client.queues(queue.sid).fetch()
    client.queues.list()
    client.queues(queue.sid).members.list()
    client.queues(queue.sid).delete()


def numbers(client, form):
    number = client.incoming_phone_numbers.create(phone_number="+12025550177", voice_url="http://app.example/voice")
    client.incoming_phone_numbers(number.sid).update(friendly_name="Front desk", status_callback="http://app.example/s")
    client.incoming_phone_numbers(number.sid).fetch()
    client.incoming_phone_numbers.list(phone_number="+12025550177")
    client.incoming_phone_numbers(number.sid).delete()
    client.api.accounts(client.account_sid).fetch()
    client.api.accounts.list()


def notifications(client, form):
    assert client.calls(form["CallSid"]).notifications.list(log=1)
    one = client.notifications.list()[0]
    client.notifications(one.sid).fetch()
    client.calls(form["CallSid"]).notifications(one.sid).fetch()


def applications(client, form):
    made = client.applications.create(friendly_name="tracking", voice_url="http://app.example/voice")
    client.applications(made.sid).update(status_callback="http://app.example/ended")
    client.applications(made.sid).fetch()
    client.applications.list(friendly_name="tracking")
    client.applications(made.sid).delete()


def available_numbers(client, form):
    client.available_phone_numbers.list()
    client.available_phone_numbers("GB").fetch()
    client.available_phone_numbers("US").local.list(area_code="212", limit=3)
    client.available_phone_numbers("CA").toll_free.list(limit=3)
    client.available_phone_numbers("GB").mobile.list(limit=3)


RESOURCES = pytest.mark.parametrize(
    "act",
    [calls, recordings, streams, messages, queues, numbers, notifications, applications, available_numbers],
)
ODD = {"/voice": "<Say colour='red'>One moment.</Say><Redirect>/act</Redirect>"}


@RESOURCES
def test_a_resource_serves_the_python_client(used, act):
    statuses = {status for _, _, status, _ in used(act, ODD)}
    assert statuses <= {200, 201, 204}


@RESOURCES
def test_a_resource_is_as_described(description, used, act):
    seen = used(act, ODD)
    assert len(seen) >= 2
    assert judged(description, seen) == []


def test_queue_members_are_as_described(description, used):
    def wait(client, form):
        queue = client.queues(form["QueueSid"])
        queue.members.list()
        queue.members(form["CallSid"]).fetch()
        queue.members("Front").update(url="http://app.example/wait")

    seen = used(wait, {"/voice": '<Enqueue waitUrl="/act">support</Enqueue>'})
    assert len(seen) == 3
    assert judged(description, seen) == []


def test_conferences_are_as_described(description, used):
    def started(client, form):
        if form["StatusCallbackEvent"] != "conference-start":
            return "<Pause/>"
        conference = client.conferences(form["ConferenceSid"])
        client.conferences.list(friendly_name="room", status="in-progress")
        conference.fetch()
        first, *_ = conference.participants.list(muted=False)
        first.update(muted=True)
        conference.participants(first.call_sid).fetch()
        conference.participants.create(from_="+12025550100", to="+12025550122", label="third & last", beep="false")
        conference.recordings.list()
        conference.participants(first.call_sid).delete()
        conference.update(status="completed")

    room = '<Dial><Conference record="record-from-start" statusCallback="/act" statusCallbackEvent="start">room'
    pages = {"/voice": f"{room}</Conference></Dial>"}
    seen = used(started, pages, rest="agents: [{calls: 'http://app.example/voice'}, {number: '+12025550122'}]")
    assert len(seen) == 9
    assert judged(description, seen) == []


def test_transcriptions_are_as_described(description, used):
    def read(client, form):
        client.transcriptions.list()
        client.transcriptions(form["TranscriptionSid"]).fetch()
        client.recordings(form["RecordingSid"]).transcriptions.list()
        client.recordings(form["RecordingSid"]).transcriptions(form["TranscriptionSid"]).fetch()
        client.transcriptions(form["TranscriptionSid"]).delete()
        return "<Pause/>"

    record = "<Record transcribeCallback='/act' timeout='1' action='/wait'/><Pause length='4'/>"
    seen = used(read, {"/voice": record, "/wait": "<Pause length='5'/>"}, "[{hear: beep}, {say: hello}, {silence: 6}]")
    assert len(seen) == 5
    assert judged(description, seen) == []


def test_what_the_description_does_not_say_is_noticed(description):
    account = "/2010-04-01/Accounts/AC" + "0" * 32
    body = {"sid": "nonsense", "colour": "red", "current_size": "3"}
    found = "\n".join(description.problems("GET", f"{account}/Queues/QU{'0' * 32}.json", 200, body))
    assert ".sid is 'nonsense'" in found
    assert ".colour is unknown" in found
    assert ".current_size is '3', not of type integer" in found
    assert ".max_size is missing" in found


@pytest.mark.parametrize(("method", "pattern"), [route[:2] for route in ROUTES if route[1].endswith(r"\.json")])
def test_every_route_is_one_that_twilio_has(description, method, pattern):
    below = re.sub(r"\([^)]*\)", "XX1", pattern).replace("\\.", ".")
    path = "/Accounts.json" if below == "s.json" else f"/Accounts/AC1{below}"
    assert description.path_of(method.lower(), f"/2010-04-01{path}")
