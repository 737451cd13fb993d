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


PCM, FLOAT, ALAW, MULAW, GSM = 1, 3, 6, 7, 0x31
SINE = tone(440, 8000)


def riff(codec: int, bits: int, payload: bytes, extensible: bool = False, said: int | None = None) -> bytes:
    """A mono WAV file of 8 kHz; `said` is the length that its header claims."""
    head = struct.pack("<HHIIHH", 0xFFFE if extensible else codec, 1, 8000, 8000 * bits // 8, bits // 8, bits)
    if extensible:
        head += struct.pack("<HHIH", 22, bits, 4, codec) + bytes.fromhex("000000001000800000aa00389b71")
    chunks = b"fmt " + struct.pack("<I", len(head)) + head
    chunks += b"data" + struct.pack("<I", len(payload) if said is None else said) + payload
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WAVE" + chunks


def alaw_of(samples: np.ndarray) -> bytes:
    """A-law by the table of G.711: of each segment's 16 steps, the nearest level."""
    levels = samples_of_alaw(bytes(range(256)))
    return bytes(int(np.abs(levels - sample).argmin()) for sample in samples.astype(int))


def samples_of_alaw(alaw: bytes) -> np.ndarray:
    codes = [code ^ 0x55 for code in alaw]
    steps = [(code & 15) * 2 + 1 + 32 * (code >> 4 & 7 > 0) << max((code >> 4 & 7) - 1, 0) for code in codes]
    return np.array([step * 8 if code & 0x80 else -step * 8 for step, code in zip(steps, codes, strict=True)])


def bits_24(samples: np.ndarray) -> bytes:
    return (samples.astype("<i4") * 256).view(np.uint8).reshape(-1, 4)[:, :3].tobytes()


@pytest.mark.parametrize("extensible", [False, True])
@pytest.mark.parametrize(
    ("codec", "bits", "payload"),
    [
        (PCM, 8, (SINE // 256 + 128).astype(np.uint8).tobytes()),
        (PCM, 16, SINE.tobytes()),
        (PCM, 24, bits_24(SINE)),
        (PCM, 32, (SINE.astype("<i4") << 16).tobytes()),
        (FLOAT, 32, (SINE / 32_768).astype("<f4").tobytes()),
        (FLOAT, 64, (SINE / 32_768).astype("<f8").tobytes()),
        (ALAW, 8, alaw_of(SINE)),
        (MULAW, 8, mulaw_of(SINE)),
    ],
)
def test_every_telephone_codec_is_read_however_the_header_names_it(codec, bits, payload, extensible):
    samples = samples_of(read_wav(riff(codec, bits, payload, extensible))).astype(int)
    assert len(samples) == len(SINE)
    assert np.abs(samples - SINE).max() < 400


@pytest.mark.parametrize("said", [0, 0x7FFFFFFF, 0xFFFFFFFF])
def test_a_length_that_was_not_known_means_to_the_end(said):
    assert len(read_wav(riff(PCM, 16, SINE.tobytes(), said=said))) == len(SINE)


def test_half_a_sample_at_the_end_is_left_out():
    assert len(read_wav(riff(PCM, 16, SINE.tobytes()[:-1]))) == len(SINE) - 1


def test_floats_that_are_no_numbers_are_silence_and_loud_ones_are_clipped():
    odd = np.array([np.nan, np.inf, -np.inf, 9.0], "<f4").tobytes()
    assert samples_of(read_wav(riff(FLOAT, 32, odd))).tolist() == [0, 32124, -32124, 32124]


@pytest.mark.parametrize(
    ("file", "named"),
    [
        (riff(GSM, 0, b"x" * 65), "GSM 6.10"),
        (riff(GSM, 0, b"x" * 65, extensible=True), "GSM 6.10"),
        (riff(PCM, 12, b"x" * 66), "PCM of 12 bits"),
        (riff(0x9999, 16, b"xx"), "codec 39321"),
        (b"fLaC" + bytes(40), "FLAC"),
        (b"ID3" + bytes(40), "MP3"),
        (b"OggS" + bytes(40), "Ogg"),
    ],
)
def test_what_is_not_read_is_named_with_what_to_do(file, named, monkeypatch):
    monkeypatch.setenv("PATH", "")  # and no program is looked for
    with pytest.raises(AudioError, match=f"{named}.*convert it"):
        read_wav(file)
