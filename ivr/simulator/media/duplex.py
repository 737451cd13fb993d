"""A two-way stream: the app's audio is played to the caller; `mark`, `clear` and keys."""

import asyncio
import base64
import binascii
import json
from typing import Any

from ivr.simulator.audio.sound import Sound
from ivr.simulator.audio.track import Playing
from ivr.simulator.media.stream import MediaStream


class DuplexStream(MediaStream):
    """What <Connect><Stream> opens."""

    def start(self) -> None:
        """Connect, stream, and pass keys on."""
        self._queue: asyncio.Queue[Sound | str] = asyncio.Queue()
        self._playing: Playing | None = None
        self._player = asyncio.ensure_future(self._play())
        self.call.key_taps.append(self._key)
        super().start()

    async def accept(self, message: str | bytes) -> None:
        """Take `media`, `mark` or `clear`; anything else is error 31951."""
        try:
            await self._take(json.loads(message))
        except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
            self.exchange.notify(self.call, 31951, f"invalid message: {error!r}", self.order.url)

    async def _take(self, message: dict[str, Any]) -> None:
        if message["streamSid"] != self.sid:
            raise ValueError("streamSid is not this stream's")
        match message["event"]:
            case "media":
                payload = base64.b64decode(message["media"]["payload"], validate=True)
                self._queue.put_nowait(Sound(f"[stream {len(payload) / 8000:.1f} s]", payload, words=False))
            case "mark":
                self._queue.put_nowait(str(message["mark"]["name"]))
            case "clear":
                await self._clear()
            case other:
                raise ValueError(f"event {other!r}")

    async def _play(self) -> None:
        """Play what came, one after the other without gaps, and return marks as they are passed."""
        end = 0
        while True:
            item = await self._queue.get()
            track = self.call.heard
            if isinstance(item, str):
                await self._mark(item)
                continue
            start = max(end, track.position())
            self._playing = track.play(item, start)
            end = self._playing.end
            await asyncio.sleep(max(end / 8000 - self.exchange.clock.now(), 0))

    async def _clear(self) -> None:
        if self._playing is not None:
            self.call.heard.cut(self._playing)
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
            self.exchange.spawn(self.message("dtmf", dtmf={"track": "inbound_track", "digit": key}), self.call)

    async def _end(self, error: str) -> None:
        self._player.cancel()
        if self._playing is not None:
            self.call.heard.cut(self._playing)
        if self._key in self.call.key_taps:
            self.call.key_taps.remove(self._key)
        await super()._end(error)
