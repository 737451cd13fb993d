"""<Say>: the offline voice reads words to the caller.

| attribute | values | default |
|---|---|---|
| voice, language | accepted; the offline voice is one, lower than that of people on the phone | man, en-US |
| loop | 0 (until hang-up, at most 1000) or more | 1 |
"""

from ivr.simulator.engine.steps import Next
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs.machine import Machine

FOR_EVER = 1000


async def perform(verb: Verb, machine: Machine) -> Next:
    """Speak the words as often as asked."""
    if verb.text:
        sound = await machine.call.say(verb.text)
        for _ in range(verb.number("loop") or FOR_EVER):
            await machine.play(sound, "Say")
    return None
