"""<Conference>, attribute by attribute.

| attribute | values | default |
|---|---|---|
| beep | true, false, onEnter, onExit | true |
| waitUrl / waitMethod | URL, empty: silence / GET, POST | music / POST |
| maxParticipants | 2 to 250 | 250 |
| coach | SID of the call that alone hears this one | none |
| record | do-not-record, record-from-start | do-not-record |
| recordingStatusCallback ... | URL, GET or POST, in-progress completed absent | none |
| eventCallbackUrl, region, jitterBufferSize | accepted | |
"""

import pytest
from sim_helpers import codes

GUEST = "{{calls: 'http://app.example/guest', number: '+12025550111', after: 3, steps: [{}]}}"


def room(attributes="", guest="", **pages):
    return {
        "/voice": f'<Dial action="/left"><Conference waitUrl="/wait" {attributes}>room</Conference></Dial>',
        "/guest": f'<Dial action="/left"><Conference waitUrl="/wait" {guest}>room</Conference></Dial>',
        "/wait": "<Say>Please wait.</Say>",
        "/left": lambda form: f"<Say>Dial {form['DialCallStatus']}.</Say>",
        "/told": "",
        **pages,
    }


def heard_by_both(telephone, documents, steps="{silence: 12}, hangup", guest="{silence: 3}, hangup"):
    return telephone.call(documents, f"[{steps}]", rest=f"agents: [{GUEST.format(guest)}]")


@pytest.mark.parametrize(("beep", "beeps"), [("true", 1), ("false", 0), ("onEnter", 1), ("onExit", 0)])
def test_who_is_in_hears_a_beep_when_somebody_enters(telephone, beep, beeps):
    run = heard_by_both(telephone, room(f'beep="{beep}"', f'beep="{beep}"'), guest="{silence: 30}")
    assert run.result.heard.count("[beep]") == beeps


@pytest.mark.parametrize(("beep", "beeps"), [("true", 2), ("onExit", 1), ("onEnter", 1), ("false", 0)])
def test_and_when_somebody_leaves(telephone, beep, beeps):
    run = heard_by_both(telephone, room(f'beep="{beep}"', f'beep="{beep}"'))
    assert run.result.heard.count("[beep]") == beeps


@pytest.mark.parametrize(
    ("wait", "heard"),
    [('waitUrl=""', ""), ('waitUrl="/wait" waitMethod="GET"', "Please wait."), ("", "[music on hold]")],
)
def test_the_first_hears_the_wait_document_music_or_nothing(telephone, wait, heard):
    pages = room() | {"/voice": f"<Dial><Conference {wait}>room</Conference></Dial>"}
    run = telephone.call(pages, "[{silence: 3}, hangup]")
    assert {event.details["text"] for event in run.named("prompt")} == ({heard} if heard else set())


def test_a_full_room_takes_nobody_else(telephone):
    third = "{calls: 'http://app.example/guest', number: '+12025550112', after: 6, steps: [{hear: dial failed}]}"
    first = GUEST.format("{silence: 20}")
    run = telephone.call(room(guest='maxParticipants="2"'), "[{silence: 12}]", rest=f"agents: [{first}, {third}]")
    assert run.result.ok, run.result.problems


def test_a_coach_is_heard_by_one_alone(telephone):
    coached = {}

    def guest(form):
        return f'<Dial><Conference coach="{coached["sid"]}" waitUrl="/wait">room</Conference></Dial>'

    def voice(form):
        coached["sid"] = form["CallSid"]
        return room()["/voice"]

    third = "{calls: 'http://app.example/third', number: '+12025550112', after: 4, steps: [{silence: 8}, {say: over}]}"
    coach = GUEST.format("{silence: 3}, {say: offer a discount}")
    pages = room() | {"/voice": voice, "/guest": guest, "/third": room()["/guest"]}
    run = telephone.call(pages, "[{hear: offer a discount}, {hear: over}]", rest=f"agents: [{coach}, {third}]")
    assert run.result.ok, run.result.problems


def test_a_recording_from_the_start_has_everybody(telephone):
    back = 'recordingStatusCallback="/told" recordingStatusCallbackEvent="in-progress completed"'
    documents = room(f'record="record-from-start" trim="do-not-trim" {back}')
    heard_by_both(telephone, documents, "{silence: 12}, hangup", "{say: hello everybody}, {silence: 3}, hangup")
    forms = [form for _, path, form in telephone.pages.requests if path == "/told"]
    assert [form["RecordingStatus"] for form in forms] == ["in-progress", "completed"]
    assert forms[-1]["RecordingSource"] == "Conference"
    assert forms[-1]["ConferenceSid"].startswith("CF")
    assert int(forms[-1]["RecordingDuration"]) == 9  # of 12 s: the first three nobody else was there


@pytest.mark.parametrize(
    ("attribute", "code"),
    [
        ('muted="no"', 13230),
        ('endConferenceOnExit="x"', 13231),
        ('startConferenceOnEnter="x"', 13232),
        ('beep="loud"', 13235),
        ('maxParticipants="1"', 12200),
        ('colour="red"', 12200),
    ],
)
def test_a_wrong_attribute_is_a_warning(telephone, attribute, code):
    assert codes(telephone.call(room(attribute), "[{silence: 2}, hangup]")) == [code]
