"""Have a recording understood by the recogniser, which lives in the media gateway.

The gateway is asked over HTTP, beside its WebSocket, with a short-lived token that names the recording; it fetches
the recording itself.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

import requests
import structlog

from ivr.telephony.token import RecordingTicket, Tokens
from ivr.telephony.wire import load
from ivr.turn.inputs import NotUnderstood, Utterance

TIMEOUT_SECONDS = 3.2  # the caller has heard nothing since the end of the recording
PATH = "/recognise"

log = structlog.get_logger(__name__)


class RecordedSpeech:
    """Ask the gateway at this address what is said in recordings; may be shared by threads."""

    def __init__(
        self, media_base: str, tokens: Tokens[RecordingTicket], get: Callable[..., requests.Response] = requests.get
    ) -> None:
        self._url = http_url(media_base) + PATH
        self._tokens = tokens
        self._get = get

    def heard(self, call_sid: str, turn: int, recording_sid: str) -> Utterance | NotUnderstood:
        """Return what was said in a recording, or that nobody can tell."""
        token = self._tokens.make(RecordingTicket(call_sid, turn, recording_sid))
        try:
            answer = self._get(self._url, headers={"Authorization": f"Bearer {token}"}, timeout=TIMEOUT_SECONDS)
            answer.raise_for_status()
            return load(answer.content)
        except (requests.RequestException, ValueError) as error:
            log.warning("a recording was not understood", error=type(error).__name__)
            return NotUnderstood()


def http_url(websocket_url: str) -> str:
    """Return the address at which the gateway answers HTTP."""
    parts = urlsplit(websocket_url)
    return parts._replace(scheme={"ws": "http", "wss": "https"}[parts.scheme]).geturl().rstrip("/")
