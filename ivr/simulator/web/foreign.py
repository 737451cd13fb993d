"""Answers for addresses outside: sounds and documents mapped to files, and stand-ins for Twilio's own.

| address | stand-in |
|---|---|
| `com.twilio.music.*`, `com.twilio.sounds.music` at S3, `demo.twilio.com/docs/classic.mp3` | music on hold |
| `api.twilio.com/cowbell.mp3` | a cowbell |
| `twimlets.com/holdmusic?Bucket=...` | a document that plays the bucket's music for ever |
| `twimlets.com/echo?Twiml=...` | the document given |
| `twimlets.com/message?Message[0]=...` | a document that says or plays each message |
"""

import mimetypes
from collections.abc import Mapping
from urllib.parse import parse_qsl, urldefrag, urlsplit
from xml.sax.saxutils import escape

from ivr.simulator.audio import files, tones
from ivr.simulator.web.transport import Request, Response, Transport

MUSIC = "com.twilio.music.classical"


class Outside:
    """A transport that answers for what lies outside by itself, and asks the other one for the rest."""

    def __init__(self, transport: Transport, mapped: Mapping[str, bytes]) -> None:
        self._transport = transport
        self._mapped = mapped

    async def send(self, request: Request) -> Response:
        """Return the response, or raise TransportError."""
        return self._mapping(request.url) or stand_in(request) or await self._transport.send(request)

    async def close(self) -> None:
        """Let go of connections."""
        await self._transport.close()

    def _mapping(self, url: str) -> Response | None:
        if not self._mapped:
            return None
        address = urldefrag(url).url
        given = self._mapped.get(address, self._mapped.get(address.partition("?")[0]))
        kind = mimetypes.guess_type(urlsplit(url).path)[0] or "audio/wav"
        if given is not None and not address.endswith("/"):
            return Response(200, {"content-type": kind}, given)
        outside = not any(address.startswith(folder) for folder in self._mapped if folder.endswith("/"))
        return None if outside else Response(404, {"content-type": "text/plain"}, b"no such file in the mapped folder")


def stand_in(request: Request) -> Response | None:
    """Return what stands in for one of Twilio's own addresses; None for another address."""
    if "twi" not in request.url.lower():  # most are the app's own
        return None
    parts = urlsplit(request.url)
    host, path = parts.hostname or "", parts.path.lower()
    if (host, path) == ("api.twilio.com", "/cowbell.mp3"):
        return _sound(files.wav(bytes(tones.cowbell().ulaw)))
    if _is_music(host, path):
        return _sound(files.wav(bytes(tones.music().ulaw)))
    if host in ("twimlets.com", "www.twimlets.com"):
        return _twimlet(path, dict(parse_qsl(parts.query) + parse_qsl(request.body.decode(errors="replace"))))
    return None


def _is_music(host: str, path: str) -> bool:
    bucket = host.removesuffix(".s3.amazonaws.com") if host != "s3.amazonaws.com" else path.strip("/").split("/")[0]
    ours = bucket.startswith(("com.twilio.music.", "com.twilio.sounds.music"))
    return (ours and path.endswith(".mp3")) or (host, path) == ("demo.twilio.com", "/docs/classic.mp3")


def _twimlet(path: str, given: dict[str, str]) -> Response | None:
    match path:
        case "/holdmusic":
            bucket = given.get("Bucket", MUSIC)
            return _document(f"<Play>http://{escape(bucket)}.s3.amazonaws.com/BusyStrings.mp3</Play><Redirect/>")
        case "/echo" if given.get("Twiml"):
            return Response(200, {"content-type": "text/xml"}, given["Twiml"].encode())
        case "/message":
            messages = (value for name, value in given.items() if name.startswith("Message"))
            return _document("".join(map(_message, messages)))
        case _:
            return None


def _message(text: str) -> str:
    verb = "Play" if text.startswith(("http://", "https://")) else "Say"
    return f"<{verb}>{escape(text)}</{verb}>"


def _document(verbs: str) -> Response:
    return Response(200, {"content-type": "text/xml"}, f"<Response>{verbs}</Response>".encode())


def _sound(wav: bytes) -> Response:
    return Response(200, {"content-type": "audio/wav"}, wav)
