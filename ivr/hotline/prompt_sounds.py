"""Let supervisors hear what callers heard: the recordings of the prompts, and sentences in the same voice."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from ivr.speech.audio import read_wav
from ivr.telephony.edge import Edge
from ivr.telephony.sentences import BadSentence, Sentences

KEPT = 500
"""Sentences of which the sound is kept: half a megabyte a minute."""


def prompt_sounds(edge: Edge) -> Callable[[str, str], bytes]:
    """Return what speaks a text of a language as mu-law, nothing where there is no voice for it."""
    recordings: dict[str, dict[str, Path]] = {}
    for (language, _), recording in sorted(edge.recordings.items(), key=lambda each: each[1].stem, reverse=True):
        recordings.setdefault(language, {})[recording.text] = recording.path
    fixed = {language: _any_of(texts) for language, texts in recordings.items()}

    @lru_cache(maxsize=KEPT)
    def sentence(text: str, language: str) -> bytes:
        path = recordings.get(language, {}).get(text)
        return read_wav(path.read_bytes()) if path else _spoken(edge.sentences, text, language)

    def speak(text: str, language: str) -> bytes:
        pieces = fixed[language].split(text) if language in fixed else [text]
        return b"".join(sentence(piece.strip(), language) for piece in pieces if any(map(str.isalnum, piece)))

    return speak


def _spoken(sentences: Sentences, text: str, language: str) -> bytes:
    try:
        return read_wav(sentences.spoken(text, language))
    except BadSentence:
        return b""


def _any_of(texts: Mapping[str, Path]) -> re.Pattern[str]:
    """Return what splits a text at its longest parts that are recorded, which it keeps."""
    longest = sorted((text for text in texts if text), key=len, reverse=True)
    return re.compile(rf"((?<!\S)(?:{'|'.join(map(re.escape, longest))})(?!\S))")
