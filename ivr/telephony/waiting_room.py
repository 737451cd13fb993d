"""What a caller hears in the queue, and an agent before taking a call."""

from collections.abc import Sequence
from datetime import timedelta
from math import ceil
from statistics import median
from xml.etree.ElementTree import Element, SubElement

from ivr import calls, routing
from ivr.calls import Call
from ivr.dialog.instructions import Say
from ivr.dialog.state import CallState, UnreadableState
from ivr.prompts import Speaker, telephone
from ivr.routing import PIN_DIGITS, Queue
from ivr.storage import Database, Rows
from ivr.telephony.prompt_verbs import PromptVerbs
from ivr.telephony.twiml import serialise
from ivr.telephony.urls import Urls

ROUND_FROM_MINUTES = 5
LEAVE_KEY = "#"
ENOUGH_WAITS, SHORT = 3, timedelta(seconds=30)
"""Waits of late from which one can tell how long it will be, and a wait that is not worth telling."""

AGENT_PATIENCE_SECONDS = 30
LOOK_SECONDS = 3
PIN_SECONDS = 5


class WaitingRoom:
    """Make the documents of one queue. Between two announcements there is always the whole music."""

    def __init__(self, queue: Queue, database: Database, speak: Speaker, urls: Urls, verb: PromptVerbs) -> None:
        self._queue = queue
        self._database = database
        self._speak = speak
        self._urls = urls
        self._verb = verb

    def wait(self, call_sid: str, position: int, waited_seconds: int, language: str) -> str:
        """Return where the caller stands and how long it will take, then music; Twilio asks again after it.

        `position` counts those of the same priority only. A key repeats all that, or leaves the queue: callers are
        told so once.
        """
        with self._database.reading_rows() as rows:
            own = routing.lane_of(rows, call_sid) or self._queue.name
            position += routing.count_waiting(rows, self._queue.before(own))
            says = [_place(position), *self._expected(rows, own, position)]
        says = [telephone.QUEUE_STILL, *says] if waited_seconds else [*says, telephone.QUEUE_KEYS]
        response = Element("Response")
        keys = {"input": "dtmf", "numDigits": "1", "timeout": "1", "finishOnKey": ""}
        gather = SubElement(response, "Gather", keys | {"action": self._urls.voice("wait/keys")})
        gather.extend(self._saying(says, language))
        SubElement(gather, "Play").text = self._urls.music
        return serialise(response)

    def key(self, key: str) -> str:
        """Return what a key does in the queue: pound leaves it, all others repeat the place."""
        response = Element("Response")
        if key == LEAVE_KEY:
            SubElement(response, "Leave")
        else:
            SubElement(response, "Redirect").text = self._urls.voice("wait")
        return serialise(response)

    def ask_pin(self, language: str, number: int) -> str:
        """Return the question for an agent's PIN, asked for the `number`th time; who gives none is a caller."""
        address = self._urls.voice(f"agent/pin/{number}")
        response = Element("Response")
        keys = {"input": "dtmf", "numDigits": str(PIN_DIGITS), "timeout": str(PIN_SECONDS), "finishOnKey": "#"}
        gather = SubElement(response, "Gather", keys | {"action": address})
        gather.extend(self._saying([telephone.AGENT_PIN if number == 1 else telephone.AGENT_PIN_WRONG], language))
        SubElement(response, "Redirect").text = address
        return serialise(response)

    def agent(self, language: str) -> str:
        """Return what an agent's call does: hear the topic in the caller's language, then talk to who is next.

        Where we know of nobody the queue is looked into all the same: a caller may have come there while the database
        was busy.
        """
        with self._database.reading_rows() as rows:
            waiting = routing.next_caller(rows, self._queue.lanes)
            call = calls.load(rows, waiting.call_sid) if waiting else None
        state, language = _state(call), call.language if call else language
        says = [telephone.ONE_MOMENT] if waiting is None else telephone.handover(waiting.topic, state)
        response = self._saying([say for say in says if self._speak.knows(say)], language)
        lane, timeout = (waiting.lane, AGENT_PATIENCE_SECONDS) if waiting else (self._queue.name, LOOK_SECONDS)
        dial = SubElement(response, "Dial", action=self._urls.voice("agent/after"), timeout=str(timeout))
        SubElement(dial, "Queue", url=self._urls.voice("connecting")).text = lane
        return serialise(response)

    def nobody(self, language: str) -> str:
        """Return what an agent hears when no caller waits."""
        response = self._saying([telephone.AGENT_NOBODY], language)
        SubElement(response, "Hangup")
        return serialise(response)

    def machine(self, language: str, hotline: str) -> str:
        """Return what an answering machine hears."""
        response = self._saying([telephone.machine(hotline)], language)
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

    def _expected(self, rows: Rows, lane: str, position: int) -> list[Say]:
        """Say how long callers really waited of late; nothing where too few did, or no time to speak of."""
        if not self._queue.agents:
            return []
        waits = routing.last_waits(rows, lane)
        if len(waits) < ENOUGH_WAITS:
            return []
        wait = timedelta(seconds=median(wait.total_seconds() for wait in waits)) * position
        if wait < SHORT:
            return []
        minutes = _rounded(wait)
        return [telephone.queue_minutes(minutes) if minutes > 1 else telephone.QUEUE_MINUTE]

    def _saying(self, says: Sequence[Say], language: str) -> Element:
        response = Element("Response")
        for say in says:
            response.append(self._verb(self._speak(say, language).spoken, language))
        return response


def _state(call: Call | None) -> CallState:
    try:
        return CallState() if call is None or call.state is None else CallState.from_json(call.state)
    except UnreadableState:
        return CallState()


def _place(position: int) -> Say:
    return telephone.queue_position(position) if position > 1 else telephone.QUEUE_NEXT


def _rounded(wait: timedelta) -> int:
    """Return whole minutes, in steps of five from five on: nobody can promise more."""
    minutes = max(1, ceil(wait / timedelta(minutes=1)))
    return minutes if minutes < ROUND_FROM_MINUTES else ceil(minutes / 5) * 5
