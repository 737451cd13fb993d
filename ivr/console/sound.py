"""A whole call as one sound, and where in it each word is heard.

Both are made when they are asked for, from the turns, and are the same each time: nothing of it is kept but in memory.
"""

from functools import lru_cache
from typing import Any

from flask import Blueprint, Response, abort, jsonify
from flask_login import current_user

from ivr import calls, routing
from ivr.console.desk import desk
from ivr.console.reveals import is_revealed
from ivr.console.wav import wav_response
from ivr.review import audit
from ivr.review.parts import Seen, parts_of
from ivr.review.track import Placed, placed, sound_of

blueprint = Blueprint("sound", __name__)
KEPT = 8
"""Calls whose sound a process keeps: a player asks for it piece by piece."""


@blueprint.get("/calls/<sid>/sound.json")
def timeline(sid: str) -> Response:
    """Return the parts of a call with their place in its sound, and their words, masked without a reveal."""
    track, _ = _track(sid)
    return jsonify(parts=[_part(each) for each in track])


@blueprint.get("/calls/<sid>/sound.wav")
def whole(sid: str) -> Response:
    """Play a whole call; what is personal is silent without a reveal."""
    track, call = _track(sid)
    note_heard(sid)
    return wav_response(_sound(track), call.started_at, "call.wav")


def note_heard(sid: str) -> None:
    """Keep who hears a call."""
    with desk().database.writing() as session:
        audit.note_once(session, current_user.name, "hear", f"call {sid}", desk().now())


def _track(sid: str) -> tuple[tuple[Placed, ...], calls.Call]:
    with desk().database.reading() as session:
        call = calls.load(session, sid) or abort(404)
        revealed = is_revealed(session, current_user, sid, desk().now())
        turns, clips = calls.transcript(session, sid), calls.clips(session, sid)
        visits = routing.visits_of(session, sid)
    seen = Seen(desk().redactors.of(call.language), revealed)
    return tuple(placed(parts_of(call, turns, clips, visits, desk().speak, seen))), call


@lru_cache(maxsize=KEPT)
def _sound(track: tuple[Placed, ...]) -> bytes:
    return sound_of(track)


def _part(each: Placed) -> dict[str, Any]:
    part = each.part
    words = [[word.text, round(each.start + word.start, 2), round(each.start + word.end, 2)] for word in part.words]
    seconds = max(part.seconds, each.end - each.start)
    return {
        "turn": part.turn,
        "kind": part.kind,
        "at": round(part.at, 1),
        "seconds": round(seconds, 1),
        "start": each.start,
        "end": each.end,
        "words": words,
    }
