"""<Dial><Conference> and the REST API's conferences.

| attribute | values | default |
|---|---|---|
| muted | true, false | false |
| startConferenceOnEnter / endConferenceOnExit | true, false | true / false |
| waitUrl | URL, empty: silence | music |
| statusCallbackEvent | start end join leave mute hold | none |
"""

import pytest
from twilio.rest import Client

EVENTS = 'statusCallback="/events" statusCallbackEvent="start end join leave mute hold"'
ROOM = f'<Dial action="/left"><Conference {{}} {EVENTS}>room</Conference></Dial>'
GUEST = "{{calls: 'http://app.example/guest', number: '+12025550111', after: 3, steps: [{steps}]}}"


def documents(attributes="", guest="", wait="<Say>Please wait.</Say>"):
    return {
        "/voice": ROOM.format(f'waitUrl="/wait" {attributes}'),
        "/guest": ROOM.format(f'waitUrl="/wait" {guest}'),
        "/wait": wait,
        "/left": "<Say>You left the room.</Say>",
        "/events": "",
    }


def guest(steps):
    return f"agents: [{GUEST.format(steps=steps)}]"


def told(telephone):
    return [form["StatusCallbackEvent"] for _, path, form in telephone.pages.requests if path == "/events"]


def test_two_wait_for_each_other_and_then_talk(telephone):
    steps = "[{hear: please wait}, {hear: hello room}, {say: hello guest}, {hear: see you}, hangup]"
    run = telephone.call(documents(), steps, rest=guest("{say: hello room}, {hear: hello guest}, {say: see you}"))
    assert run.result.ok, run.result.problems
    assert told(telephone)[:3] == ["participant-join", "participant-join", "conference-start"]
    assert told(telephone)[-1] == "conference-end"


def test_a_muted_participant_is_not_heard(telephone):
    run = telephone.call(
        documents(guest='muted="true"'), "[{hear: please wait}, {silence: 8}, hangup]", rest=guest("{say: hello room}")
    )
    assert run.result.ok, run.result.problems
    assert "hello room" not in run.result.heard


def test_the_conference_waits_for_one_who_may_start_it(telephone):
    no = 'startConferenceOnEnter="false"'
    run = telephone.call(documents(no, no), "[{silence: 8}, hangup]", rest=guest("{say: hello room}"))
    assert "hello room" not in run.result.heard
    assert "conference-start" not in told(telephone)


def test_end_on_exit_sends_the_others_on_to_their_action(telephone):
    rest = guest("{say: hello room}, hangup")
    run = telephone.call(
        documents(guest='endConferenceOnExit="true"'), "[{hear: hello room}, {hear: you left the room}]", rest=rest
    )
    assert run.result.ok, run.result.problems
    assert "DialCallSid" not in telephone.pages.form("/left")


def test_hangup_on_star_leaves(telephone):
    star = {**documents(), "/voice": ROOM.format("").replace("<Dial", '<Dial hangupOnStar="true"')}
    run = telephone.call(star, "[{silence: 6}, {press: '*'}, {hear: you left}]", rest=guest("{say: hello room}"))
    assert run.result.ok, run.result.problems


@pytest.fixture
def moderated(telephone):
    """A conference whose moderator, a page of the app, has the REST client in hand."""

    def run(act, steps, rest):
        box = {}

        def ready(simulation):
            box["client"] = Client("AC" + "f" * 32, "12345", http_client=simulation.client)

        def events(form):
            if form["StatusCallbackEvent"] == "conference-start":
                act(box["client"].conferences(form["ConferenceSid"]))
            return ""

        pages = {
            **documents(),
            "/events": events,
            "/announce": "<Say>Five minutes left.</Say>",
            "/hold": "<Say>On hold.</Say>",
        }
        return telephone.call(pages, steps, rest=rest, ready=ready)

    return run


def the_caller(conference):
    return conference.participants.list()[0]


def test_an_announcement_is_heard_by_all(moderated):
    def act(conference):
        conference.update(announce_url="http://app.example/announce")

    run = moderated(act, "- hear: five minutes left", guest("{hear: five minutes left}"))
    assert run.result.ok
    assert "announcement-end" in [event.details["state"] for event in run.named("conference")]


def test_a_held_participant_hears_the_hold_document_and_nobody_else(moderated):
    def act(conference):
        the_caller(conference).update(hold=True, hold_url="http://app.example/hold")

    run = moderated(act, "[{hear: on hold}, {silence: 4}, hangup]", guest("{silence: 1}, {say: hello room}"))
    assert run.result.ok, run.result.problems
    assert "hello room" not in run.result.heard


def test_a_participant_put_out_goes_on_after_the_dial(moderated):
    def act(conference):
        assert conference.participants(the_caller(conference).call_sid).delete()

    assert moderated(act, "- hear: you left the room", guest("{silence: 1}")).result.ok


def test_somebody_can_be_called_into_a_conference(moderated):
    def act(conference):
        conference.participants.create(from_="+12025550100", to="+12025550222", label="expert")

    rest = (
        f"agents: [{GUEST.format(steps='{silence: 1}')}, {{number: '+12025550222', steps: [{{say: I am the expert}}]}}]"
    )
    run = moderated(act, "- hear: I am the expert", rest)
    assert run.result.ok, run.result.problems
