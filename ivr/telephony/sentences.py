"""Whole sentences with their values, spoken when Twilio asks for them, in the voice that made the recordings.

A sentence travels in its own address, encrypted: any host with the same keys speaks the same bytes from it, and nothing
is kept. The offline voice speaks some fifty times as fast as people do.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from threading import Lock

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from ivr.offline_voice import OfflineVoice
from ivr.prompts import Spoken
from ivr.prompts.render import recorded

LIFE_SECONDS = 3600
"""How long an address is good for: a document may be heard again after a wait in the queue."""

MAX_LETTERS = 600
PURPOSE = b"a sentence to be spoken"


class BadSentence(ValueError):
    """An address that is forged, too old, or for a language without a voice."""


class Sentences:
    """Make addresses of sentences, and speak them; `voices` has how to load the voice of each language's recordings.

    Languages that are not in it are the line's own voice's to speak.
    """

    def __init__(self, secret: str, clock: Callable[[], datetime], voices: Mapping[str, Callable[[], OfflineVoice]]):
        self._cipher = AESSIV(sha256(PURPOSE + secret.encode()).digest())
        self._clock = clock
        self._loaders = voices
        self._voices: dict[str, OfflineVoice] = {}
        self._speaking = Lock()

    def token(self, spoken: Spoken) -> str:
        """Return what stands for a sentence in an address, or nothing where the line's own voice is to speak it.

        The same sentence in the same second gives the same token.
        """
        if spoken.code not in self._loaders or len(spoken.text) > MAX_LETTERS:
            return ""
        until = int(self._clock().timestamp()) + LIFE_SECONDS
        told = json.dumps([until, spoken.code, spoken.easy, spoken.text], ensure_ascii=False)
        return urlsafe_b64encode(self._cipher.encrypt(told.encode(), [PURPOSE])).decode().rstrip("=")

    def wav(self, token: str) -> bytes:
        """Return the sound of a sentence.

        Raises:
            BadSentence: nobody is to hear it.
        """
        try:
            encrypted = urlsafe_b64decode(token + "=" * (-len(token) % 4))
            until, code, easy, text = json.loads(self._cipher.decrypt(encrypted, [PURPOSE]))
        except (InvalidTag, ValueError) as error:
            raise BadSentence("forged") from error
        if self._clock().timestamp() > until:
            raise BadSentence("too old")
        return self.spoken(text, code, easy=easy)

    def spoken(self, text: str, code: str, *, easy: bool = False) -> bytes:
        """Return a text in the voice of a language as a WAV file; raise BadSentence where it has none."""
        voice = self._voice(code)
        with self._speaking:  # a voice speaks one text at a time
            return recorded(text, easy, voice.speak, voice.rate)

    def warm_up(self) -> None:
        """Load each voice and let it speak once, which takes seconds the first time: no caller is to wait for it."""
        for code in self._loaders:
            self.wav(self.token(Spoken("1", "1", code=code)))

    def _voice(self, code: str) -> OfflineVoice:
        if code not in self._loaders:
            raise BadSentence(f"no voice for {code}")
        with self._speaking:
            if code not in self._voices:
                self._voices[code] = self._loaders[code]()
            return self._voices[code]
