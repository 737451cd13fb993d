"""Prove a model at start: decode a clip whose words are known, made once by the offline voice."""

import numpy as np

from ivr.speech.audio import resample
from ivr.speech.decoding import BadJob, DecodeFailed, Job, Pool
from ivr.speech.models.cache import cache_folder
from ivr.speech.mulaw import mulaw_of

DIGITS = tuple(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])
SPOKEN = ("one", "two", "three", "four", "five", "six")
ENOUGH = 4
"""Words of SPOKEN that must be heard: a voice is not a model's favourite, a broken model hears none."""


def clip() -> bytes:
    """Return the known clip as mu-law, made by the offline voice when the cache has none."""
    path = cache_folder() / "proof.ulaw"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_spoken(" ".join(SPOKEN)))
    return path.read_bytes()


def _spoken(text: str) -> bytes:
    from hibari import SAMPLE_RATE, Hibari  # loads a neural network: only where a clip must be made

    sound = np.asarray(Hibari()(text + ".", seed=1)) * 20_000
    return mulaw_of(resample(sound, SAMPLE_RATE))


async def flaw(pool: Pool, sound: bytes) -> str:
    """Return what is wrong with the pool's model, empty when it hears the known clip."""
    try:
        heard = (await pool.decode(Job(sound, DIGITS))).text.split()
    except (BadJob, DecodeFailed) as error:
        return f"the model can't decode: {error}"
    right = sum(word in heard for word in SPOKEN)
    return "" if right >= ENOUGH else f"the model heard {heard} for {' '.join(SPOKEN)}"
