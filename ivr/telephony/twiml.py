"""Render a document as TwiML: the same document gives the same bytes."""

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element, SubElement, tostring

from ivr.dialog.instructions import Await, Hangup, Listen, LookUpRequest, Transfer
from ivr.prompts import Prompt
from ivr.routing import lane
from ivr.telephony.prompt_verbs import PromptVerbs
from ivr.telephony.token import StreamTicket
from ivr.telephony.urls import Urls
from ivr.turn.reply import Document

WAIT_SECONDS = 2  # between "one moment" and asking again
RECORD = {"timeout": "2", "maxLength": "20", "finishOnKey": "#*0", "playBeep": "true"}
MESSAGE_PAUSE = {"timeout": "4"}  # of somebody who thinks of what else to say
XML = '<?xml version="1.0" encoding="UTF-8"?>'

MakeToken = Callable[[StreamTicket], str]


class TwimlRenderer:
    """Render documents; every one ends in a verb that brings the call back to us or ends it."""

    def __init__(self, urls: Urls, make_token: MakeToken, verb: PromptVerbs) -> None:
        self._urls = urls
        self._make_token = make_token
        self._verb = verb

    def __call__(self, document: Document) -> str:
        """Return the document's TwiML."""
        response = Element("Response")
        self._change_stream(response, document)
        match document.ending:
            case Listen() as listen if listen.message:
                longest = {"maxLength": str(round(listen.message))}
                self._record(response, document, listen, "message", RECORD | MESSAGE_PAUSE | longest)
            case Listen() as listen if document.mode == "record" and listen.speech:
                self._record(response, document, listen, "recorded", RECORD)
            case Listen() as listen:
                self._gather(response, document, listen)
            case LookUpRequest() | Await():
                self._wait(response, document)
            case Transfer(queue, _, priority):
                self._enqueue(response, document, lane(queue, priority))
            case Hangup():
                self._play(response, document.prompts, document.language)
                SubElement(response, "Hangup")
        return serialise(response)

    def _change_stream(self, response: Element, document: Document) -> None:
        change = document.change
        if change.stop:
            SubElement(SubElement(response, "Stop"), "Stream", name=change.stop)
        if change.start:
            stream = SubElement(
                SubElement(response, "Start"),
                "Stream",
                name=change.start,
                url=self._urls.media,
                track="inbound_track",
                statusCallback=self._urls.voice("stream"),
            )
            token = self._make_token(StreamTicket(document.call_sid, change.start, document.turn))
            SubElement(stream, "Parameter", name="token", value=token)

    def _gather(self, response: Element, document: Document, listen: Listen) -> None:
        gather = Element("Gather", self._keys(document, listen) | {"actionOnEmptyResult": "true"})
        self._ask(response, gather, document, listen)
        self._redirect(response, document, "timeout")

    def _record(
        self, response: Element, document: Document, listen: Listen, what: str, limits: Mapping[str, str]
    ) -> None:
        gather = Element("Gather", self._keys(document, listen) | {"timeout": "1"})
        self._ask(response, gather, document, listen)
        SubElement(response, "Record", {**limits, "action": self._urls.turn(document.turn, what)})
        self._redirect(response, document, "timeout")

    def _wait(self, response: Element, document: Document) -> None:
        gather = SubElement(
            response,
            "Gather",
            input="dtmf",
            numDigits="1",
            timeout=str(WAIT_SECONDS),
            action=self._urls.turn(document.turn, "keys"),
        )
        self._play(gather, document.prompts, document.language)
        self._redirect(response, document, "continue")

    def _enqueue(self, response: Element, document: Document, queue: str) -> None:
        self._play(response, document.prompts, document.language)
        enqueue(response, queue, self._urls.left_queue(document.turn), self._urls.voice("wait"))

    def _keys(self, document: Document, listen: Listen) -> dict[str, str]:
        attributes = {
            "input": "dtmf",
            "action": self._urls.turn(document.turn, "keys"),
            "timeout": str(max(1, round(_key_timeout(listen)))),
            "finishOnKey": listen.keys.finish_on,
        }
        if listen.keys.max_digits:
            attributes["numDigits"] = str(listen.keys.max_digits - len(listen.typed))
        return attributes

    def _ask(self, response: Element, gather: Element, document: Document, listen: Listen) -> None:
        """Put the prompts inside the Gather, where a key stops them, or before it where no key may."""
        self._play(gather if listen.bargein_keys else response, document.prompts, document.language)
        if listen.tone:
            SubElement(gather, "Play").text = self._urls.tone
        response.append(gather)

    def _play(self, parent: Element, prompts: tuple[Prompt, ...], language: str) -> None:
        for prompt in prompts:
            parent.append(self._verb(prompt.spoken, language))

    def _redirect(self, response: Element, document: Document, what: str) -> None:
        SubElement(response, "Redirect").text = self._urls.turn(document.turn, what)


def _key_timeout(listen: Listen) -> float:
    """Return Gather's one timer, for the first key and between keys: a pause in typing is looked at before it ends."""
    if listen.typed or not listen.keys.several:
        return listen.timeout
    return min(listen.timeout, listen.interdigit_timeout)


def enqueue(response: Element, queue: str, action: str, wait: str) -> None:
    """Add the verb that lets the caller wait in a queue."""
    SubElement(response, "Enqueue", action=action, waitUrl=wait).text = queue


def serialise(response: Element) -> str:
    """Return what Twilio gets."""
    return XML + tostring(response, encoding="unicode")
