"""The verb that lets a caller hear a prompt."""

from xml.etree.ElementTree import Element, fromstring

from ivr.prompts import Spoken
from ivr.telephony.sentences import Sentences
from ivr.telephony.urls import Urls


class PromptVerbs:
    """Make it: the prompt's recording, else its words in the recordings' voice, else <Say> in Twilio's `voice`."""

    def __init__(self, urls: Urls, sentences: Sentences | None = None, voice: str = "") -> None:
        self._urls = urls
        self._sentences = sentences
        self._voice = voice

    def __call__(self, spoken: Spoken, language: str) -> Element:
        """Return the verb for a prompt of a call in a language."""
        if spoken.recording:
            return _play(self._urls.prompt(spoken.code or language, spoken.recording))
        if self._sentences and (token := self._sentences.token(spoken)):
            return _play(self._urls.sentence(token))
        say = fromstring(f"<Say>{spoken.ssml}</Say>")  # our own document, its values escaped  # nosec B314
        say.set("language", spoken.language)
        if self._voice:
            say.set("voice", self._voice)
        return say


def _play(url: str) -> Element:
    play = Element("Play")
    play.text = url
    return play
