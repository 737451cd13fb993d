"""<Record transcribe>: the words of a recording, told to the transcribeCallback a while later.

Words that were typed are known; the others come from the recogniser, and without one the transcription fails.
"""

import asyncio

from ivr.simulator.engine.recordings import Recording, Transcription
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs.dial_target import callback
from ivr.simulator.verbs.machine import Machine

TAKES = 2.0


def transcribe(verb: Verb, machine: Machine, recording: Recording, first: int) -> None:
    """Transcribe what was said since a position of the line, when the verb asks for it."""
    if verb.flag("transcribe") or verb.has("transcribeCallback"):
        machine.call.spawn(_transcribed(verb, machine, recording, first))


async def _transcribed(verb: Verb, machine: Machine, recording: Recording, first: int) -> None:
    text = await _words(machine, recording, first)
    hook = callback(verb, "transcribeCallback", machine)
    await asyncio.sleep(TAKES)
    made = Transcription(machine.call.new_sid("TR"), recording, text, machine.call.date())
    machine.exchange.transcriptions[made.sid] = made
    if hook is None:
        return
    form = {
        "TranscriptionSid": made.sid,
        "TranscriptionText": text,
        "TranscriptionStatus": made.status,
        "TranscriptionType": "fast",
        "TranscriptionUrl": recording.url.replace(f"Recordings/{recording.sid}", f"Transcriptions/{made.sid}"),
        "RecordingSid": recording.sid,
        "RecordingUrl": recording.url,
    }
    machine.call.call_back(hook, {**dict(machine.call.form()), **form})


async def _words(machine: Machine, recording: Recording, first: int) -> str:
    sounds = [each.sound for each in machine.call.said.sounds if each.end > first and each.sound.words]
    if sounds and all(sound.known for sound in sounds):
        return " ".join(sound.text for sound in sounds)
    recognise = machine.exchange.recognise
    return (await recognise(recording.channels[0], "en-US", ()))[0] if recognise else ""
