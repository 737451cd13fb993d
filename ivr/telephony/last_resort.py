"""What the caller hears when everything else failed: an apology, and an agent where one works. Needs no database."""

from collections.abc import Iterable
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement

from ivr.callflow.agent import away
from ivr.dialog.instructions import Say
from ivr.dialog.script import Script
from ivr.prompts import Speaker
from ivr.regions import Region
from ivr.telephony.prompt_verbs import PromptVerbs
from ivr.telephony.twiml import enqueue, serialise
from ivr.telephony.urls import Urls


class LastResort:
    """Make the document of last resort."""

    def __init__(self, script: Script, speak: Speaker, urls: Urls, verb: PromptVerbs, languages: Iterable[str]) -> None:
        self._urls, self._verb, self._speak = urls, verb, speak
        self._queue = script.queue
        self._apologies = {language: speak(Say(script.lines.apology), language).spoken for language in languages}

    def __call__(self, turn: int, *, language: str, stream: str = "") -> str:
        """Return an apology and the queue of the agents; the way out of the queue carries the turn that failed.

        The stream is stopped: a talk with an agent is not ours to hear, let alone to answer.
        """
        response = Element("Response")
        if stream:
            SubElement(SubElement(response, "Stop"), "Stream", name=stream)
        self._apologise(response, language)
        enqueue(response, self._queue, self._urls.left_queue(turn), self._urls.voice("wait"))
        return serialise(response)

    def closed(self, region: Region, now: datetime, way_back: str, *, language: str) -> str:
        """Return an apology, when agents work, and a way back to the call, since nobody gets a place in line now.

        Without a way back, because it was tried, the call ends.
        """
        response = Element("Response")
        known = self._apologise(response, language)
        opens = region.opens(now)
        for say in away(opens.isoformat() if opens else None):
            response.append(self._verb(self._speak(say, known, region.zone).spoken, known))
        if way_back:
            SubElement(response, "Redirect").text = way_back
        else:
            SubElement(response, "Hangup")
        return serialise(response)

    def again(self) -> str:
        """Return something to hear and a way back, for a caller who waits already."""
        response = Element("Response")
        SubElement(response, "Play").text = self._urls.music
        return serialise(response)

    def _apologise(self, response: Element, language: str) -> str:
        """Add the apology, and return the language in which it is made."""
        known = language if language in self._apologies else next(iter(self._apologies))
        response.append(self._verb(self._apologies[known], known))
        return known
