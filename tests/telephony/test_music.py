import wave
from io import BytesIO

import numpy as np

from ivr.telephony.music import music, seconds


def sound():
    with wave.open(BytesIO(music())) as file:
        assert (file.getframerate(), file.getsampwidth(), file.getnchannels()) == (8000, 2, 1)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768


def test_music_is_the_same_each_time_and_as_long_as_it_says():
    assert music() == music.__wrapped__()
    assert len(sound()) / 8000 == seconds()


def test_a_waiting_caller_never_hears_a_second_of_silence():
    loudness = np.sqrt(np.mean(sound().reshape(-1, 8000) ** 2, axis=1))
    assert loudness.min() > 0.01


def test_music_is_soft_and_not_clipped():
    assert 0.05 < np.abs(sound()).max() < 0.7


def test_music_begins_and_ends_without_a_click():
    assert np.abs(np.diff(sound())).max() < 0.25
