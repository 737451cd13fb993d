import numpy as np
import pytest

from ivr.speech.mulaw import mulaw_of
from ivr.speech.segmenter import Segmenter
from ivr.speech.tones import COLUMNS, ROWS, is_key_tone
from ivr.speech.voice import FRAME, VoiceActivity

SECOND = np.arange(8000) / 8000


def key(row: float, column: float) -> np.ndarray:
    return 6000 * (np.sin(2 * np.pi * row * SECOND) + np.sin(2 * np.pi * column * SECOND))


def hiss(level: float) -> np.ndarray:
    return np.random.default_rng(1).normal(scale=level, size=8000)


def voiced(sound: bytes) -> list[bool]:
    activity = VoiceActivity()
    return [activity.is_voice(sound[at : at + FRAME]) for at in range(0, len(sound) - FRAME + 1, FRAME)]


def utterances(sound: bytes) -> int:
    segmenter = Segmenter(max_speech=30)
    return sum(segmenter.take(sound[at : at + FRAME]) is not None for at in range(0, len(sound) - FRAME + 1, FRAME))


def test_silence_is_not_voice():
    assert not any(voiced(b"\xff" * 8000))


def test_speech_is_voice(say):
    assert sum(voiced(b"\xff" * 4000 + say("where is my repair"))) > 30


@pytest.mark.parametrize("level", [30, 300, 1500])
def test_steady_noise_is_not_voice_for_long(level):
    assert sum(voiced(mulaw_of(np.tile(hiss(level), 5)))[125:]) <= 3


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("column", COLUMNS[:3])
def test_every_key_is_a_tone(row, column):
    assert is_key_tone(key(row, column)[:160].astype(np.float32))


def test_keys_start_no_utterance():
    dialled = np.concatenate([part for row in ROWS for part in (key(row, COLUMNS[1])[:1600], np.zeros(800))])
    assert utterances(mulaw_of(np.concatenate([np.zeros(4000), dialled]))) == 0


def test_speech_is_no_key_tone(say):
    sound = say("one two three four five six seven eight nine zero")
    assert sum(voiced(b"\xff" * 4000 + sound)) * FRAME > 0.5 * len(sound)


def test_a_click_starts_no_utterance():
    click = np.zeros(8000)
    click[4000:4080] = 20_000
    assert utterances(mulaw_of(click)) == 0


def test_the_sound_before_the_onset_is_kept(say):
    segmenter = Segmenter(max_speech=30)
    sound = b"\xff" * 8000 + say("yes please")
    for at in range(0, len(sound) - FRAME + 1, FRAME):
        if segmenter.take(sound[at : at + FRAME]):
            break
    assert segmenter.utterance is not None
    assert segmenter.utterance.clip.startswith(b"\xff" * 800)
    assert len(segmenter.utterance.clip) == 20 * FRAME
