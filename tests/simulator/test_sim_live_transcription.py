"""<Start><Transcription>, attribute by attribute.

| attribute | values | default |
|---|---|---|
| name | unique in the call; <Stop> names it | its SID |
| track | inbound_track, outbound_track, both_tracks | both_tracks |
| statusCallbackUrl / statusCallbackMethod | URL / GET, POST | none / POST |
| partialResults | true: words so far, each second, Final=false with Stability | false |
| languageCode, hints | the recogniser's, told back | en-US |
| labels, engine, model, filter, punctuation | told back in transcription-started | as Twilio's |

| TranscriptionEvent | carries |
|---|---|
| transcription-started | Track, LanguageCode, PartialResults, TranscriptionEngine ... |
| transcription-content | TranscriptionData (transcript, confidence), Track, Final, LanguageCode |
| transcription-stopped | |
| all | AccountSid, CallSid, TranscriptionSid (GT), SequenceId from 1, Timestamp |
"""

import json

import pytest
import yaml
from apps import note_taker
from sim_helpers import codes
from twilio.rest import Client

from ivr.simulator.inprocess import Setting, run_scenario
from ivr.simulator.phone.scenario_file import read

TALK = "[{silence: 1}, {say: 'I would like to order seven lemons please'}, {silence: 1}, hangup]"


def transcribed(attributes="", after="<Pause length='9'/>"):
    noun = f'<Transcription statusCallbackUrl="/told" {attributes}/>'
    return {"/voice": f"<Start>{noun}</Start><Say>Welcome to the shop.</Say>{after}", "/told": ""}


def told(telephone):
    return [form for _, path, form in telephone.pages.requests if path == "/told"]


def contents(telephone, final="true"):
    return [
        (form["Track"], json.loads(form["TranscriptionData"])["transcript"])
        for form in told(telephone)
        if form["TranscriptionEvent"] == "transcription-content" and form["Final"] == final
    ]


def test_begin_words_and_end_are_told_in_their_order(telephone):
    run = telephone.call(transcribed('name="notes" inboundTrackLabel="customer"'), TALK)
    events = told(telephone)
    assert [form["SequenceId"] for form in events] == ["1", "2", "3", "4"]
    first, last = events[0], events[-1]
    assert (first["TranscriptionEvent"], last["TranscriptionEvent"]) == (
        "transcription-started",
        "transcription-stopped",
    )
    assert (
        first.items()
        >= {
            "Track": "both_tracks",
            "LanguageCode": "en-US",
            "TranscriptionEngine": "google",
            "PartialResults": "false",
            "InboundTrackLabel": "customer",
            "Name": "notes",
        }.items()
    )
    assert first["TranscriptionSid"].startswith("GT")
    assert len({form["TranscriptionSid"] for form in events}) == 1
    assert not codes(run)


@pytest.mark.parametrize(
    ("track", "words"),
    [
        ("inbound_track", [("inbound_track", "I would like to order seven lemons please")]),
        ("outbound_track", [("outbound_track", "Welcome to the shop.")]),
    ],
)
def test_a_track_alone_is_transcribed(telephone, track, words):
    telephone.call(transcribed(f'track="{track}"'), TALK)
    assert contents(telephone) == words


def test_words_so_far_are_told_each_second_where_asked(telephone):
    telephone.call(transcribed('partialResults="true" track="inbound_track"'), TALK)
    partial = [text for _, text in contents(telephone, "false")]
    assert len(partial) == 2
    assert all("I would like to order seven lemons please".startswith(text) for text in partial)
    assert len(partial[0]) < len(partial[1])


def test_words_cut_off_are_told_as_far_as_they_were_spoken(telephone):
    documents = {**transcribed(after=""), "/key": "<Say>Yes.</Say>"}
    documents["/voice"] = documents["/voice"].replace(
        "<Say>Welcome to the shop.</Say>",
        '<Gather numDigits="1" action="/key"><Say>One two three four five six seven eight nine ten.</Say></Gather>',
    )
    telephone.call(documents, "[{silence: 1.5}, {press: '1', barge_in: true}, {hear: 'yes'}]")
    [(_, cut), (_, yes)] = contents(telephone)
    assert cut.startswith("One two three")
    assert "ten" not in cut
    assert yes == "Yes."


def test_stop_ends_it_and_a_name_that_is_not_there_is_a_warning(telephone):
    stop = "<Stop><Transcription name='{}'/></Stop><Say>Not written down.</Say>"
    run = telephone.call(transcribed('name="notes"', stop.format("notes")), "[{hear: not written}]")
    assert contents(telephone) == [("outbound_track", "Welcome to the shop.")]
    assert not codes(run)
    run = telephone.call(transcribed('name="notes"', stop.format("others")), "[{hear: not written}]")
    assert codes(run) == [12200]


def test_two_of_one_name_and_an_unknown_track_are_warnings(telephone):
    twice = "<Start><Transcription name='notes'/></Start>"
    assert codes(telephone.call(transcribed('name="notes"', twice), "[{silence: 3}, hangup]")) == [12200]
    assert codes(telephone.call(transcribed('track="left"'), "[{silence: 3}, hangup]")) == [12200]


def test_the_rest_api_begins_and_stops_one(telephone):
    client = {}

    def act(form):
        call = client["it"].calls(form["CallSid"])
        one = call.transcriptions.create(
            name="late", status_callback_url="http://app.example/told", track="outbound_track"
        )
        assert (one.status, one.name, one.sid[:2]) == ("in-progress", "late", "GT")
        return "<Say>On the record.</Say><Redirect>/stop</Redirect>"

    def stop(form):
        assert client["it"].calls(form["CallSid"]).transcriptions("late").update(status="stopped").status == "stopped"
        return "<Say>Off the record.</Say>"

    def ready(simulation):
        client["it"] = Client(simulation.account.sid, "12345", http_client=simulation.client)

    documents = {"/voice": "<Say>Hello.</Say><Redirect>/act</Redirect>", "/act": act, "/stop": stop, "/told": ""}
    run = telephone.call(documents, "[{hear: off the record}]", ready=ready)
    assert run.result.ok, run.result.problems
    assert not run.failures
    assert contents(telephone) == [("outbound_track", "On the record.")]


def test_a_note_taker_writes_down_both_sides():
    note_taker.NOTES.clear()
    scenario = """
    steps: [{hear: written down}, {hear: how can I help}, {say: my kettle leaks}, {hear: good bye}]
    agents: [{number: "+12025550111", steps: [{say: how can I help}, {hear: kettle leaks}, hangup]}]
    """
    run = run_scenario(Setting(note_taker.app), read(yaml.safe_load(scenario), None))
    assert run.result.ok, run.result.problems
    assert not run.named("notification")
    assert list(note_taker.NOTES.values()) == [
        ["agent: Your call is written down.", "agent: how can I help", "customer: my kettle leaks", "the end"]
    ]
