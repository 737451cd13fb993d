"""A ConversationRelay session: the caller's words to the app as text, the app's text spoken to the caller.

From Twilio's manual, "Getting and sending WebSocket messages". To the app go `setup`, `prompt`, `dtmf`, `interrupt`
and `error`; from it come `text`, `play`, `sendDigits`, `language` and `end`. What the caller says is known where it is
typed or stands in a sound file; other sound needs a recogniser. A reply is spoken by sentences as its tokens come.
"""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from ivr.simulator.audio import tones
from ivr.simulator.audio.sound import Sound
from ivr.simulator.audio.track import Playing
from ivr.simulator.engine.call import Call
from ivr.simulator.web.sockets import Socket, SocketError

SENTENCE = re.compile(r".*?[.!?:;](?=\s)\s*", re.DOTALL)
WHO_MAY_INTERRUPT = {"true": "any", "false": "none"}

Fetch = Callable[[str], Awaitable[Sound | None]]


@dataclass(frozen=True)
class RelayOrder:
    """What the element asks for; `interruptible` is any, speech, dtmf or none, as is that of the greeting."""

    url: str
    greeting: str = ""
    greeting_interruptible: str = "any"
    interruptible: str = "any"
    keys: bool = False
    language: str = "en-US"
    hints: tuple[str, ...] = ()
    parameters: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Spoken:
    """A sound to be played, what it says, and what may stop it."""

    sound: Sound
    interruptible: str


