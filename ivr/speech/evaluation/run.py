"""Run a manifest through the recogniser that calls use."""

import asyncio
from collections.abc import Iterable
from pathlib import Path

from tqdm import tqdm

from ivr.speech.audio import AudioError, read_wav
from ivr.speech.evaluation.manifest import Clip
from ivr.speech.evaluation.outcome import Result, outcome_of, word_errors
from ivr.speech.grammar import GrammarError
from ivr.speech.listening import Listening
from ivr.speech.mulaw import seconds_of
from ivr.speech.recognition import Recognition
from ivr.speech.speech import Models, Speech


async def run(clips: Iterable[Clip], models: Models, grammars: Path, listening: Listening) -> list[Result]:
    """Return every clip's result in order, decoded by all cores, under a progress bar."""
    waiting = list(clips)
    async with Speech.open(models, grammars) as speech:
        places = asyncio.Semaphore(max(1, speech.health.decoders) + 1)
        with tqdm(total=len(waiting), desc="recognising", unit="clip") as bar:

            async def one(clip: Clip) -> Result:
                async with places:
                    result = await _result(speech, clip, listening)
                bar.update()
                return result

            return list(await asyncio.gather(*(one(clip) for clip in waiting)))


async def _result(speech: Speech, clip: Clip, settings: Listening) -> Result:
    listening = Listening((clip.grammar,), settings.language, settings.accept, settings.confirm)
    try:
        mulaw = read_wav(clip.audio)
        recognition = await speech.recognise(mulaw, listening)
    except (AudioError, GrammarError) as error:
        return Result(str(clip.audio), clip.grammar, clip.expected, "error", error=str(error))
    assert recognition is not None, speech.health.detail
    return _judged(clip, recognition, seconds_of(mulaw))


def _judged(clip: Clip, recognition: Recognition, seconds: float) -> Result:
    return Result(
        audio=str(clip.audio),
        grammar=clip.grammar,
        expected=clip.expected,
        outcome=outcome_of(clip, recognition.interpretation, recognition.decision),
        interpretation=recognition.interpretation,
        decision=recognition.decision,
        confidence=round(recognition.confidence, 4),
        text=recognition.text,
        word_errors=None if clip.text is None else word_errors(clip.text, recognition.text),
        words=len((clip.text or "").split()),
        audio_seconds=seconds,
        decode_seconds=recognition.decode_seconds,
        latency=recognition.latency,
    )
