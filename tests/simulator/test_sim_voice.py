"""The two who speak: people on the phone, and <Say> in a lower voice that keeps its pace."""

import asyncio

import numpy as np
import pytest

from ivr.simulator.audio import mulaw
from ivr.simulator.audio.voice import SAY, NeuralVoice, PacedVoice
from ivr.simulator.inprocess import Setting, run_scenario
from ivr.simulator.phone.scenario import Scenario

WORDS = "Welcome to the repair hotline. Press one for repairs, or two for a person."


def pitch(ulaw):
    """Return the median pitch of the voiced parts, in Hz, by autocorrelation."""
    samples, found = mulaw.decode(ulaw).astype(float), []
    for start in range(0, len(samples) - 400, 160):
        part = samples[start : start + 400] - samples[start : start + 400].mean()
        if np.sqrt((part**2).mean()) < 800:
            continue
        same = np.correlate(part, part, "full")[399:]
        at = 20 + int(np.argmax(same[20:115]))
        if same[at] > same[0] / 2:
            found.append(mulaw.RATE / at)
    return float(np.median(found))


@pytest.mark.speech
def test_say_is_spoken_lower_than_people_and_as_fast():
    async def spoken():
        voice = NeuralVoice()
        await voice.ready([WORDS])
        return await voice.sound(WORDS), await voice.sound(WORDS, SAY)

    person, say = asyncio.run(spoken())
    assert pitch(say.ulaw) < 0.9 * pitch(person.ulaw)
    assert say.seconds == pytest.approx(person.seconds, rel=0.15)


def test_say_asks_the_voice_for_the_pitch_of_say():
    asked = []

    class Listening(PacedVoice):
        async def sound(self, text, pitch=1.0):
            asked.append((text, pitch))
            return await super().sound(text)

    def app(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/xml")])
        return [b"<Response><Say>hello</Say></Response>"]

    def ready(simulation):
        simulation.exchange.use(voice=Listening())

    assert run_scenario(Setting(app, ready=ready), Scenario()).result.ok
    assert asked == [("hello", SAY)]
