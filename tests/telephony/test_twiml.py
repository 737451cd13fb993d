"""What documents look like to Twilio."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ivr.dialog.instructions import KEY, Hangup, Keys, Listen, LookUpRequest, Transfer
from ivr.prompts import Prompt, Recording, Spoken
from ivr.telephony.prompt_verbs import PromptVerbs
from ivr.telephony.twiml import TwimlRenderer
from ivr.telephony.urls import Urls
from ivr.turn import Document
from ivr.turn.transport import Change

LISTEN = Listen("topic", ("menu",), keys=Keys(4, "#"), timeout=5.0)
WELCOME = Prompt(Spoken("Fish & chips", "Fish &amp; chips", language="en-US"), 1.0)
DOCUMENT = Document("CA1", 7, "en", (WELCOME,), LISTEN)


def render(document=DOCUMENT, **changes):
    urls = Urls("https://h.example", "wss://h.example/media")
    verb = PromptVerbs(urls)
    return TwimlRenderer(urls, lambda ticket: f"token-of-{ticket.stream}", verb)(replace(document, **changes))


def parsed(**changes):
    return ElementTree.fromstring(render(**changes))


def test_a_question_is_a_gather_around_its_prompt_with_the_turn_in_every_url():
    assert render() == (
        '<?xml version="1.0" encoding="UTF-8"?><Response><Gather input="dtmf" action="https://h.example/voice/7/keys" '
        'timeout="3" finishOnKey="#" numDigits="4" actionOnEmptyResult="true"><Say language="en-US">Fish &amp; chips'
        "</Say></Gather><Redirect>https://h.example/voice/7/timeout</Redirect></Response>"
    )


def test_a_single_key_has_the_whole_time():
    gather = parsed(ending=replace(LISTEN, keys=KEY)).find("Gather")
    assert (gather.get("numDigits"), gather.get("timeout")) == ("1", "5")


def test_keys_before_a_pause_leave_room_for_the_others():
    gather = parsed(ending=replace(LISTEN, typed="47", timeout=2.0)).find("Gather")
    assert (gather.get("numDigits"), gather.get("timeout")) == ("2", "2")


def test_any_number_of_keys_has_no_limit():
    gather = parsed(ending=replace(LISTEN, keys=Keys(None, ""))).find("Gather")
    assert "numDigits" not in gather.attrib
    assert gather.get("finishOnKey") == ""


def test_where_no_key_may_break_in_the_prompt_stands_before_the_gather():
    document = parsed(ending=replace(LISTEN, bargein_keys=False))
    assert [verb.tag for verb in document] == ["Say", "Gather", "Redirect"]


def test_a_stream_is_started_with_a_token_and_without_a_query():
    stream = parsed(change=Change(start="asr-1")).find("Start/Stream")
    assert stream.get("url") == "wss://h.example/media"
    assert stream.get("statusCallback") == "https://h.example/voice/stream"
    assert stream.find("Parameter").attrib == {"name": "token", "value": "token-of-asr-1"}


def test_a_stream_is_stopped_before_an_agent_comes():
    document = parsed(ending=Transfer("agents"), change=Change(stop="asr-1"))
    assert [verb.tag for verb in document] == ["Stop", "Say", "Enqueue"]
    assert document.find("Enqueue").attrib == {
        "action": "https://h.example/voice/7/queue#rc=5&rp=ct,5xx",
        "waitUrl": "https://h.example/voice/wait",
    }


def test_a_slow_look_up_listens_for_keys_and_comes_back():
    document = parsed(ending=LookUpRequest("repairs", "repairs", {}))
    assert [verb.tag for verb in document] == ["Gather", "Redirect"]
    assert document.find("Redirect").text == "https://h.example/voice/7/continue"


def test_a_goodbye_ends_in_hangup():
    assert [verb.tag for verb in parsed(ending=Hangup())] == ["Say", "Hangup"]


def test_a_recording_is_played_instead_of_spoken():
    recorded = Recording("welcome", Path("welcome.wav"), "Fish & chips", "abc123")
    prompt = Prompt(replace(WELCOME.spoken, recording=recorded), 1.0)
    assert parsed(prompts=(prompt,)).find("Gather/Play").text == "https://h.example/audio/en/welcome.abc123.wav"


def test_easy_mode_keeps_its_pauses():
    spoken = Spoken("One. Two.", '<prosody rate="slow">One.<break time="700ms"/>Two.</prosody>')
    assert parsed(prompts=(Prompt(spoken, 1.0),)).find("Gather/Say/prosody/break").get("time") == "700ms"


@pytest.mark.parametrize("ending", [LISTEN, Transfer("agents"), LookUpRequest("a", "b", {}), Hangup()])
def test_no_document_runs_off_its_end(ending):
    assert parsed(ending=ending)[-1].tag in ("Redirect", "Enqueue", "Hangup")


def test_the_same_document_gives_the_same_bytes():
    assert render() == render()
