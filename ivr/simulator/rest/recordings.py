"""Recordings: of a call, of the account, and their sound."""

from typing import Any
from urllib.parse import urlsplit

from ivr.simulator.call import API_VERSION
from ivr.simulator.clock import rfc2822
from ivr.simulator.recordings import Order, Recorder, Recording
from ivr.simulator.rest.api import ROOT, ApiError, ApiResponse, Asked, not_found
from ivr.simulator.rest.calls import the_call
from ivr.simulator.rest.pages import page


def listed(asked: Asked) -> ApiResponse:
    """Return the account's recordings, newest first, narrowed by CallSid."""
    wanted = asked.request.get("CallSid")
    return page(asked, "recordings", [each for each in _mine(asked) if wanted in ("", each.call_sid)], shown)


def of_call(asked: Asked) -> ApiResponse:
    """Return a call's recordings."""
    call = the_call(asked)
    return page(asked, "recordings", [each for each in _mine(asked) if each.call_sid == call.sid], shown)


def start(asked: Asked) -> ApiResponse:
    """Start recording a call that lasts."""
    call = the_call(asked)
    if call.over or call.started is None:
        raise ApiError(400, 21220, "Requested resource is not eligible for recording")
    dual = asked.request.get("RecordingChannels") == "dual"
    recorder = Recorder(asked.exchange, call, Order("StartCallRecordingAPI", dual, "both"))
    return ApiResponse(201, shown(recorder.recording))


def stop(asked: Asked) -> ApiResponse:
    """Stop a call's recording (Status=stopped); `Twilio.CURRENT` is the newest."""
    call = the_call(asked)
    sid = asked.sids[1]
    current = next(reversed(call.recorders), "") if sid == "Twilio.CURRENT" else sid
    recorder = call.recorders.get(current)
    if recorder is None:
        raise not_found(urlsplit(asked.request.target).path)
    if asked.request.get("Status") != "stopped":
        raise ApiError(400, 20001, "Status must be stopped")
    return ApiResponse(200, shown(recorder.finish()))


def fetch(asked: Asked) -> ApiResponse:
    """Return one recording's facts."""
    return ApiResponse(200, shown(_the_recording(asked)))


def media(asked: Asked) -> ApiResponse:
    """Return one recording's sound: WAV, or MP3 when the path ends so."""
    recording = _the_recording(asked)
    if recording.status != "completed":
        raise not_found(urlsplit(asked.request.target).path)
    if asked.request.target.split("?")[0].endswith(".mp3"):
        return ApiResponse(200, recording.mp3(), "audio/mpeg")
    return ApiResponse(200, recording.wav(), "audio/x-wav")


def delete(asked: Asked) -> ApiResponse:
    """Delete a recording."""
    del asked.exchange.recordings[_the_recording(asked).sid]
    return ApiResponse(204)


def shown(recording: Recording) -> dict[str, Any]:
    """Return a recording as Twilio shows it."""
    uri = f"{ROOT}/Accounts/{recording.account_sid}/Recordings/{recording.sid}"
    return {
        "sid": recording.sid,
        "account_sid": recording.account_sid,
        "api_version": API_VERSION,
        "call_sid": recording.call_sid,
        "channels": max(len(recording.channels), 1),
        "conference_sid": recording.conference_sid or None,
        "date_created": rfc2822(recording.started),
        "date_updated": rfc2822(recording.started),
        "duration": str(recording.seconds) if recording.channels else "-1",
        "encryption_details": None,
        "error_code": None,
        "media_url": recording.url,
        "price": None,
        "price_unit": "USD",
        "source": recording.source,
        "start_time": rfc2822(recording.started),
        "status": recording.status,
        "subresource_uris": {},
        "uri": f"{uri}.json",
    }


def _mine(asked: Asked) -> list[Recording]:
    everything = reversed(asked.exchange.recordings.values())
    return [recording for recording in everything if recording.account_sid == asked.account.sid]


def _the_recording(asked: Asked) -> Recording:
    recording = asked.exchange.recordings.get(asked.sids[-1])
    if recording is None or recording.account_sid != asked.account.sid:
        raise not_found(urlsplit(asked.request.target).path)
    return recording
