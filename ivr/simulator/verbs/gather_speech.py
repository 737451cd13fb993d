"""What a <Gather input="speech"> hears.

Words that were typed or stand in a sound file are taken as they are; those of a microphone or another
sound come from the recogniser, where one is attached (`hearing.py`).
"""

import asyncio
from dataclasses import dataclass

from ivr.simulator.audio.track import Playing
from ivr.simulator.engine.steps import Next
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs.machine import Machine
from ivr.simulator.verbs.partial_results import PartialResults

AUTO_SECONDS = 1.0
CONFIDENCE = 0.92
"""Of words that are known."""


@dataclass(frozen=True)
class Part:
    """A stretch of speech: its words, how sure they are, and the sound that may still be going on."""

    text: str
    confidence: float
    playing: Playing | None = None


class SpeechInput:
    """Hears what is said from now on, until closed."""

    def __init__(self, verb: Verb, machine: Machine) -> None:
        self._verb = verb
        self._machine = machine
        self._heard: asyncio.Queue[Part] = asyncio.Queue()
        self._prompts: asyncio.Future[Next] | None = None
        self._partial = PartialResults(verb, machine)
        self._begun = 0
        self.speaking = False
        self.language = verb.get("language")
        self.hints = tuple(hint.strip() for hint in verb.get("hints").split(",") if hint.strip())
        machine.call.said.listeners.append(self._listen)
        machine.call.voice_listeners.append(self)

    def close(self) -> None:
        """Stop hearing."""
        call = self._machine.call
        if self._listen in call.said.listeners:
            call.said.listeners.remove(self._listen)
            call.voice_listeners.remove(self)

    async def result(self, prompts: asyncio.Future[Next]) -> dict[str, str]:
        """Return what was said, once it is followed by enough silence; speech stops the prompts."""
        self._prompts = prompts
        said: list[Part] = []
        while True:
            try:
                part = await asyncio.wait_for(self._heard.get(), self._patience() if said and not self._begun else None)
            except TimeoutError:
                words, surest = " ".join(each.text for each in said), min(each.confidence for each in said)
                return {"SpeechResult": words, "Confidence": f"{surest:g}"}
            if part.playing is not None:
                self.began()
                await self._machine.until_played(part.playing)
                self._begun -= 1
            said += [part] if part.text else []
            self.speaking = bool(said or self._begun)

    def began(self) -> None:
        """Stop the prompts: the caller speaks."""
        self._begun += 1
        self.speaking = True
        if self._verb.flag("bargeIn") and self._prompts is not None:
            self._prompts.cancel()

    def said(self, text: str, confidence: float) -> None:
        """Take what the recogniser heard; empty for a noise."""
        if self._begun:  # else it began before this Gather did
            self._begun -= 1
            self._partial.tell("", text)
            self._heard.put_nowait(Part(text, round(confidence, 2)))

    def _patience(self) -> float:
        given = self._verb.get("speechTimeout", self._verb.get("timeout"))
        return AUTO_SECONDS if given == "auto" else float(given)

    def _listen(self, playing: Playing) -> None:
        if playing.sound.words and (playing.sound.known or self._machine.exchange.recognise is None):
            self._partial.follow(playing)
            self._heard.put_nowait(Part(playing.sound.text, CONFIDENCE, playing))
