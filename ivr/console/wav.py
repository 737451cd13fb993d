"""Serve a clip as a WAV file that browsers play and seek in."""

import io
from datetime import datetime

from flask import Response, send_file

from ivr.speech.wav_file import wav


def wav_response(clip: bytes, at: datetime, name: str = "turn.wav") -> Response:
    """Return the clip as a WAV answer; a Range is answered."""
    return send_file(
        io.BytesIO(wav(clip)), mimetype="audio/wav", download_name=name, conditional=True, last_modified=at
    )
