"""What the caller hears when everything else failed: an apology, and an agent. Needs no database."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from ivr.dialog.instructions import Say
from ivr.dialog.script import Script
from ivr.prompts import Speaker
from ivr.telephony.prompt_verbs import PromptVerbs
from ivr.telephony.twiml import enqueue, serialise
from ivr.telephony.urls import Urls


class LastResort:
    """Make the document of last resort."""

    def __init__(self, script: Script, speak: Speaker, urls: Urls, verb: PromptVerbs, languages: Iterable[str]) -> None:
        self._urls = urls
        self._verb = verb
        self._queue = script.queue
        self._apologies = {language: speak(Say(script.lines.apology), language).spoken for language in languages}

    def __call__(self, turn: int, *, language: str, stream: str = "") -> str:
        """Return an apology and the queue of the agents; the way out of the queue carries the turn that failed.

        The stream is stopped: a talk with an agent is not ours to hear, let alone to answer.
        """
        response = Element("Response")
        if stream:
            SubElement(SubElement(response, "Stop"), "Stream", name=stream)
        known = language if language in self._apologies else next(iter(self._apologies))
        response.append(self._verb(self._apologies[known], known))
        enqueue(response, self._queue, self._urls.left_queue(turn), self._urls.voice("wait"))
        return serialise(response)

    def again(self) -> str:
        """Return something to hear and a way back, for a caller who waits already."""
        response = Element("Response")
        SubElement(response, "Play").text = self._urls.music
        return serialise(response)
