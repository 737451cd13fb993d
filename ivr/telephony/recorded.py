"""Have a recording understood by the recogniser, which lives in the media gateway.

The gateway is asked over HTTP, beside its WebSocket, with a short-lived token that names the recording; it fetches
the recording itself.
"""

import logging
from urllib.parse import urlsplit

import requests

from ivr.telephony.edge import Edge
from ivr.telephony.token import RecordingTicket
from ivr.telephony.wire import load
from ivr.turn.inputs import Unheard, Utterance

TIMEOUT_SECONDS = 3.2  # the caller has heard nothing since the end of the recording
PATH = "/recognise"

log = logging.getLogger(__name__)


def heard_in(edge: Edge, call_sid: str, turn: int, recording_sid: str) -> Utterance | Unheard:
    """Return what was said in a recording, or that nobody can tell."""
    token = edge.recording_tokens.make(RecordingTicket(call_sid, turn, recording_sid))
    url = http_url(edge.settings.media_base) + PATH
    try:
        answer = requests.get(url, headers={"Authorization": f"Bearer {token}"}, timeout=TIMEOUT_SECONDS)
        answer.raise_for_status()
        return load(answer.content)
    except (requests.RequestException, ValueError) as error:
        log.warning("a recording of call %s was not understood: %s", call_sid, type(error).__name__)
        return Unheard()


def http_url(websocket_url: str) -> str:
    """Return the address at which the gateway answers HTTP."""
    parts = urlsplit(websocket_url)
    return parts._replace(scheme={"ws": "http", "wss": "https"}[parts.scheme]).geturl().rstrip("/")
