"""Sounds and documents at addresses outside: files of the scenario, and stand-ins for Twilio's own.

| address | heard |
|---|---|
| mapped by the scenario's `media` (a file; with / at the end a folder) | the file |
| com.twilio.music.* at S3, demo.twilio.com/docs/classic.mp3 | music |
| api.twilio.com/cowbell.mp3 | a cowbell |
| twimlets.com: holdmusic, echo, message | what the twimlet does |
| any other | nobody's: error 11200 or 11210, as before |
"""

import pytest
from sim_helpers import codes

from ivr.simulator.audio import files, tones
from ivr.simulator.engine.account import Hooks
from ivr.simulator.inprocess import Setting, run_scenario
from ivr.simulator.phone.order import Order, read_order, write_order
from ivr.simulator.phone.scenario_file import BadScenario, load, read

HOLD = "http://twimlets.com/holdmusic?Bucket=com.twilio.music.ambient"


def heard(run):
    return [event.details["text"] for event in run.named("prompt")]


@pytest.mark.parametrize(
    "url",
    [
        "http://com.twilio.music.classical.s3.amazonaws.com/BusyStrings.mp3",
        "https://s3.amazonaws.com/com.twilio.music.guitars/Pitx_-_Long_Winter.mp3",
        "https://com.twilio.sounds.music.s3.amazonaws.com/MARKOVICHAMP-Borghestral.mp3",
        "https://demo.twilio.com/docs/classic.mp3",
        "https://api.twilio.com/cowbell.mp3",
    ],
)
def test_twilios_own_sounds_are_heard(telephone, url):
    run = telephone.call({"/voice": f"<Play>{url}</Play><Say>After it.</Say>"}, "[{hear: after it}]")
    assert run.result.ok, run.result.problems
    assert heard(run)[0].startswith("[audio ")
    assert not codes(run)


def test_the_hold_music_of_the_twimlet_lasts_until_an_agent_comes(telephone):
    documents = {
        "/voice": f'<Enqueue waitUrl="{HOLD}">support</Enqueue>',
    }
    agents = "agents: [{queue: support, after: 40, steps: [{say: hello}]}]"
    run = telephone.call(documents, "[{hear: hello, timeout: 60}, hangup]", rest=agents)
    assert run.result.ok, run.result.problems
    assert heard(run).count("[audio 16.0 s BusyStrings.mp3]") == 3
    assert not codes(run)


def test_the_twimlets_echo_and_message_do_what_they_do(telephone):
    documents = {
        "/voice": "<Redirect>http://twimlets.com/echo?Twiml=%3CResponse%3E%3CRedirect%3Ehttp%3A%2F%2Fapp.example"
        "%2Fmore%3C%2FRedirect%3E%3C%2FResponse%3E</Redirect>",
        "/more": "<Redirect>http://twimlets.com/message?Message%5B0%5D=Salt+%26+pepper</Redirect>",
    }
    run = telephone.call(documents, "[{hear: 'Salt & pepper'}]")
    assert run.result.ok, run.result.problems


def test_an_address_outside_that_nobody_stands_for_is_an_error(telephone):
    run = telephone.call({"/voice": "<Play>https://sounds.example/a.mp3</Play><Say>Next.</Say>"}, "[{hear: next}]")
    assert codes(run)[0] // 100 == 112


@pytest.fixture
def mapped(tmp_path):
    (tmp_path / "sounds").mkdir()
    (tmp_path / "sounds" / "hello.wav").write_bytes(files.wav(tones.beep().ulaw))
    (tmp_path / "call.yaml").write_text(
        "steps: [{hear: hello.wav}, {hear: mapped document}]\n"
        "media: {'https://cdn.example/sounds/': sounds, 'https://other.example/twiml.xml': twiml.xml}\n"
    )
    (tmp_path / "twiml.xml").write_text("<Response><Say>A mapped document.</Say></Response>")
    return load(tmp_path / "call.yaml")


DOCUMENT = "<Play>https://cdn.example/sounds/hello.wav?v=2</Play><Redirect>https://other.example/twiml.xml</Redirect>"


@pytest.mark.parametrize("sent", [False, True])
def test_files_of_the_scenario_stand_for_addresses_also_when_it_is_sent_to_a_serve(telephone, mapped, sent):
    scenario = read_order(write_order(Order(mapped, Hooks()))).scenario if sent else mapped
    telephone.pages.documents["/voice"] = DOCUMENT
    run = run_scenario(Setting(telephone.pages), scenario)
    assert run.result.ok, run.result.problems
    telephone.pages.documents["/voice"] = "<Play>https://cdn.example/sounds/none.wav</Play>"
    assert codes(run_scenario(Setting(telephone.pages), scenario)) == [11200], "below a mapped folder nobody is asked"


@pytest.mark.parametrize(
    ("media", "problem"),
    [({"cdn.example/a.wav": "a.wav"}, "begins with http"), ({"https://cdn.example/a.wav": "none.wav"}, "No such file")],
)
def test_a_mapping_that_can_not_be_is_refused_before_the_call(tmp_path, media, problem):
    with pytest.raises(BadScenario, match=problem):
        read({"steps": ["hangup"], "media": media}, tmp_path)
