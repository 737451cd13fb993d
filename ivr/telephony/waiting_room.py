"""What a caller hears in the queue, and an agent before taking a call."""

from datetime import timedelta
from math import ceil
from xml.etree.ElementTree import Element, SubElement

from ivr import routing
from ivr.dialog.instructions import Say
from ivr.prompts import telephone
from ivr.routing import Queue
from ivr.storage import Database
from ivr.telephony.twiml import heard, serialise
from ivr.telephony.urls import Urls
from ivr.turn.speaking import Speaker

ROUND_FROM_MINUTES = 5
AGENT_PATIENCE_SECONDS = 30
LOOK_SECONDS = 3


class WaitingRoom:
    """Make the documents of one queue. Between two announcements there is always the whole music."""

    def __init__(self, queue: Queue, database: Database, speak: Speaker, urls: Urls) -> None:
        self._queue = queue
        self._database = database
        self._speak = speak
        self._urls = urls

    def wait(self, position: int, waited_seconds: int, language: str) -> str:
        """Return where the caller stands and how long it will take, then music; Twilio asks again after it."""
        says = [_place(position), *self._expected(position)]
        if waited_seconds:
            says.insert(0, telephone.QUEUE_STILL)
        response = self._saying(says, language)
        SubElement(response, "Play").text = self._urls.music
        return serialise(response)

    def agent(self, language: str) -> str:
        """Return what an agent's call does: hear the topic, then talk to the caller who is next.

        Where we know of nobody the queue is looked into all the same: a caller may have come there while the database
        was busy.
        """
        with self._database.reading_rows() as rows:
            topic = routing.next_topic(rows, self._queue.name)
        response = self._saying([_whisper(topic)], language)
        timeout = LOOK_SECONDS if topic is None else AGENT_PATIENCE_SECONDS
        dial = SubElement(response, "Dial", action=self._urls.voice("agent/after"), timeout=str(timeout))
        SubElement(dial, "Queue", url=self._urls.voice("connecting")).text = self._queue.name
        return serialise(response)

    def nobody(self, language: str) -> str:
        """Return what an agent hears when no caller waits."""
        response = self._saying([telephone.AGENT_NOBODY], language)
        SubElement(response, "Hangup")
        return serialise(response)

    def goodbye(self) -> str:
        """Return how an agent's call ends after a talk."""
        response = Element("Response")
        SubElement(response, "Hangup")
        return serialise(response)

    def connecting(self, language: str) -> str:
        """Return what the caller hears before the agent's voice."""
        return serialise(self._saying([telephone.AGENT_HERE], language))

    def _expected(self, position: int) -> list[Say]:
        if not self._queue.agents:
            return []
        with self._database.reading_rows() as rows:
            talk = routing.usual_talk(rows, self._queue.name)
        minutes = _rounded(self._queue.expected_wait(position, talk))
        return [telephone.queue_minutes(minutes) if minutes > 1 else telephone.QUEUE_MINUTE]

    def _saying(self, says: list[Say], language: str) -> Element:
        response = Element("Response")
        for say in says:
            response.append(heard(self._speak(say, language).spoken, language, self._urls))
        return response


def _whisper(topic: str | None) -> Say:
    if topic is None:
        return telephone.ONE_MOMENT
    return telephone.agent_topic(topic) if topic else telephone.AGENT_CALLER


def _place(position: int) -> Say:
    return telephone.queue_position(position) if position > 1 else telephone.QUEUE_NEXT


def _rounded(wait: timedelta) -> int:
    """Return whole minutes, in steps of five from five on: nobody can promise more."""
    minutes = max(1, ceil(wait / timedelta(minutes=1)))
    return minutes if minutes < ROUND_FROM_MINUTES else ceil(minutes / 5) * 5
