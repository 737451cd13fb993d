"""Live transcriptions: begin one on a call, or stop it."""

from ivr.simulator.engine.account import Hook
from ivr.simulator.media.live_transcription import TRACKS
from ivr.simulator.rest import live_streams
from ivr.simulator.rest.calls import the_call
from ivr.simulator.rest.requests import ApiError, ApiResponse, Asked
from ivr.simulator.twiml.document import Verb
from ivr.simulator.twiml.nouns import NOUNS
from ivr.simulator.verbs import live_transcription


def start(asked: Asked) -> ApiResponse:
    """Begin a transcription of a live call."""
    call, request = live_streams.the_live_call(asked), asked.request
    if request.get("Track", "both_tracks") not in TRACKS:
        raise ApiError(400, 20001, f"Track must be one of {', '.join(TRACKS)}")
    if request.get("Name") in call.transcriptions:
        raise ApiError(400, 20001, f"A transcription named {request.get('Name')} is running already")
    known = NOUNS["Transcription"].attributes
    given = {name: request.get(name[0].upper() + name[1:]) for name in known if request.has(name[0].upper() + name[1:])}
    defaults = {name: each.default for name, each in known.items() if each.default is not None}
    back = request.get("StatusCallbackUrl")
    hook = Hook(back, request.get("StatusCallbackMethod", "POST").upper()) if back else None
    order = live_transcription.order(Verb("Transcription", {**defaults, **given}), hook)
    made = live_transcription.begin(asked.exchange, call, order)
    return ApiResponse(201, live_streams.shown(call, made, "in-progress", "Transcriptions"))


def stop(asked: Asked) -> ApiResponse:
    """Stop a transcription, named by SID or name."""
    return live_streams.stop(asked, the_call(asked).transcriptions, "Transcriptions")
