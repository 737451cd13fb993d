"""Serve a clip as a WAV file that browsers play and seek in."""

import io
import wave
from datetime import datetime

from flask import Response, send_file

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


def wav_response(clip: bytes, at: datetime, name: str = "turn.wav") -> Response:
    """Return the clip as a WAV answer; a Range is answered."""
    return send_file(
        io.BytesIO(wav(clip)), mimetype="audio/wav", download_name=name, conditional=True, last_modified=at
    )
