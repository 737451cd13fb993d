import io
import struct
import wave

import numpy as np
import pytest

from ivr.speech.audio import AudioError, read_wav, resample
from ivr.speech.mulaw import mulaw_of, samples_of


def tone(hertz: float, rate: int, seconds: float = 0.5) -> np.ndarray:
    return (8000 * np.sin(2 * np.pi * hertz * np.arange(int(rate * seconds)) / rate)).astype(np.int16)


def wav(samples: np.ndarray, rate: int, channels: int = 1) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setparams((channels, 2, rate, 0, "NONE", ""))
        writer.writeframes(samples.tobytes())
    return file.getvalue()


def mulaw_wav(mulaw: bytes) -> bytes:
    head = struct.pack("<HHIIHH", 7, 1, 8000, 8000, 1, 8)
    chunks = b"fmt " + struct.pack("<I", 16) + head + b"data" + struct.pack("<I", len(mulaw)) + mulaw
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WAVE" + chunks


def test_mulaw_levels_are_those_of_g711():
    assert samples_of(b"\x00\x80\xff\x7f\xf0").tolist() == [-32124, 32124, 0, 0, 120]


def test_every_mulaw_byte_survives_a_round_trip():
    codes = bytes(code for code in range(256) if code != 0x7F)
    assert mulaw_of(samples_of(codes)) == codes


def test_a_mulaw_wav_is_taken_as_it_is():
    assert read_wav(mulaw_wav(b"\x01\x02\x03")) == b"\x01\x02\x03"


@pytest.mark.parametrize("rate", [8000, 16_000, 44_100])
def test_a_wav_of_any_rate_becomes_half_a_second_at_8_khz(rate):
    samples = samples_of(read_wav(wav(tone(440, rate), rate))).astype(float)
    assert abs(len(samples) - 4000) <= 1
    assert np.argmax(np.abs(np.fft.rfft(samples))) * 8000 / len(samples) == pytest.approx(440, abs=2)


def test_two_channels_are_mixed():
    both = np.column_stack([tone(440, 8000), tone(440, 8000)]).ravel()
    assert len(read_wav(wav(both, 8000, channels=2))) == 4000


def test_resampling_lets_no_high_tone_fold_into_the_speech_band():
    assert np.abs(resample(tone(6000, 16_000), 16_000)[200:-200]).max() < 80


@pytest.mark.parametrize("damaged", [b"", b"RIFF", b"#!AMR\n" * 20, wav(tone(440, 8000), 8000)[:30]])
def test_what_is_no_wav_is_refused(damaged):
    with pytest.raises(AudioError):
        read_wav(damaged)


def test_a_wav_that_names_another_file_is_not_followed(tmp_path):
    playlist = tmp_path / "clip.wav"
    playlist.write_bytes(b"#EXTM3U\n#EXTINF:1,\n/etc/hostname\n")
    with pytest.raises(AudioError):
        read_wav(playlist)


def test_an_hour_of_sound_is_refused():
    with pytest.raises(AudioError, match="longer"):
        read_wav(mulaw_wav(b"\xff" * 8000 * 3600))
