"""The ear of a <Gather input="speech">: the words of the caller's utterances, as the phone spoke them."""

import asyncio
from typing import TYPE_CHECKING

from ivr.simulator.audio.track import Playing
from ivr.simulator.twiml.document import Verb

if TYPE_CHECKING:
    from ivr.simulator.machine import Machine
    from ivr.simulator.steps import Next

AUTO_SECONDS = 1.0
CONFIDENCE = "0.92"


class Listener:
    """Hears what is said from now on, until closed."""

    def __init__(self, verb: Verb, machine: "Machine") -> None:
        self._verb = verb
        self._machine = machine
        self._heard: asyncio.Queue[Playing] = asyncio.Queue()
        self.speaking = False
        machine.call.said.listeners.append(self._listen)

    def close(self) -> None:
        """Stop hearing."""
        if self._listen in self._machine.call.said.listeners:
            self._machine.call.said.listeners.remove(self._listen)

    async def result(self, prompts: "asyncio.Future[Next]") -> dict[str, str]:
        """Return what was said, once it is followed by enough silence; speech stops the prompts."""
        said = [await self._heard.get()]
        self.speaking = True
        if self._verb.flag("bargeIn"):
            prompts.cancel()
        while True:
            await self._machine.until_played(said[-1])
            try:
                said.append(await asyncio.wait_for(self._heard.get(), self._patience()))
            except TimeoutError:
                return {"SpeechResult": " ".join(each.sound.text for each in said), "Confidence": CONFIDENCE}

    def _patience(self) -> float:
        given = self._verb.get("speechTimeout", self._verb.get("timeout"))
        return AUTO_SECONDS if given == "auto" else float(given)

    def _listen(self, playing: Playing) -> None:
        if playing.sound.words:
            self._heard.put_nowait(playing)
