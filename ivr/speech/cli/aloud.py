"""Say a grammar's sentences in the offline voice over a noisy line, and hear them as a call would."""

import asyncio
import itertools
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path

import numpy as np
from tqdm import tqdm

from ivr.languages import Language
from ivr.speech.audio import resample
from ivr.speech.cli.common import NoModel, grammar_folder
from ivr.speech.confidence.fitting.sounds import noisy
from ivr.speech.grammar import Grammar
from ivr.speech.grammar.sounds import SAID, TRIES, Hear
from ivr.speech.listening import Listening
from ivr.speech.mulaw import mulaw_of
from ivr.speech.speech import Speech

LOUDNESS = 20_000


@contextmanager
def aloud(language: Language, model: Path, decibels: float) -> Iterator[Callable[[Grammar], Hear]]:
    """Give what makes, for a grammar, a hearer under a progress bar; noise is so many decibels below the voice.

    Raises NoModel where the model cannot be used.
    """
    from hibari import SAMPLE_RATE, Hibari  # loads a neural network: only where something is said

    voice, seeds = Hibari(), itertools.count(1)
    with asyncio.Runner() as runner, _opened(runner, language, model) as speech:

        def hear(grammar: Grammar) -> Hear:
            bar = tqdm(total=len(grammar.sentences(SAID, seed=1)) * TRIES, desc=Path(grammar.name).name, unit="said")

            def hear(words: str) -> str:
                seed = next(seeds)
                sound = resample(np.asarray(voice(words.capitalize() + ".", seed=seed)) * LOUDNESS, SAMPLE_RATE)
                clip = noisy(mulaw_of(sound), decibels, seed)
                heard = runner.run(speech.recognise(clip, Listening((grammar.name,), language.code)))
                bar.update()
                if bar.n == bar.total:
                    bar.close()
                return heard.text if heard else ""

            return hear

        yield hear


@contextmanager
def _opened(runner: asyncio.Runner, language: Language, model: Path) -> Iterator[Speech]:
    stack = AsyncExitStack()
    speech = runner.run(stack.enter_async_context(Speech.open({language: model}, grammar_folder(None), decoders=1)))
    try:
        if not speech.health.ok:
            raise NoModel(speech.health.detail)
        yield speech
    finally:
        runner.run(stack.aclose())
