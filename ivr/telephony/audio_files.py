"""Serve what callers are played: recorded prompts, sentences with values, and the queue's music.

A recording's name changes with its sound, so caches may keep it.
"""

from collections.abc import Mapping

import structlog
from flask import Blueprint, Response, abort, send_file

from ivr.prompts import Recording
from ivr.telephony.music import music, soft_tone
from ivr.telephony.sentences import BadSentence, Sentences

log = structlog.get_logger(__name__)

A_YEAR = 365 * 24 * 3600
A_DAY = 24 * 3600

Recordings = Mapping[tuple[str, str], Recording]
"""Recordings by language and file name, `<stem>.<digest>.wav`."""


def audio_blueprint(recordings: Recordings, sentences: Sentences) -> Blueprint:
    """Return the routes. Twilio fetches sound without a signature: recordings have nothing personal in them, and a
    sentence is for who has its address.
    """
    routes = Blueprint("audio", __name__)

    @routes.get("/audio/hold.wav")
    def hold() -> Response:
        return _cacheable(Response(music(), mimetype="audio/wav"), A_DAY)

    @routes.get("/audio/tone.wav")
    def tone() -> Response:
        return _cacheable(Response(soft_tone(), mimetype="audio/wav"), A_DAY)

    @routes.get("/audio/<language>/<name>")
    def prompt(language: str, name: str) -> Response:
        recording = recordings.get((language, name))
        if recording is None:
            abort(404)
        return _cacheable(send_file(recording.path, mimetype="audio/wav"), A_YEAR)

    @routes.get("/audio/sentences/<token>.wav")
    def sentence(token: str) -> Response:
        try:
            sound = Response(sentences.wav(token), mimetype="audio/wav")
        except BadSentence as bad:
            log.warning("a sentence was not spoken", why=str(bad))
            abort(404)
        sound.cache_control.no_store = True
        return sound

    return routes


def _cacheable(response: Response, seconds: int) -> Response:
    response.cache_control.public = True
    response.cache_control.max_age = seconds
    return response
