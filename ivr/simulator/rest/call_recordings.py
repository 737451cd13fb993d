"""Recordings of one call or one conference: start, pause, stop."""

from typing import Any
from urllib.parse import urlsplit

from ivr.simulator.engine.recorder import Recorder
from ivr.simulator.engine.recordings import Recording, recording_order
from ivr.simulator.rest.calls import the_call
from ivr.simulator.rest.conferences import the_conference
from ivr.simulator.rest.pages import page
from ivr.simulator.rest.recordings import delete, facts, of_account, the_recording
from ivr.simulator.rest.requests import ROOT, ApiError, ApiResponse, Asked, not_found

CURRENT = "Twilio.CURRENT"


def of_call(asked: Asked) -> ApiResponse:
    """Return a call's recordings."""
    call = the_call(asked)
    return page(asked, "recordings", [each for each in of_account(asked) if each.call_sid == call.sid], shown)


def of_conference(asked: Asked) -> ApiResponse:
    """Return a conference's recordings."""
    sid = the_conference(asked).sid
    return page(asked, "recordings", [each for each in of_account(asked) if each.conference_sid == sid], facts)


def start(asked: Asked) -> ApiResponse:
    """Start recording a call that lasts."""
    call = the_call(asked)
    if call.over or call.started is None:
        raise ApiError(400, 21220, "Requested resource is not eligible for recording")
    recorder = Recorder(asked.exchange, call, recording_order(asked.request, "StartCallRecordingAPI"))
    return ApiResponse(201, shown(recorder.recording))


def change(asked: Asked) -> ApiResponse:
    """Stop a call's recording, pause it (PauseBehavior silence or skip) or go on; `Twilio.CURRENT` is the newest."""
    call, sid, request = the_call(asked), asked.sids[1], asked.request
    recorder = call.recorders.get(next(reversed(call.recorders), "") if sid == CURRENT else sid)
    if recorder is None:
        raise not_found(urlsplit(request.target).path)
    match request.get("Status"):
        case "stopped":
            recorder.finish()
        case "paused":
            recorder.pause(skip=request.get("PauseBehavior") == "skip")
        case "in-progress":
            recorder.resume()
        case other:
            raise ApiError(400, 20001, f"Status must be stopped, paused or in-progress, not {other}")
    return ApiResponse(200, shown(recorder.recording))


def fetch(asked: Asked) -> ApiResponse:
    """Return one of a call's recordings."""
    return ApiResponse(200, shown(_of_this_call(asked)))


def forget(asked: Asked) -> ApiResponse:
    """Delete one of a call's recordings."""
    _of_this_call(asked)
    return delete(asked)


def shown(recording: Recording) -> dict[str, Any]:
    """Return a recording as Twilio shows it under its call."""
    uri = f"{ROOT}/Accounts/{recording.account_sid}/Calls/{recording.call_sid}/Recordings/{recording.sid}.json"
    return {**facts(recording), "track": recording.track, "uri": uri}


def _of_this_call(asked: Asked) -> Recording:
    recording = the_recording(asked)
    if recording.call_sid != the_call(asked).sid:
        raise not_found(urlsplit(asked.request.target).path)
    return recording
