"""Prove a model at start: decode a clip whose words are known, made once by the offline voice."""

import asyncio

import numpy as np

from ivr.languages.language import Language
from ivr.offline_voice import NoVoice, offline_voice
from ivr.speech.audio import resample
from ivr.speech.decoding import GARBAGE, BadJob, DecodeFailed, Job, Pool
from ivr.speech.models.cache import cache_folder
from ivr.speech.mulaw import RATE, mulaw_of
from ivr.whole_files import write_whole

FIRST, LAST = 1, 6
"""The digits that are spoken, in this order."""
LOUDNESS = 20_000
ENOUGH = 4
"""How many of them must be heard of a natural voice: a voice is not a model's favourite, a broken model hears none."""


def clip(language: Language) -> bytes:
    """Return the known clip as mu-law, made by the offline voice when the cache has none; raise NoVoice without one."""
    path = cache_folder() / f"proof-{language.code}.ulaw"
    if not path.exists():
        write_whole(path, _spoken(language))
    return path.read_bytes()


def clip_or_silence(language: Language) -> bytes:
    """Return the known clip, or a second of silence where no voice can say it."""
    try:
        return clip(language)
    except NoVoice:
        return mulaw_of(np.zeros(RATE))


def _spoken_digits(language: Language) -> tuple[str, ...]:
    return _digits(language)[FIRST : LAST + 1]


def _digits(language: Language) -> tuple[str, ...]:
    return tuple(words[0] for words in language.words.digits.values())


def _spoken(language: Language) -> bytes:
    voice = offline_voice(language.voice.offline)
    sound = np.asarray(voice.speak(" ".join(_spoken_digits(language)) + ".", 1.0)) * LOUDNESS
    return mulaw_of(resample(sound, voice.rate))


async def problem(pool: Pool, language: Language) -> str:
    """Return what is wrong with the pool's model, empty when it hears the known clip.

    Of a robotic voice no word need be heard, but none outside the grammar may be.
    """
    spoken, digits = _spoken_digits(language), _digits(language)
    try:
        sound = await asyncio.to_thread(clip, language)
        heard = (await pool.decode(Job(sound, digits))).text.split()
    except NoVoice:
        return ""
    except (BadJob, DecodeFailed) as error:
        return f"the model can't decode: {error}"
    if set(heard) - {*digits, GARBAGE}:
        return f"the model ignores grammars: it heard {heard}"
    right = sum(word in heard for word in spoken)
    enough = ENOUGH if language.voice.offline == "hibari" else 0
    return "" if right >= enough else f"the model heard {heard} for {' '.join(spoken)}"
