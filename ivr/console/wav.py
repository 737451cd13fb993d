"""Serve a clip as a WAV file that browsers play and seek in."""

import audioop
import io
import wave
from datetime import datetime

from flask import Response, send_file

RATE = 8000


def wav(clip: bytes) -> bytes:
    """Return mu-law bytes as a 16-bit WAV file, which every browser plays."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(RATE)
        writer.writeframes(audioop.ulaw2lin(clip, 2))
    return file.getvalue()


def wav_response(clip: bytes, at: datetime) -> Response:
    """Return the clip as a WAV answer; a Range is obeyed."""
    return send_file(
        io.BytesIO(wav(clip)), mimetype="audio/wav", download_name="turn.wav", conditional=True, last_modified=at
    )
