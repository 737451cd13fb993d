"""<Gather partialResultCallback>: the words so far, told while the caller still speaks; no document is taken back."""

import asyncio

from ivr.simulator.audio.track import Playing
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs.dial_target import callback
from ivr.simulator.verbs.machine import Machine

EVERY = 1.0


class PartialResults:
    """Tells the words of one Gather as they come: each second what is spoken so far, then what is sure."""

    def __init__(self, verb: Verb, machine: Machine) -> None:
        self._machine = machine
        self._hook = callback(verb, "partialResultCallback", machine)
        self._number = 0

    def follow(self, playing: Playing) -> None:
        """Tell the words of a sound while it is heard."""
        if self._hook is not None:
            self._machine.call.spawn(self._followed(playing))

    def tell(self, unstable: str, stable: str) -> None:
        """Tell the words so far."""
        if self._hook is None or self._machine.call.over:
            return
        words = {"UnstableSpeechResult": unstable, "StableSpeechResult": stable}
        form = {**dict(self._machine.call.form()), "SequenceNumber": self._number, **words}
        self._number += 1
        self._machine.call.call_back(self._hook, form)

    async def _followed(self, playing: Playing) -> None:
        words, seconds = playing.sound.text.split(), playing.sound.seconds
        for second in range(1, int(seconds / EVERY) + 1):
            await asyncio.sleep(EVERY)
            self.tell(" ".join(words[: round(len(words) * second * EVERY / seconds)]), "")
        await asyncio.sleep(seconds % EVERY)
        self.tell("", playing.sound.text)
