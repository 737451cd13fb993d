"""<Dial>, as Twilio's manual has it.

| attribute | values | default |
|---|---|---|
| action / method | URL / GET, POST | none: the next verb follows / POST |
| timeout | seconds to ring | 30 |
| timeLimit | seconds to talk | 14400 |
| callerId | what the called one sees | the caller's number |
| hangupOnStar | true, false | false |
| answerOnBridge | true, false | false |
| sequential | true, false | false |
| record | do-not-record, record-from-answer[-dual], record-from-ringing[-dual], true, false | do-not-record |
| recordingTrack | inbound, outbound, both | both |
| trim | trim-silence, do-not-trim | do-not-trim |
| recordingStatusCallback / ...Method | URL / GET, POST | none / POST |
| recordingStatusCallbackEvent | in-progress completed absent | completed |
"""

import pytest
from sim_helpers import codes

TALK = "agents: [{answer_after: 3, steps: [{say: hello caller}, {silence: 2}, hangup]}]"


def dial(attributes="", inside="<Number>+12025550111</Number>"):
    return {
        "/voice": f'<Dial action="/dialled" {attributes}>{inside}</Dial><Say>Next verb.</Say>',
        "/dialled": lambda form: f"<Say>Dial {form['DialCallStatus']}.</Say>",
        "/recorded": "",
    }


def ended(telephone):
    return telephone.pages.form("/dialled")


def test_without_an_action_the_next_verb_follows(telephone):
    run = telephone.call({"/voice": "<Dial>+12025550111</Dial><Say>Next verb.</Say>"}, "- hear: next verb", rest=TALK)
    assert run.result.ok, run.result.problems


def test_time_limit_ends_the_talk(telephone):
    quiet = "agents: [{steps: [{silence: 60}]}]"
    run = telephone.call(dial('timeLimit="8"'), "- hear: dial completed", rest=quiet)
    assert run.result.ok, run.result.problems
    assert ended(telephone)["DialCallDuration"] == "8"


@pytest.mark.parametrize(("attributes", "seen"), [("", "+12025550143"), ('callerId="+12025550100"', "+12025550100")])
def test_caller_id_is_what_the_called_one_sees(telephone, attributes, seen):
    run = telephone.call(dial(attributes), "- hear: dial completed", rest=TALK)
    legs = [event.details for event in run.named("call") if event.details["direction"] == "outbound-dial"]
    assert {leg["from"] for leg in legs} == {seen}


@pytest.mark.parametrize(("flag", "seconds"), [("true", (4,)), ("false", (19, 20))])
def test_star_hangs_up_the_called_one_only_when_told(telephone, flag, seconds):
    quiet = "agents: [{steps: [{silence: 20}, hangup]}]"
    steps = "[{silence: 5}, {press: '*'}, {hear: dial completed, timeout: 60}]"
    run = telephone.call(dial(f'hangupOnStar="{flag}"'), steps, rest=quiet)
    assert run.result.ok, run.result.problems
    assert int(ended(telephone)["DialCallDuration"]) in seconds


@pytest.mark.parametrize(("flag", "answered"), [("true", 3.0), ("false", 0.0)])
def test_answer_on_bridge_leaves_the_caller_ringing(telephone, flag, answered):
    run = telephone.call(dial(f'answerOnBridge="{flag}"'), "- hear: dial completed", rest=TALK)
    times = [
        e.at for e in run.named("call") if e.details["direction"] == "inbound" and e.details["status"] == "in-progress"
    ]
    assert times == [pytest.approx(answered, abs=0.1)]


TWO = "<Number>+12025550111</Number><Number>+12025550112</Number>"


def test_several_ring_at_once_and_the_first_to_answer_talks(telephone):
    me = "{number: '+12025550112', steps: [{say: it is me}, hangup]}"
    agents = f"agents: [{{number: '+12025550111', answer_after: 9}}, {me}]"
    run = telephone.call(dial(inside=TWO), "[{hear: it is me}, {hear: dial completed}]", rest=agents)
    assert run.result.ok, run.result.problems
    last = {event.details["to"]: event.details["status"] for event in run.named("call")}
    assert (last["+12025550111"], last["+12025550112"]) == ("no-answer", "completed")


def test_sequential_rings_one_after_the_other(telephone):
    agents = "agents: [{number: '+12025550111', busy: true}, {number: '+12025550112', steps: [{say: second}, hangup]}]"
    run = telephone.call(dial('sequential="true"', TWO), "[{hear: second}, {hear: dial completed}]", rest=agents)
    assert run.result.ok, run.result.problems
    order = [
        (e.details["to"], e.details["status"]) for e in run.named("call") if e.details["direction"] == "outbound-dial"
    ]
    assert order.index(("+12025550111", "busy")) < order.index(("+12025550112", "ringing"))


@pytest.mark.parametrize(
    ("attributes", "channels", "seconds"),
    [
        ('record="record-from-answer"', "1", "3"),
        ('record="true"', "1", "3"),
        ('record="record-from-answer-dual"', "2", "3"),
        ('record="record-from-ringing"', "1", "6"),
        ('record="record-from-ringing-dual"', "2", "6"),
        ('record="record-from-ringing" recordingTrack="outbound" trim="trim-silence"', "1", "3"),
    ],
)
def test_recordings_begin_and_end_as_asked(telephone, attributes, channels, seconds):
    back = 'recordingStatusCallback="/recorded" recordingStatusCallbackEvent="in-progress completed"'
    run = telephone.call(dial(f"{attributes} {back}"), "- hear: dial completed", rest=TALK)
    assert run.result.ok, run.result.problems
    first, last = telephone.pages.form("/recorded", 0), telephone.pages.form("/recorded")
    assert (first["RecordingStatus"], last["RecordingStatus"]) == ("in-progress", "completed")
    assert (last["RecordingSource"], last["RecordingChannels"]) == ("DialVerb", channels)
    assert last["RecordingDuration"] == ended(telephone)["RecordingDuration"]
    assert abs(int(last["RecordingDuration"]) - int(seconds)) <= 1
    assert ended(telephone)["RecordingUrl"] == last["RecordingUrl"]


@pytest.mark.parametrize("attributes", ["", 'record="false"', 'record="do-not-record"'])
def test_nothing_is_recorded_otherwise(telephone, attributes):
    run = telephone.call(dial(attributes), "- hear: dial completed", rest=TALK)
    assert not run.named("recording")
    assert "RecordingUrl" not in ended(telephone)


@pytest.mark.parametrize(
    ("attribute", "code"),
    [
        ('timeout="x"', 13212),
        ('timeLimit="0"', 13216),
        ('hangupOnStar="si"', 13213),
        ('record="yes"', 13217),
        ('method="PUT"', 13210),
        ('tune="jazz"', 12200),
    ],
)
def test_a_wrong_attribute_is_a_warning_and_its_default_is_used(telephone, attribute, code):
    run = telephone.call(dial(attribute), "- hear: dial completed", rest=TALK)
    assert run.result.ok, run.result.problems
    assert codes(run) == [code]


def test_a_wrong_noun_is_a_warning(telephone):
    assert codes(telephone.call(dial(inside="<Fax>+12025550111</Fax>"))) == [13215, 13223]
