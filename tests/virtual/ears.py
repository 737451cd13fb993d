"""The real recogniser on the virtual clock: callers have the offline voice; time stands still while Vosk decodes."""

import asyncio
from contextlib import AsyncExitStack
from threading import Thread

from ivr.languages import ENGLISH
from ivr.settings import PROJECT
from ivr.simulator.audio import files
from ivr.simulator.audio.sound import Sound
from ivr.speech import Speech
from ivr.speech.models import installed
from tests.virtual.voice import written

PATIENCE = 60


class VoskEars:
    """Recognises clips in a loop and thread of its own; `voice` speaks these sentences for callers. Close it."""

    def __init__(self, sentences):
        self.voice = SpokenVoice(sentences)
        self._loop, self._open = asyncio.new_event_loop(), AsyncExitStack()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        opening = Speech.open({ENGLISH: installed(ENGLISH)}, PROJECT / "grammars", decoders=1)
        self._speech = self._done(self._open.enter_async_context(opening))

    def recognise(self, clip, listening):
        """Return what is heard in a clip."""
        return self._done(self._speech.recognise(clip, listening))

    def close(self):
        self._done(self._open.aclose())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _done(self, work):
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)


class SpokenVoice:
    """Speaks what callers say; the prompts are hummed, since nobody recognises them."""

    def __init__(self, sentences):
        from hibari import Hibari  # its import takes a second

        voice = Hibari()
        spoken = {text: files.from_floats(voice(text, seed=1), voice.sample_rate) for text in sentences}
        self._sounds = {text: Sound(text, ulaw) for text, ulaw in spoken.items()}

    async def sound(self, text, pitch=1.0):
        return self._sounds.get(text) or written(text)