class Relay:
    """One session, until the app ends it, the caller hangs up, or the socket fails: see `result`."""

    def __init__(self, call: Call, order: RelayOrder, fetch: Fetch) -> None:
        self._call = call
        self._order = order
        self._fetch = fetch
        self._socket: Socket | None = None
        self._wanted: asyncio.Queue[Spoken] = asyncio.Queue()
        self._now: tuple[Spoken, Playing] | None = None
        self._cut = asyncio.Event()
        self._text = ""
        self._told = ""
        self.language, self.hints = order.language, order.hints
        self.sid = call.new_sid("VX")
        self.began_at = call.now()
        self.handoff: str | None = None
        self.error: tuple[int, str] | None = None

    @property
    def result(self) -> dict[str, str]:
        """What the action of <Connect> hears; the status is ended (by the app), completed (hung up) or failed."""
        status = "failed" if self.error else "completed" if self._call.over else "ended"
        told = {"SessionId": self.sid, "SessionStatus": status}
        told["SessionDuration"] = str(round(self._call.now() - self.began_at))
        if self.handoff is not None:
            told["HandoffData"] = self.handoff
        if self.error is not None:
            told |= {"ErrorCode": str(self.error[0]), "ErrorMessage": self.error[1]}
        return told

    async def run(self) -> None:
        """Connect, talk, and return when the app ends the session, breaks off, or the call is over."""
        try:
            self._socket = await self._call.open_socket(self._order.url, "TwilioVoice/1.0")
        except SocketError as failure:
            self._fails(64102, f"unable to connect to the WebSocket: {failure}")
            return
        self._call.said.listeners.append(self._listen)
        self._call.voice_listeners.append(self)
        self._call.key_taps.append(self._key)
        speaking = asyncio.ensure_future(self._play())
        try:
            await self._talk()
        finally:
            speaking.cancel()
            self._silence()
            self._call.said.listeners.remove(self._listen)
            self._call.voice_listeners.remove(self)
            self._call.key_taps.remove(self._key)
            await self._socket_of().close()

    # -- the app

    def _socket_of(self) -> Socket:
        assert self._socket is not None
        return self._socket

    async def _talk(self) -> None:
        call, order = self._call, self._order
        form = dict(call.form())
        await self._send(
            "setup",
            sessionId=self.sid,
            accountSid=call.account.sid,
            parentCallSid=form.get("ParentCallSid", ""),
            callSid=call.sid,
            **{"from": form["From"], "to": form["To"]},
            forwardedFrom=form.get("ForwardedFrom", ""),
            callType="PSTN",
            callerName=form.get("CallerName", ""),
            direction=form["Direction"],
            callStatus=form["CallStatus"].upper(),
            customParameters=order.parameters,
        )
        if order.greeting:
            await self._say(order.greeting, order.greeting_interruptible)
        try:
            while self.handoff is None and (message := await self._socket_of().receive()) is not None:
                await self._accept(message)
                if self._over:
                    return
        except SocketError as failure:
            self._fails(64105, f"the WebSocket broke: {failure}")
            return
        if not self._over:
            self._fails(64105, "the app closed the WebSocket before it ended the session")

    @property
    def _over(self) -> bool:
        return self._call.over or self.handoff is not None

    async def _accept(self, text: str | bytes) -> None:
        try:
            await self._take(json.loads(text))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            problem = f"invalid message: {error!r}"
            self._call.notify(64107, problem, self._order.url)
            await self._send("error", description=problem)

    async def _take(self, message: dict[str, Any]) -> None:
        interruptible = who_may(message.get("interruptible", self._order.interruptible))
        match message["type"]:
            case "text":
                await self._tokens(str(message["token"]), bool(message.get("last", False)), interruptible)
            case "play":
                sound = await self._fetch(str(message["source"]))
                for _ in range(int(message.get("loop", 1)) or 1000):
                    if sound is not None:
                        self._wanted.put_nowait(Spoken(sound, interruptible))
            case "sendDigits":
                self._wanted.put_nowait(Spoken(tones.keys(str(message["digits"])), interruptible))
            case "language":
                self.language = str(message.get("transcriptionLanguage", self.language))
            case "end":
                self.handoff = str(message.get("handoffData", ""))
            case other:
                raise ValueError(f"type {other!r}")

    async def _tokens(self, token: str, last: bool, interruptible: str) -> None:
        """Speak each sentence that is whole, and at the last token what is left."""
        self._text += token
        while sentence := SENTENCE.match(self._text):
            self._text = self._text[sentence.end() :]
            await self._say(sentence[0], interruptible)
        if last:
            rest, self._text = self._text, ""
            await self._say(rest, interruptible)

    async def _send(self, kind: str, **details: Any) -> None:
        await self._socket_of().send(json.dumps({"type": kind, **details}))

    def _tell(self, kind: str, **details: Any) -> None:
        """Send from where nobody can wait; an app that is gone is noticed by who reads."""

        async def sent() -> None:
            try:
                await self._send(kind, **details)
            except SocketError:
                return

        self._call.spawn(sent())

    def _fails(self, code: int, problem: str) -> None:
        self.error = (code, problem)
        self._call.notify(code, problem, self._order.url)

    # -- what the caller hears

    async def _say(self, text: str, interruptible: str) -> None:
        if text.strip():
            self._wanted.put_nowait(Spoken(await self._call.say(text.strip()), interruptible))

    async def _play(self) -> None:
        while True:
            spoken = await self._wanted.get()
            self._call.log(
                "prompt", text=spoken.sound.text, seconds=round(spoken.sound.seconds, 2), verb="ConversationRelay"
            )
            self._now = (spoken, self._call.heard.play(spoken.sound))
            self._cut.clear()
            try:
                await asyncio.wait_for(self._cut.wait(), spoken.sound.seconds)
            except TimeoutError:
                self._told = f"{self._told} {spoken.sound.text}".strip() if not self._wanted.empty() else ""
                self._now = None

    def _silence(self) -> None:
        if self._now is not None:
            self._call.heard.cut(self._now[1])
            self._now = None
            self._cut.set()
        while not self._wanted.empty():
            self._wanted.get_nowait()

    def _interrupted(self, by: str) -> None:
        """Stop what is spoken where it may be stopped so, and tell the app how far it came."""
        if self._now is None or self._now[0].interruptible not in ("any", by):
            return
        spoken, playing = self._now
        heard = self._call.now() - playing.start / 8000
        words = spoken.sound.text.split()
        share = min(heard / spoken.sound.seconds, 1.0) if spoken.sound.seconds else 1.0
        until = f"{self._told} {' '.join(words[: round(len(words) * share)])}".strip()
        self._told = self._text = ""
        self._silence()
        self._tell("interrupt", utteranceUntilInterrupt=until, durationUntilInterruptMs=round(heard * 1000))

    # -- what the caller does

    def _key(self, key: str) -> None:
        self._interrupted("dtmf")
        if self._order.keys:
            self._tell("dtmf", digit=key)

    def _listen(self, playing: Playing) -> None:
        if playing.sound.words and playing.sound.known and playing.end > self._call.said.position():
            self.began()
            self._call.spawn(self._heard(playing))

    async def _heard(self, playing: Playing) -> None:
        await asyncio.sleep(max(playing.end / 8000 - self._call.now(), 0))
        self.said(playing.sound.text, 1.0)

    def began(self) -> None:
        """Stop what is spoken: the caller speaks."""
        self._interrupted("speech")

    def said(self, text: str, confidence: float) -> None:
        """Tell the app what the caller said; a noise is not told."""
        if text:
            self._tell("prompt", voicePrompt=text, lang=self.language, last=True)


def who_may(given: object) -> str:
    """Return who may interrupt: any, speech, dtmf or none, from Twilio's words or a truth value."""
    word = str(given).lower()
    return WHO_MAY_INTERRUPT.get(word, word)
