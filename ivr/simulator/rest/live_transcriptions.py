"""Live transcriptions: begin one on a call, or stop it."""

from typing import Any
from urllib.parse import urlsplit

from ivr.simulator.engine.account import Hook
from ivr.simulator.engine.call import Call, Stream
from ivr.simulator.engine.clock import rfc2822
from ivr.simulator.media.live_transcription import TRACKS
from ivr.simulator.rest.calls import the_call
from ivr.simulator.rest.requests import ROOT, ApiError, ApiResponse, Asked, not_found
from ivr.simulator.twiml.document import Verb
from ivr.simulator.twiml.nouns import NOUNS
from ivr.simulator.verbs import live_transcription


def start(asked: Asked) -> ApiResponse:
    """Begin a transcription of a live call."""
    call, request = the_call(asked), asked.request
    if call.over or call.started is None:
        raise ApiError(400, 21220, "Call is not in-progress")
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
    return ApiResponse(201, _shown(call, made, "in-progress"))


def stop(asked: Asked) -> ApiResponse:
    """Stop a transcription, named by SID or name."""
    call = the_call(asked)
    found = [each for each in call.transcriptions.values() if asked.sids[1] in (each.sid, each.name)]
    if not found:
        raise not_found(urlsplit(asked.request.target).path)
    if asked.request.get("Status") != "stopped":
        raise ApiError(400, 20001, "Status must be stopped")
    found[0].stop()
    return ApiResponse(200, _shown(call, found[0], "stopped"))


def _shown(call: Call, one: Stream, status: str) -> dict[str, Any]:
    return {
        "sid": one.sid,
        "account_sid": call.account.sid,
        "call_sid": call.sid,
        "name": one.name,
        "status": status,
        "date_updated": rfc2822(call.date()),
        "uri": f"{ROOT}/Accounts/{call.account.sid}/Calls/{call.sid}/Transcriptions/{one.sid}.json",
    }
