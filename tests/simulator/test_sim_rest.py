"""The REST API, through the unmodified `twilio` client."""

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from ivr.simulator.engine.services import Behaviour

SID = "AC" + "f" * 32


class App:
    """Handset a document's function the real client and the call it is for."""

    def __init__(self):
        self.client = None

    def ready(self, simulation):
        self.client = Client(SID, "12345", http_client=simulation.client)


@pytest.fixture
def app():
    return App()


def during_wait(app, act):
    """Documents of a call that waits while `act(call)` runs in a webhook of its own."""

    def acted(form):
        act(app.client.calls(form["CallSid"]))
        return "<Say>The old document.</Say><Pause length='6'/>"

    return {"/voice": "<Say>One moment.</Say><Redirect>/act</Redirect>", "/act": acted}


def test_a_live_call_takes_new_twiml(telephone, app):
    documents = during_wait(app, lambda call: call.update(twiml="<Response><Say>Pushed.</Say></Response>"))
    run = telephone.call(documents, "- hear: pushed", ready=app.ready)
    assert run.result.ok
    assert "old" not in run.result.heard


def test_a_live_call_takes_a_new_url(telephone, app):
    documents = during_wait(app, lambda call: call.update(url="http://app.example/new"))
    assert telephone.call({**documents, "/new": "<Say>New page.</Say>"}, "- hear: new page", ready=app.ready).result.ok


def test_completed_ends_a_call(telephone, app):
    documents = during_wait(app, lambda call: call.update(status="completed"))
    run = telephone.call(documents, ready=app.ready)
    assert run.result.heard == "One moment."


def refusal(act):
    with pytest.raises(TwilioRestException) as caught:
        act()
    return caught.value.status, caught.value.code


def test_refusals_have_twilios_codes(telephone, app):
    seen = []

    def act(call):
        seen.append(refusal(lambda: call.update(twiml="x" * 4001)))
        seen.append(refusal(lambda: call.update(url="nowhere")))
        seen.append(refusal(lambda: app.client.calls("CA" + "0" * 32).fetch()))
        seen.append(refusal(lambda: app.client.messages.create(to="", from_="+12025550100", body="x")))

    telephone.call(during_wait(app, act), "- hear: old document", ready=app.ready)
    assert seen == [(400, 32018), (400, 21205), (404, 20404), (400, 21604)]


def test_a_call_that_is_over_cannot_be_redirected(telephone, app):
    seen = []

    def over(form):
        seen.append(refusal(lambda: app.client.calls(form["CallSid"]).update(twiml="<Response/>")))
        return ""

    documents = {"/voice": "<Hangup/>", "/status": over}
    telephone.call(documents, ready=app.ready, status_callback="http://app.example/status")
    assert seen == [(400, 21220)]


def test_a_wrong_token_is_refused(telephone, app):
    def ready(simulation):
        app.client = Client(SID, "wrong", http_client=simulation.client)

    seen = []
    documents = during_wait(app, lambda call: seen.append(refusal(call.fetch)))
    telephone.call(documents, "- hear: old document", ready=ready)
    assert seen == [(401, 20003)]


def test_an_interrupted_dial_asks_its_action_and_then_the_target(telephone, app):
    def ring(form):
        app.client.calls(form["ParentCallSid"]).update(url="http://app.example/target")
        return ""

    documents = {
        "/voice": '<Dial action="/dialled"><Number statusCallback="/leg" statusCallbackEvent="answered">'
        "+12025550111</Number></Dial>",
        "/leg": ring,
        "/dialled": "<Say>The action.</Say>",
        "/target": "<Say>The target.</Say>",
    }
    run = telephone.call(documents, "- hear: the target", rest="agents: [{}]", ready=app.ready)
    assert run.result.ok, run.result.problems
    assert telephone.pages.paths() == ["/voice", "/leg", "/dialled", "/target"]
    assert telephone.pages.form("/dialled")["DialCallStatus"] == "completed"


def test_a_created_call_rings_an_agent_and_runs_its_documents(telephone, app):
    def act(call):
        app.client.calls.create(
            to="+12025550111",
            from_="+12025550100",
            url="http://app.example/agent",
            status_callback="http://app.example/status",
            status_callback_event=["initiated", "ringing", "answered", "completed"],
        )

    documents = {**during_wait(app, act), "/agent": "<Say>Hello agent.</Say>", "/status": ""}
    agents = "agents: [{number: '+12025550111', answer_after: 2, steps: [{hear: hello agent}]}]"
    run = telephone.call(documents, "[{hear: old document}, {silence: 6}]", rest=agents, ready=app.ready)
    assert run.result.ok, run.result.problems
    assert telephone.pages.form("/agent")["Direction"] == "outbound-api"
    told = [form["CallStatus"] for _, path, form in telephone.pages.requests if path == "/status"]
    assert told[:3] == ["initiated", "ringing", "in-progress"]


