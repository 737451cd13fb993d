"""<Play>: an audio file, or the tones of keys.

| attribute | values | default |
|---|---|---|
| loop | 0 (until hang-up, at most 1000) or more | 1 |
| digits | keys, `w` half a second, `W` one second | none |
"""

from typing import TYPE_CHECKING

from ivr.simulator.audio import files, tones
from ivr.simulator.audio.sound import Sound
from ivr.simulator.steps import Next
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs.say import FOR_EVER
from ivr.simulator.web.fetch import FetchError

if TYPE_CHECKING:
    from ivr.simulator.machine import Machine


async def perform(verb: Verb, machine: "Machine") -> Next:
    """Play the file as often as asked; one that can't be had is noted and skipped."""
    sound = tones.keys(verb.get("digits")) if verb.has("digits") else await fetched(verb, machine)
    if sound is not None and sound.ulaw:
        for _ in range(verb.number("loop") or FOR_EVER):
            await machine.play(sound, "Play")
    return None


async def fetched(verb: Verb, machine: "Machine") -> Sound | None:
    """Return the file's sound, or None after a notification."""
    call, exchange = machine.call, machine.exchange
    if not verb.text:
        exchange.notify(call, 11100, "<Play> has no URL", machine.loader.base)
        return None
    url = machine.loader.absolute(verb.text)
    try:
        return await exchange.sound_at(call, url)
    except FetchError as error:
        exchange.notify(call, error.code, str(error), error.url)
    except files.NotAudio as error:
        exchange.notify(call, 13420, f"{url} is no audio: {error}", url)
    return None
