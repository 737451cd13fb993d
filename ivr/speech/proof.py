"""Prove a model at start: decode a clip whose words are known, made once by the offline voice."""

import asyncio

import numpy as np

from ivr.languages.language import Language
from ivr.speech.audio import resample
from ivr.speech.decoding import BadJob, DecodeFailed, Job, Pool
from ivr.speech.models.cache import cache_folder
from ivr.speech.mulaw import mulaw_of

FIRST, LAST = 1, 6
"""The digits that are spoken, in this order."""
ENOUGH = 4
"""How many of them must be heard: a voice is not a model's favourite, a broken model hears none."""


def clip(language: Language) -> bytes:
    """Return the known clip as mu-law, made by the offline voice when the cache has none."""
    path = cache_folder() / f"proof-{language.code}.ulaw"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_spoken(" ".join(_spoken_digits(language))))
    return path.read_bytes()


def _spoken_digits(language: Language) -> tuple[str, ...]:
    return _digits(language)[FIRST : LAST + 1]


def _digits(language: Language) -> tuple[str, ...]:
    return tuple(words[0] for words in language.words.digits.values())


def _spoken(text: str) -> bytes:
    from hibari import SAMPLE_RATE, Hibari  # loads a neural network: only where a clip must be made

    sound = np.asarray(Hibari()(text + ".", seed=1)) * 20_000
    return mulaw_of(resample(sound, SAMPLE_RATE))


async def flaw(pool: Pool, language: Language) -> str:
    """Return what is wrong with the pool's model, empty when it hears the known clip."""
    spoken = _spoken_digits(language)
    sound = await asyncio.to_thread(clip, language)
    try:
        heard = (await pool.decode(Job(sound, _digits(language)))).text.split()
    except (BadJob, DecodeFailed) as error:
        return f"the model can't decode: {error}"
    right = sum(word in heard for word in spoken)
    return "" if right >= ENOUGH else f"the model heard {heard} for {' '.join(spoken)}"
