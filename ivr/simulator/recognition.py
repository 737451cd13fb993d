"""Words for what callers say by microphone or sound file: an optional recogniser, named by `MODULE:CALLABLE`.

The callable takes nothing and returns an asynchronous context manager; that gives a function
`await recognise(mulaw, language, hints)` -> (text, confidence), which may be asked for any 8 kHz clip.
"""

import importlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from ivr.simulator.engine.call import Call
from ivr.simulator.engine.events import Event
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.engine.services import Recognise
from ivr.simulator.guards import Refused
from ivr.simulator.media.utterances import Line, follow


@asynccontextmanager
async def opened(name: str) -> AsyncIterator[Recognise | None]:
    """Give the recogniser of that name while the block runs; None for no name, Refused for one that isn't there."""
    if not name:
        yield None
        return
    module, _, attribute = name.partition(":")
    async with AsyncExitStack() as stack:
        try:
            make = getattr(importlib.import_module(module), attribute)
            recognise = await stack.enter_async_context(make())
        except Exception as error:  # whatever it is that the recogniser can't start without
            raise Refused(f"no recogniser {name}: {error}") from error
        yield recognise


class CallRecogniser:
    """Listens to one call; tells the log and the call's listeners what was said."""

    def __init__(self, call: Call, recognise: Recognise) -> None:
        self._call = call
        self._recognise = recognise

    async def listen(self) -> None:
        """Listen until the call is over."""
        said = self._call.said
        await follow(Line(said.position, said.read, lambda: self._call.over), self._began, self._tell_said)

    def _began(self, before: int, now: int) -> bool:
        if self._known(before, now):
            return False
        for each in tuple(self._call.voice_listeners):
            each.began()
        return True

    async def _tell_said(self, start: int, end: int, seconds: float) -> None:
        listener = self._call.voice_listeners[-1] if self._call.voice_listeners else None
        wanted = (listener.language, listener.hints) if listener else ("en-US", ())
        text, confidence = await self._recognise(self._call.said.read(start, end), *wanted)
        if text:
            details = {"text": text, "confidence": round(confidence, 3), "seconds": seconds}
            self._call.log("recognised", **details)
        for each in tuple(self._call.voice_listeners):
            each.said(text, confidence)

    def _known(self, first: int, last: int) -> bool:
        """Say whether it is known what a stretch is: words that were typed or stand in the sound file, a key's tone."""
        sounds = self._call.said.sounds[-8:]
        return any(each.sound.known and each.start < last and each.end > first for each in sounds)


class Recognition:
    """Listens to every call once it is answered."""

    def __init__(self, exchange: Exchange, recognise: Recognise) -> None:
        self._exchange = exchange
        self._recognise = recognise
        exchange.log.sinks.append(self._take)

    def _take(self, event: Event) -> None:
        if event.name == "call" and event.details["status"] == "in-progress":
            call = self._exchange.calls[event.call]
            call.spawn(CallRecogniser(call, self._recognise).listen())
