"""Gets a call's next document: asks the app, then its fallback, then apologises as Twilio does."""

from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from ivr.simulator.engine.account import Hook
from ivr.simulator.engine.call import Call
from ivr.simulator.engine.steps import Goto, Inline, Source
from ivr.simulator.twiml.document import BadDocument, Verb
from ivr.simulator.twiml.parse import parse
from ivr.simulator.web.fetch import FetchError, Reply
from ivr.simulator.web.signature import Form

APOLOGY = "We are sorry. An application error has occurred. Goodbye."
_XML = ("text/xml", "application/xml", "text/html", "application/rss+xml")


class Loader:
    """Loads documents for one call; `base` is the URL of the current one."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self.base = call.hooks.voice.url if call.hooks.voice else ""
        self.inline = False
        self.params: Callable[[], Form] = list

    def absolute(self, url: str) -> str:
        """Return a URL of the current document as an absolute one; no URL is the document itself."""
        if self.inline and not urlsplit(url).scheme:
            self._call.notify(15004, f"{url or 'no action'}: must be absolute in TwiML given by REST", "")
        return urljoin(self.base, url.strip()) if url else self.base

    async def load(self, source: Source) -> tuple[Verb, ...]:
        """Return the verbs of the next document."""
        self.inline = isinstance(source, Inline)
        try:
            return await self._loaded(source)
        except (FetchError, BadDocument) as error:
            failed = error.url if isinstance(error, FetchError) else self.base
            self._call.notify(error.code, str(error), failed, level=0)
            return await self._fallback(error.code, failed)

    async def request(self, goto: Goto) -> None:
        """Ask the app without following what it answers."""
        try:
            await self._fetched(goto)
        except FetchError as error:
            self._call.notify(error.code, str(error), error.url)

    async def _loaded(self, source: Source) -> tuple[Verb, ...]:
        if isinstance(source, Inline):
            return self._read(source.twiml.encode(), "inline")
        reply = await self._fetched(source)
        self.base = reply.url
        kind = reply.content_type.split(";")[0].strip().lower()
        if kind.startswith("audio/"):
            return (Verb("Play", {"loop": "1"}, reply.url),)
        if kind == "text/plain":
            return self._plain(reply)
        if kind not in _XML:
            raise BadDocument(12300, f"content type {kind or 'missing'!r} from {reply.url}")
        return self._read(reply.body, reply.url)

    async def _fetched(self, goto: Goto) -> Reply:
        extra = [*self.params(), *goto.extra]
        form = [*_without(self._call.form(), extra), *extra]
        return await self._call.fetch(goto.method, goto.url, form)

    def _plain(self, reply: Reply) -> tuple[Verb, ...]:
        try:
            return self._read(reply.body, reply.url)
        except BadDocument:
            return (Verb("Say", {"loop": "1"}, reply.body.decode(errors="replace")),)

    def _read(self, body: bytes, url: str) -> tuple[Verb, ...]:
        text = body.decode(errors="replace")
        self._call.log("twiml", url=url, document=text)
        document = parse(body)
        for complaint in document.complaints:
            self._call.notify(complaint.code, complaint.message, url)
        return document.verbs

    async def _fallback(self, code: int, failed: str) -> tuple[Verb, ...]:
        hook = self._call.hooks.fallback
        if hook is not None:
            try:
                extra = [("ErrorCode", str(code)), ("ErrorUrl", failed)]
                return await self._loaded(_to(hook, extra))
            except (FetchError, BadDocument) as error:
                self._call.notify(error.code, str(error), hook.url, level=0)
        return (Verb("Say", {"loop": "1"}, APOLOGY), Verb("Hangup", {}))


def _to(hook: Hook, extra: list[tuple[str, str]]) -> Goto:
    return Goto(hook.url, hook.method, extra)


def _without(form: list[tuple[str, str]], extra: list[tuple[str, str]]) -> list[tuple[str, str]]:
    names = {name for name, _ in extra}
    return [(name, value) for name, value in form if name not in names]
