"""Runs a call's documents, verb by verb, and takes live updates as they come."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager

from ivr.simulator.audio.sound import Sound
from ivr.simulator.audio.track import Playing
from ivr.simulator.engine.call import Call
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.engine.steps import Goto, Inline, Next, Source
from ivr.simulator.twiml.document import Verb
from ivr.simulator.twiml.schema import ELEMENTS
from ivr.simulator.verbs.loader import Loader

Epilogue = Callable[[str], Goto | None]
Performers = Mapping[str, Callable[[Verb, "Machine"], Awaitable[Next]]]


class Machine:
    """Executes TwiML for one leg; `allowed` narrows the verbs (a waitUrl knows only some)."""

    def __init__(
        self, exchange: Exchange, call: Call, performers: "Performers", allowed: frozenset[str] | None = None
    ) -> None:
        self.exchange = exchange
        self.call = call
        self.loader = Loader(call)
        self._performers = performers
        self._allowed = allowed
        self._work: asyncio.Future[Next] | None = None
        self._update: Source | None = None
        self._conducting = False
        self._epilogue: Epilogue | None = None

    def narrowed(self, allowed: frozenset[str], call: Call | None = None) -> "Machine":
        """Return a machine for this call or another that knows only some verbs."""
        return Machine(self.exchange, call or self.call, self._performers, allowed)

    @property
    def busy(self) -> bool:
        """Whether the call's documents are being executed: a live update then goes to this machine."""
        return self._conducting

    async def conduct(self, source: Source) -> Next:
        """Run documents till the call's end; a live update drops the current one."""
        self._conducting = True
        try:
            return await self._conducted(source)
        finally:
            self._conducting = False

    async def _conducted(self, source: Source) -> Next:
        while not self.call.over:
            self._work = asyncio.ensure_future(self.run(source))
            try:
                await asyncio.wait({self._work})
            finally:
                self._work.cancel()
            if not self._work.cancelled():
                return self._work.result()
            if self._update is None or self.call.over:
                return None
            await self.epilogue("redirected")  # meanwhile the app may ask for yet another document: the last counts
            source, self._update = self._update, None
        return None

    async def run(self, source: Source) -> Next:
        """Run documents from one source on until none follows."""
        following: Next = source
        while isinstance(following, Goto | Inline):
            verbs = await self.loader.load(following)
            following = await self.perform(verbs)
        return following

    async def perform(self, verbs: tuple[Verb, ...]) -> Next:
        """Run verbs in order until one says where to go; None when they ran out."""
        for verb in verbs:
            if self._allowed is not None and verb.name not in self._allowed:
                self.call.notify(12200, f"<{verb.name}> is not allowed here", self.loader.base)
                continue
            self.call.log("verb", verb=verb.name, attributes=given(verb), text=verb.text)
            await self._answered(verb)
            following = await self._performers[verb.name](verb, self)
            if following is not None:
                return following
        return None

    async def play(self, sound: Sound, verb: str) -> None:
        """Let the call's person hear a sound to its end, or until interrupted."""
        self.call.log("prompt", text=sound.text, seconds=round(sound.seconds, 2), verb=verb)
        playing = self.call.heard.play(sound)
        try:
            await self.until_played(playing)
        finally:
            self.call.heard.cut(playing)

    async def until_played(self, playing: Playing) -> None:
        """Wait for a sound's end."""
        await asyncio.sleep(max(playing.end / 8000 - self.call.now(), 0))

    def update(self, source: Source) -> None:
        """Drop the current document and go on with another (REST)."""
        self._update = source
        self.stop()

    def stop(self) -> None:
        """Drop the current document."""
        if self._work is not None:
            self._work.cancel()

    @contextmanager
    def if_interrupted(self, epilogue: Epilogue) -> Iterator[None]:
        """Remember which request a verb still owes the app when it is interrupted inside this block."""
        before, self._epilogue = self._epilogue, epilogue
        try:
            yield
        except asyncio.CancelledError:
            raise
        else:
            self._epilogue = before

    async def epilogue(self, reason: str) -> None:
        """Make the request an interrupted verb owes (`redirected` or `hangup`); its reply is ignored."""
        epilogue, self._epilogue = self._epilogue, None
        goto = epilogue(reason) if epilogue else None
        if goto is not None:
            await self.loader.request(goto)

    def action(self, verb: Verb, extra: dict[str, str]) -> Goto:
        """Return the request to a verb's action, by default to the current document's URL."""
        return Goto(self.loader.absolute(verb.get("action")), verb.get("method", "POST").upper(), list(extra.items()))

    async def _answered(self, verb: Verb) -> None:
        if verb.name == "Reject" or (verb.name == "Dial" and verb.flag("answerOnBridge")):
            return
        self.exchange.answer(self.call)


def given(verb: Verb) -> dict[str, str]:
    """Return a verb's attributes without the defaults."""
    table = ELEMENTS[verb.name].attributes
    return {name: value for name, value in verb.attributes.items() if name not in table or table[name].default != value}
