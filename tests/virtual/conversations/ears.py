"""The real stream, endpointing and recogniser on the virtual clock: time stands still while Vosk decodes."""

from random import Random

import numpy as np

from ivr.simulator.audio import mulaw
from ivr.simulator.audio.sound import Sound
from ivr.simulator.audio.voice import NeuralVoice
from ivr.speech import SpeechSession
from tests.virtual.ears import VoskEars

MARGIN = 0.2
"""Seconds of noise before and after what is said."""


class StreamEars(VoskEars):
    """Hears callers frame by frame, as the media gateway does."""

    by_stream = True

    def __init__(self):
        super().__init__(())
        self.voice = SteadyVoice()
        self.health = self._speech.health

    def session(self, ask, handle):
        """Return a real session whose recogniser takes no virtual time."""
        return SpeechSession({"en": StillRecogniser(self)}, ask, handle)

    def wait_for(self, method, *given):
        """Let the recogniser work in its own loop, and wait for it here."""
        return self._done(getattr(self._speech._recognisers()["en"], method)(*given))


class StillRecogniser:
    """The recogniser, asked from a loop whose time stands still meanwhile."""

    def __init__(self, ears):
        self._ears = ears

    async def hear(self, clip, listening):
        return self._ears.wait_for("hear", clip, listening)

    async def decide(self, heard, listening):
        return self._ears.wait_for("decide", heard, listening)


class SteadyVoice(NeuralVoice):
    """The simulator's offline voice; how long it takes to make a sound is no part of the call."""

    async def sound(self, text, pitch=1.0):
        if (text, pitch) not in self._spoken:
            self._spoken[text, pitch] = self._make(text, pitch)
        return self._spoken[text, pitch]

    def spoken(self, text, speed, noise_db):
        """Return what a caller says: at their speed, in their noise."""
        key = (text, speed, noise_db)
        if key not in self._spoken:
            self._spoken[key] = Sound(text, _in_noise(self._samples(text, speed), noise_db, text))
        return self._spoken[key]

    def _samples(self, text, speed):
        from hibari import Hibari

        self._synthesiser = self._synthesiser or Hibari()
        sound = np.asarray(self._synthesiser(text, seed=1, speed=speed), dtype=np.float32)
        import soxr

        sound = soxr.resample(sound, Hibari.sample_rate, mulaw.RATE)
        loud = np.nonzero(np.abs(sound) > 0.01)[0]
        return sound[loud[0] : loud[-1] + 1]


def _in_noise(samples, noise_db, seed):
    if noise_db is not None:
        chance = np.random.default_rng(Random(seed).randrange(2**32))
        margin = np.zeros(round(MARGIN * mulaw.RATE), dtype=np.float32)
        level = float(np.sqrt(np.mean(np.square(samples)))) * 10 ** (-noise_db / 20)
        samples = np.concatenate([margin, samples, margin])
        samples = samples + chance.normal(0, level, len(samples)).astype(np.float32)
    return mulaw.encode((np.clip(samples, -1, 1) * 32767).astype(np.int16))
