"""Write a clip as a WAV file."""

import io
import wave

from ivr.speech.mulaw import samples_of

RATE = 8000


def wav(clip: bytes) -> bytes:
    """Return mu-law bytes as a 16-bit WAV file, which every browser plays."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(RATE)
        writer.writeframes(samples_of(clip).tobytes())
    return file.getvalue()