def test_lists_come_in_pages(telephone, app):
    bodies = []

    def act(call):
        for number in range(7):
            app.client.messages.create(to="+12025550143", from_="+12025550100", body=f"text {number}")
        bodies.extend(message.body for message in app.client.messages.list(page_size=3))

    telephone.call(during_wait(app, act), "- hear: old document", ready=app.ready)
    assert bodies == [f"text {number}" for number in reversed(range(7))]


def test_two_updates_in_a_row_leave_one_document_running(telephone, app):
    """The second comes while the call still makes the request that its interrupted Gather owes."""

    def update(form, times=iter((True,))):  # noqa: B008 - once
        if next(times, False):
            app.client.calls(form["CallSid"]).update(twiml="<Response><Say>Second.</Say></Response>")
        return "<Say>Ignored.</Say>"

    def ask(form):
        app.client.calls(form["CallSid"]).update(twiml="<Response><Say>First of all, a long one.</Say></Response>")
        return ""

    documents = {
        "/voice": "<Start><Stream url='wss://app.example/media' statusCallback='/stream'/></Start>"
        "<Gather action='/keys' timeout='20'/>",
        "/stream": ask,
        "/keys": update,
    }
    run = telephone.call(documents, "- hear: second", ready=app.ready, behaviour=Behaviour("discard"))
    assert run.result.ok, run.result.problems
    assert "First" not in run.result.heard


@pytest.mark.parametrize(("behaviour", "seconds"), [("silence", 6), ("skip", 4)])
def test_a_pause_in_a_recording_is_silence_or_left_out(telephone, app, behaviour, seconds):
    def step(form):
        recording = app.client.calls(form["CallSid"]).recordings
        number = len(telephone.pages.paths())
        if number == 2:
            recording.create(recording_status_callback="http://app.example/recorded", recording_channels="dual")
        elif number == 3:
            recording("Twilio.CURRENT").update(status="paused", pause_behavior=behaviour)
        elif number == 4:
            recording("Twilio.CURRENT").update(status="in-progress")
        else:
            recording("Twilio.CURRENT").update(status="stopped")
            return "<Pause/>"
        return "<Pause length='2'/><Redirect>/step</Redirect>"

    documents = {"/voice": "<Say>Hi.</Say><Redirect>/step</Redirect>", "/step": step, "/recorded": ""}
    run = telephone.call(documents, ready=app.ready)
    assert not run.failures
    form = telephone.pages.form("/recorded")
    assert (form["RecordingDuration"], form["RecordingChannels"], form["RecordingSource"]) == (
        str(seconds),
        "2",
        "StartCallRecordingAPI",
    )


def test_calls_are_listed_by_the_day_they_began(telephone, app):
    seen = []

    def act(call):
        today, tomorrow = "2026-01-05", "2026-01-06"  # the virtual clock's
        for day in ({"start_time": today}, {"start_time": tomorrow}, {"start_time_after": tomorrow}):
            seen.append(len(app.client.calls.list(**day)))
        seen.append(len(app.client.calls.list(start_time_before=today)))

    telephone.call(during_wait(app, act), "- hear: old document", ready=app.ready)
    assert seen == [1, 0, 0, 1]


def test_events_show_what_the_app_was_asked(telephone, app):
    seen = []

    def act(call):
        seen.extend((event.request["url"], event.response["response_code"]) for event in call.events.list())

    telephone.call(during_wait(app, act), "- hear: old document", ready=app.ready)
    assert seen == [("http://app.example/voice", 200)]


def test_a_status_callback_event_that_is_none_silences_them_all(telephone, app):
    def act(call):
        made = {"to": "+12025550111", "from_": "+12025550100", "url": "http://app.example/agent"}
        app.client.calls.create(**made, status_callback="http://app.example/s", status_callback_event=["ringing done"])

    run = telephone.call(
        {**during_wait(app, act), "/agent": "<Hangup/>"}, "- hear: old", rest="agents: [{}]", ready=app.ready
    )
    assert [event.details["code"] for event in run.named("notification")] == [21626]
    assert "/s" not in telephone.pages.paths()


def test_another_accounts_calls_are_not_found(telephone, app):
    seen = []

    def ready(simulation):
        app.client = Client(SID, "67890", http_client=simulation.client)
        simulation.exchange.open_account(SID, "67890")

    documents = during_wait(app, lambda call: seen.append(refusal(call.fetch)))
    telephone.call(documents, "- hear: old document", ready=ready)
    assert seen == [(404, 20404)]


def test_a_call_that_still_rings_at_the_end_was_never_completed(telephone, app):
    def act(call):
        app.client.calls.create(to="+12025550199", from_="+12025550100", twiml="<Response/>", timeout=600)

    run = telephone.call(during_wait(app, act), "- hear: old document", ready=app.ready)
    last = [event.details["status"] for event in run.named("call") if event.details["to"] == "+12025550199"][-1]
    assert last == "canceled"
