"""What is recorded in conferences and queues (Twilio: <Dial>, record and hangupOnStar; <Conference>, record).

| document | right |
|---|---|
| <Conference record="record-from-start"> | from when two are in; callbacks have no RecordingTrack |
| <Dial record="record-from-answer[-dual]"><Conference> | the call, from joining on; RecordingUrl in the action |
| <Dial record="..."><Queue> | from the bridge on; RecordingUrl in the action |
| <Dial hangupOnStar="true"><Queue> | the star ends the talk: status completed |
"""

import pytest

BACK = 'recordingStatusCallback="/rec"'
STAR = "[{silence: 1}, {say: hello}, {press: '*'}, {silence: 5}, hangup]"
AGENT = f"callers: [{{from: '+12025550144', after: 3, steps: {STAR}}}]"
SECOND = "callers: [{from: '+12025550144', after: 20, steps: [{silence: 1}, {say: hello}, {silence: 30}, hangup]}]"


def meet(telephone, dial, conference):
    noun = f'<Conference waitUrl="" {conference}>meeting</Conference>'
    documents = {"/voice": f'<Dial action="/after" {dial}>{noun}</Dial>', "/after": "<Hangup/>", "/rec": ""}
    return telephone.call(documents, "[{silence: 38}, hangup]", rest=SECOND)


def fetched(telephone, attributes):
    dial = f'<Dial action="/after" {attributes}><Queue>support</Queue></Dial>'
    queue = '<Enqueue action="/left" waitUrl="">support</Enqueue>'
    documents = {
        "/voice": lambda form: queue if form["From"] == "+12025550143" else dial,
        "/left": "<Hangup/>",
        "/after": "<Say>star worked</Say>",
        "/rec": "",
    }
    return telephone.call(documents, "[{silence: 25}, hangup]", rest=AGENT)


def test_a_conference_is_recorded_from_when_two_are_in(telephone):
    run = meet(telephone, "", f'record="record-from-start" trim="do-not-trim" {BACK}')
    told = telephone.pages.form("/rec")
    joined = [event.at for event in run.named("conference") if event.details["state"] == "participant-join"]
    assert told["RecordingDuration"] == "32"  # from 20 to 52 s, the second caller's end
    assert joined[1] - joined[0] == pytest.approx(20, abs=0.5)
    assert told["RecordingStartTime"].endswith("10:00:20 +0000")
    assert "RecordingTrack" not in told


def test_a_conference_that_never_starts_is_not_recorded(telephone):
    documents = {"/voice": f'<Dial><Conference record="record-from-start" {BACK}>alone</Conference></Dial>', "/rec": ""}
    run = telephone.call(documents, "[{silence: 5}, hangup]")
    assert not run.named("recording")
    assert "/rec" not in telephone.pages.paths()


@pytest.mark.parametrize(("kind", "channels"), [("record-from-answer", "1"), ("record-from-answer-dual", "2")])
def test_a_dial_records_its_call_in_a_conference(telephone, kind, channels):
    meet(telephone, f'record="{kind}" {BACK}', "")
    told, after = telephone.pages.form("/rec", 0), telephone.pages.form("/after")
    assert (told["RecordingSource"], told["RecordingChannels"]) == ("DialVerb", channels)
    assert after["RecordingUrl"]
    assert "DialCallSid" not in after


def test_a_dial_records_the_talk_with_a_caller_from_a_queue(telephone):
    fetched(telephone, f'record="record-from-answer" {BACK} hangupOnStar="true"')
    assert telephone.pages.form("/after")["RecordingUrl"] == telephone.pages.form("/rec")["RecordingUrl"]


def test_the_star_ends_a_talk_with_a_caller_from_a_queue(telephone):
    run = fetched(telephone, 'hangupOnStar="true"')
    star = next(event.at for event in run.named("key"))
    after = next(event.at for event in run.named("webhook") if event.details["url"].endswith("/after"))
    assert after - star < 0.5
    assert telephone.pages.form("/after")["DialCallStatus"] == "completed"


def test_without_it_the_star_is_only_a_key(telephone):
    run = fetched(telephone, "")
    star = next(event.at for event in run.named("key"))
    assert next(event.at for event in run.named("call") if event.details["status"] == "completed") - star > 4


def test_queue_time_is_the_wait_without_the_talk(telephone):
    fetched(telephone, "")
    assert telephone.pages.form("/left")["QueueResult"] == "bridged"
    assert int(telephone.pages.form("/left")["QueueTime"]) == 3
