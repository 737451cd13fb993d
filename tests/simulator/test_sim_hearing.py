"""An attached recogniser: sound without words gets real words, in <Gather input="speech"> and in the log."""

import asyncio
import json
import os
import subprocess
import sys
import threading
from wsgiref.simple_server import make_server

import pytest
from test_sim_command import Quiet

from ivr.languages import ENGLISH
from ivr.simulator.audio import files
from ivr.simulator.audio.voice import NeuralVoice
from ivr.simulator.guards import Refused
from ivr.simulator.recognition import opened
from ivr.speech.models import installed

DICTATION = "ivr.speech.dictation:dictation"
ASK = '<Response><Gather input="speech dtmf" action="/said" speechTimeout="auto"><Say>Yes?</Say></Gather></Response>'
SAID = "<Response><Say>Thank you very much.</Say></Response>"


@pytest.fixture
def url():
    def pages(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/xml")])
        return [(SAID if environ["PATH_INFO"] == "/said" else ASK).encode()]

    with make_server("127.0.0.1", 0, pages, handler_class=Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/voice"
        server.shutdown()


@pytest.fixture
def scenario(tmp_path):
    """Somebody asks about opening hours, as a sound file that does not tell its words."""
    sound = asyncio.run(NeuralVoice().sound("What are your opening hours?"))
    (tmp_path / "question.wav").write_bytes(files.wav(bytes(sound.ulaw)))
    path = tmp_path / "call.yaml"
    path.write_text("steps: [{hear: 'yes'}, {play: question.wav}, {hear: thank you}]\nexpect: {status: completed}")
    return path


def call(url, scenario, recogniser):
    command = [sys.executable, "-m", "ivr.simulator", "call", "--url", url, "--scenario", str(scenario), "--json", "-"]
    command += ["--recogniser", recogniser]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, env=dict(os.environ))


@pytest.mark.speech
def test_a_sound_without_words_is_recognised(url, scenario):
    if installed(ENGLISH) is None:
        pytest.skip("no speech model could be had: python -m ivr.speech fetch")
    done = call(url, scenario, DICTATION)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    events = [json.loads(line) for line in done.stdout.splitlines()]
    form = next(event["form"] for event in events if event["event"] == "webhook" and event["url"].endswith("/said"))
    assert "opening hours" in form["SpeechResult"]
    assert 0 < float(form["Confidence"]) <= 1
    assert "opening hours" in next(event["text"] for event in events if event["event"] == "recognised")


@pytest.mark.parametrize("name", ["nowhere:nothing", "json:nothing", "nonsense", "json:dumps"])
def test_a_recogniser_that_is_none_is_refused(name):
    async def opening():
        async with opened(name):
            pass

    with pytest.raises(Refused, match="no recogniser"):
        asyncio.run(opening())


def test_without_a_name_there_is_none():
    async def opening():
        async with opened("") as recognise:
            return recognise

    assert asyncio.run(opening()) is None
