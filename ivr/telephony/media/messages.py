"""Read the messages of a Twilio media stream, believing nothing.

Twilio's numbers in `sequenceNumber`, `chunk` and `timestamp` are text; we need none of them.
"""

import json
import re
from base64 import b64decode
from binascii import Error as Base64Error
from dataclasses import dataclass
from typing import Any, NoReturn

from websockets.frames import CloseCode

CALL_SID = re.compile("CA[0-9a-f]{32}")
FORMAT = {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1}
LONGEST_TOKEN = 500


class RefusedError(Exception):
    """What came over the WebSocket is not what we take; the stream is closed with this code and these words."""

    def __init__(self, code: CloseCode, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(frozen=True)
class Connected:
    """The first message: the WebSocket stands."""


@dataclass(frozen=True)
class Start:
    """Which call the sound will be of, with the token from our own document."""

    call_sid: str
    token: str


@dataclass(frozen=True)
class Media:
    """Some of the caller's sound: mu-law at 8 kHz."""

    sound: bytes


@dataclass(frozen=True)
class Stop:
    """The stream ends as Twilio wants it: stopped, or the call is over."""


@dataclass(frozen=True)
class Other:
    """A message that is of no use to us; Twilio may add kinds without notice."""


Message = Connected | Start | Media | Stop | Other


def parse(raw: str | bytes) -> Message:
    """Return one message; raise RefusedError for what no honest Twilio sends."""
    if isinstance(raw, bytes):
        raise RefusedError(CloseCode.UNSUPPORTED_DATA, "binary frame")
    data = _json(raw)
    match data.get("event"):
        case "media":
            return Media(_sound(data))
        case "connected":
            return Connected()
        case "start":
            return _start(data)
        case "stop":
            return Stop()
        case str():
            return Other()
    raise RefusedError(CloseCode.INVALID_DATA, "no event")


def _json(raw: str) -> dict[str, Any]:
    try:
        data = json.loads(raw, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise RefusedError(CloseCode.INVALID_DATA, "not JSON") from None
    if not isinstance(data, dict):
        raise RefusedError(CloseCode.INVALID_DATA, "not an object")
    return data


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _sound(data: dict[str, Any]) -> bytes:
    media = data.get("media")
    payload = media.get("payload") if isinstance(media, dict) else None
    try:
        return b64decode(payload, validate=True) if isinstance(payload, str) else _no_sound()
    except (Base64Error, ValueError):
        return _no_sound()


def _no_sound() -> NoReturn:
    raise RefusedError(CloseCode.INVALID_DATA, "media without sound")


def _start(data: dict[str, Any]) -> Start:
    start = data.get("start")
    if not isinstance(start, dict):
        raise RefusedError(CloseCode.INVALID_DATA, "start without start")
    if start.get("mediaFormat") != FORMAT:
        raise RefusedError(CloseCode.UNSUPPORTED_DATA, "only mu-law at 8 kHz, one channel")
    parameters = start.get("customParameters")
    token = parameters.get("token") if isinstance(parameters, dict) else None
    call_sid = start.get("callSid")
    if not isinstance(call_sid, str) or not CALL_SID.fullmatch(call_sid):
        raise RefusedError(CloseCode.INVALID_DATA, "start without a call")
    if not isinstance(token, str) or not 0 < len(token) <= LONGEST_TOKEN:
        raise RefusedError(CloseCode.POLICY_VIOLATION, "no token")
    return Start(call_sid, token)
