"""<Record>, <Start><Recording> and <Stop><Recording>, as Twilio's manual has them.

| attribute of Record | values | default |
|---|---|---|
| action / method | URL / GET, POST | current document / POST |
| timeout | seconds of silence that end it, 0: never | 5 |
| finishOnKey | any of 0-9 # * | 1234567890*# |
| maxLength | seconds | 3600 |
| playBeep | true, false | true |
| trim | trim-silence, do-not-trim | trim-silence |
| recordingStatusCallback / ...Method | URL / GET, POST | none / POST |
| recordingStatusCallbackEvent | in-progress completed absent | completed |
| transcribe / transcribeCallback | true, false / URL | false / none |

| attribute of Recording | values | default |
|---|---|---|
| recordingTrack | inbound, outbound, both | both |
| recordingChannels | mono, dual | dual |
| trim | trim-silence, do-not-trim | do-not-trim |
| recordingStatusCallback ... | as above | |
"""

import pytest
from sim_helpers import codes

DONE = {"/done": "<Say>Thanks.</Say>", "/told": ""}
TALK = "{say: my phone is broken and wet}"


def record(attributes=""):
    return {"/voice": f'<Record action="/done" {attributes}/><Say>Next verb.</Say>', **DONE}


def done(telephone):
    return telephone.pages.form("/done")


@pytest.mark.parametrize(
    ("attributes", "steps"),
    [
        ("", f"[{{hear: beep}}, {TALK}, {{press: '5'}}, {{hear: thanks}}]"),
        ('finishOnKey="#*"', f"[{{hear: beep}}, {TALK}, {{press: '1*'}}, {{hear: thanks}}]"),
        ('finishOnKey=""', f"[{{hear: beep}}, {TALK}, {{press: '1'}}, {{hear: thanks}}]"),
    ],
)
def test_only_a_finish_key_finishes(telephone, attributes, steps):
    run = telephone.call(record(attributes), steps)
    assert run.result.ok, run.result.problems
    assert done(telephone)["Digits"] == {"": "5", 'finishOnKey="#*"': "*", 'finishOnKey=""': ""}[attributes]


def test_silence_ends_it_after_the_timeout(telephone):
    run = telephone.call(record('timeout="3"'), f"[{{hear: beep}}, {TALK}, {{hear: thanks}}]")
    spoken, asked = run.named("utterance")[0], run.named("webhook")[1]
    assert asked.at - spoken.at - spoken.details["seconds"] == pytest.approx(3, abs=0.6)


def test_timeout_0_waits_for_the_maximum(telephone):
    steps = f"[{{hear: beep}}, {TALK}, {{hear: thanks}}]"
    run = telephone.call(record('timeout="0" maxLength="20" trim="do-not-trim"'), steps)
    assert run.result.ok, run.result.problems
    assert done(telephone)["RecordingDuration"] == "20"


@pytest.mark.parametrize(("trim", "longer"), [("trim-silence", False), ("do-not-trim", True)])
def test_silence_at_both_ends_is_trimmed(telephone, trim, longer):
    steps = f"[{{hear: beep}}, {{silence: 2}}, {TALK}, {{hear: thanks}}]"
    run = telephone.call(record(f'trim="{trim}"'), steps)
    spoken = run.named("utterance")[0].details["seconds"]
    assert (int(done(telephone)["RecordingDuration"]) > spoken + 3) is longer


def test_without_a_beep_it_begins_at_once(telephone):
    run = telephone.call(record('playBeep="false"'), f"[{TALK}, {{hear: thanks}}]")
    assert run.result.ok, run.result.problems
    assert "beep" not in run.result.heard


def test_without_an_action_the_current_document_is_asked_again(telephone):
    again = lambda form: "<Say>Got it.</Say>" if "RecordingUrl" in form else "<Record timeout='2'/>"  # noqa: E731
    assert telephone.call({"/voice": again}, f"[{{hear: beep}}, {TALK}, {{hear: got it}}]").result.ok


@pytest.mark.parametrize(
    ("talk", "events", "told"),
    [
        (TALK, "", ["completed"]),
        (TALK, 'recordingStatusCallbackEvent="in-progress completed"', ["in-progress", "completed"]),
        ("{silence: 3}", 'recordingStatusCallbackEvent="completed absent"', ["absent"]),
    ],
)
def test_its_callback_is_told_the_events_asked_for(telephone, talk, events, told):
    back = f'recordingStatusCallback="/told" recordingStatusCallbackMethod="GET" {events}'
    telephone.call(record(f'timeout="2" {back}'), f"[{{hear: beep}}, {talk}, {{silence: 6}}]")
    calls = [(method, form) for method, path, form in telephone.pages.requests if path == "/told"]
    assert [form["RecordingStatus"] for _, form in calls] == told
    assert {method for method, _ in calls} == {"GET"}
    assert calls[-1][1]["RecordingSource"] == "RecordVerb"


def test_a_transcription_is_told_a_while_later(telephone):
    steps = f"[{{hear: beep}}, {TALK}, {{hear: thanks}}, {{silence: 5}}]"
    telephone.call(record('transcribe="true" transcribeCallback="/told"'), steps)
    form = telephone.pages.form("/told")
    assert (form["TranscriptionStatus"], form["TranscriptionText"]) == ("completed", "my phone is broken and wet")
    assert form["RecordingSid"] == done(telephone)["RecordingSid"]


@pytest.mark.parametrize(
    ("attribute", "code"),
    [
        ('method="PUT"', 13610),
        ('timeout="x"', 13611),
        ('maxLength="0"', 13612),
        ('finishOnKey="x"', 13613),
        ('playBeep="no"', 13616),
        ('colour="red"', 12200),
    ],
)
def test_a_wrong_attribute_is_a_warning(telephone, attribute, code):
    run = telephone.call(record(attribute), f"[{{hear: beep}}, {TALK}, {{hear: thanks}}]")
    assert run.result.ok, run.result.problems
    assert codes(run) == [code]


@pytest.mark.parametrize(
    ("attributes", "channels", "seconds"),
    [("", "2", 8), ('recordingChannels="mono"', "1", 8), ('recordingTrack="inbound" trim="trim-silence"', "1", 2)],
)
def test_a_call_is_recorded_beside_its_documents_until_stopped(telephone, attributes, channels, seconds):
    start = f'<Start><Recording {attributes} recordingStatusCallback="http://app.example/told"/></Start>'
    pages = {"/voice": f"{start}<Pause length='8'/><Stop><Recording/></Stop><Pause length='5'/>", **DONE}
    telephone.call(pages, f"[{{silence: 2}}, {TALK}, {{silence: 15}}]")
    form = telephone.pages.form("/told")
    assert (form["RecordingChannels"], form["RecordingSource"]) == (channels, "StartCallRecordingAPI")
    assert int(form["RecordingDuration"]) == pytest.approx(seconds, abs=1)
