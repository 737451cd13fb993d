"""What a person can do to a call they are on: press, speak, put the phone down."""

import asyncio

from ivr.simulator.audio import tones
from ivr.simulator.audio.sound import Sound
from ivr.simulator.engine.call import Call
from ivr.simulator.engine.exchange import Exchange

KEY_SECONDS = 0.2


class Handset:
    """One person on one call."""

    def __init__(self, exchange: Exchange, call: Call) -> None:
        self.exchange = exchange
        self.call = call

    async def press(self, keys: str) -> None:
        """Press keys one after the other; `w` waits half a second, `W` a whole one."""
        for number, key in enumerate(keys):
            if key in "wW":
                await asyncio.sleep(0.5 if key == "w" else 1.0)
                continue
            if number:
                await asyncio.sleep(KEY_SECONDS)
            self.key(key)

    def key(self, key: str) -> None:
        """Press one key now: it sounds on the line, and is told to who listens."""
        if not self.call.over:
            self.call.said.play(tones.keys(key))
            self.call.log("key", key=key, listened=self.call.key(key))

    async def say(self, text: str) -> None:
        """Speak words, and wait until they are out."""
        await self.speak(await self.exchange.spoken(text))

    async def speak(self, sound: Sound) -> None:
        """Let a sound into the phone, and wait until it is over."""
        if self.call.over:
            return
        self.call.log("utterance", text=sound.text, seconds=round(sound.seconds, 2))
        playing = self.call.said.play(sound)
        try:
            await asyncio.sleep(sound.seconds)
        finally:
            self.call.said.cut(playing)

    def hang_up(self) -> None:
        """Put the phone down; before the answer this cancels the call."""
        self.exchange.hang_up(self.call, "completed" if self.call.started else "canceled")
