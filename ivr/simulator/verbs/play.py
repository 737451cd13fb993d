"""<Play>: an audio file, or the tones of keys.

| attribute | values | default |
|---|---|---|
| loop | 0 (until hang-up, at most 1000) or more | 1 |
| digits | keys, `w` half a second, `W` one second | none |
"""

from ivr.simulator.audio import files, tones
from ivr.simulator.audio.sound import Sound
from ivr.simulator.engine.steps import Next
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs.machine import Machine
from ivr.simulator.verbs.say import FOR_EVER
from ivr.simulator.web.fetch import FetchError


async def perform(verb: Verb, machine: Machine) -> Next:
    """Play the file as often as asked; one that can't be had is noted and skipped."""
    sound = tones.keys(verb.get("digits")) if verb.has("digits") else await fetched(verb, machine)
    if sound is not None and sound.ulaw:
        for _ in range(verb.number("loop") or FOR_EVER):
            await machine.play(sound, "Play")
    return None


async def fetched(verb: Verb, machine: Machine) -> Sound | None:
    """Return the file's sound, or None after a notification."""
    if not verb.text:
        machine.call.notify(11100, "<Play> has no URL", machine.loader.base)
        return None
    return await sound_at(verb.text, machine)


async def sound_at(given: str, machine: Machine) -> Sound | None:
    """Return the sound at a URL, a relative one of the document's; None after a notification."""
    call, url = machine.call, machine.loader.absolute(given)
    try:
        return await machine.exchange.sound_at(call, url)
    except FetchError as error:
        call.notify(error.code, str(error), error.url)
    except files.NotAudio as error:
        call.notify(13420, f"{url} is no audio: {error}", url)
    return None
