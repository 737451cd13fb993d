"""Words of any kind out of a clip, without a grammar: for whoever wants a text and no meaning, such as a simulator."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from ivr import settings
from ivr.languages import ENGLISH
from ivr.speech.decoding import DecodersUnavailable, Job, open_pool
from ivr.speech.models import installed

Recognise = Callable[[bytes, str, tuple[str, ...]], Awaitable[tuple[str, float]]]


@asynccontextmanager
async def dictation() -> AsyncIterator[Recognise]:
    """Give `await recognise(mulaw, language, hints)`: the words and the mean of their confidences.

    There is one language, English; hints are not used. Nothing recognised is empty words.
    Raises DecodersUnavailable where there is no model.
    """
    model = installed(ENGLISH, settings.load_or_exit().model_path)
    if model is None:
        raise DecodersUnavailable("no speech model; run: python -m ivr.speech fetch")
    async with open_pool(model, 1) as pool:

        async def recognise(mulaw: bytes, language: str, hints: tuple[str, ...]) -> tuple[str, float]:
            words = (await pool.hear(Job(mulaw, None))).words
            confidences = [word.confidence for word in words]
            return " ".join(word.text for word in words), sum(confidences) / max(len(confidences), 1)

        yield recognise
