"""A two-way stream: the app's audio is played to the caller; `mark`, `clear` and keys."""

import asyncio
import base64
import binascii
import json
from typing import Any

from ivr.simulator.audio import mulaw
from ivr.simulator.audio.sound import Sound
from ivr.simulator.audio.track import Playing
from ivr.simulator.engine.services import Recognise
from ivr.simulator.media.app_speech import AppSpeech
from ivr.simulator.media.stream import MediaStream

GAP = mulaw.RATE
"""Samples of silence that part two sounds."""


class DuplexStream(MediaStream):
    """What <Connect><Stream> opens; `recognise` gives words to what the app says."""

    recognise: Recognise | None = None

    def start(self) -> None:
        """Connect, stream, and pass keys on."""
        self._queue: asyncio.Queue[bytes | str] = asyncio.Queue()
        self._buffer = bytearray()
        self._playing: Playing | None = None
        self._listened = False
        self._player = asyncio.ensure_future(self._play())
        self.call.key_taps.append(self._key)
        super().start()

    async def accept(self, message: str | bytes) -> None:
        """Take `media`, `mark` or `clear`; anything else is error 31951."""
        try:
            await self._take(json.loads(message))
        except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
            self.call.notify(31951, f"invalid message: {error!r}", self.order.url)

    async def _take(self, message: dict[str, Any]) -> None:
        if message["streamSid"] != self.sid:
            raise ValueError("streamSid is not this stream's")
        match message["event"]:
            case "media":
                self._queue.put_nowait(base64.b64decode(message["media"]["payload"], validate=True))
            case "mark":
                self._queue.put_nowait(str(message["mark"]["name"]))
            case "clear":
                await self._clear()
            case other:
                raise ValueError(f"event {other!r}")

    async def _play(self) -> None:
        """Play what came, one after the other without gaps, and return marks as they are passed."""
        while True:
            item = await self._queue.get()
            if isinstance(item, str):
                await self._mark(item)
                continue
            end = self._append(item) / 8000
            await asyncio.sleep(max(end - self.call.now(), 0))

    def _append(self, payload: bytes) -> int:
        """Put a piece behind those before it, as one sound while they keep coming; return where it ends."""
        if self._playing is None and not self._listened:
            self._listened = True
            self.call.spawn(AppSpeech(self.call, self._samples, self._ended, self.recognise).listen())
        now = self.call.heard.position()
        if self._playing is None or now - self._playing.end > GAP:
            self._buffer = bytearray(payload)
            self._playing = self.call.heard.play(Sound("", self._buffer, words=False))
        else:
            self._buffer += mulaw.silence(now - self._playing.end) + payload
            self._playing.end = self._playing.start + len(self._buffer)
        return self._playing.end

    def _samples(self, first: int, last: int) -> bytes:
        playing = self._playing
        if playing is None or playing.start >= last or playing.end <= first:
            return mulaw.silence(last - first)
        return mulaw.laid([(max(playing.start - first, 0), playing.samples(first, last))], last - first)

    def _ended(self) -> bool:
        return self.closed.is_set() or self.call.over

    async def _clear(self) -> None:
        if self._playing is not None:
            self.call.heard.cut(self._playing)
            self._playing = None
        marks = []
        while not self._queue.empty():
            item = self._queue.get_nowait()
            if isinstance(item, str):
                marks.append(item)
        self._player.cancel()
        self._player = asyncio.ensure_future(self._play())
        for mark in marks:
            await self._mark(mark)

    async def _mark(self, name: str) -> None:
        await self.message("mark", mark={"name": name})

    def _key(self, key: str) -> None:
        if self.sent:
            self.call.spawn(self.message("dtmf", dtmf={"track": "inbound_track", "digit": key}))

    async def _end(self, error: str) -> None:
        self._player.cancel()
        if self._playing is not None:
            self.call.heard.cut(self._playing)
        if self._key in self.call.key_taps:
            self.call.key_taps.remove(self._key)
        await super()._end(error)
