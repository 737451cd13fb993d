"""Recordings of an account, and their sound."""

from typing import Any
from urllib.parse import urlsplit

from ivr.simulator.engine.clock import rfc2822
from ivr.simulator.engine.parties import API_VERSION
from ivr.simulator.engine.recordings import Recording
from ivr.simulator.rest.pages import page
from ivr.simulator.rest.requests import ROOT, ApiResponse, Asked, not_found
from ivr.simulator.rest.times import within


def listed(asked: Asked) -> ApiResponse:
    """Return the account's recordings, newest first, narrowed by CallSid, ConferenceSid and DateCreated."""
    call, conference = asked.request.get("CallSid"), asked.request.get("ConferenceSid")
    mine = [
        each
        for each in of_account(asked)
        if call in ("", each.call_sid)
        and conference in ("", each.conference_sid)
        and within(asked.request, "DateCreated", each.started)
    ]
    return page(asked, "recordings", mine, shown)


def fetch(asked: Asked) -> ApiResponse:
    """Return one recording's facts."""
    return ApiResponse(200, shown(the_recording(asked)))


def media(asked: Asked) -> ApiResponse:
    """Return one recording's sound: WAV, or MP3 when the path ends so."""
    recording = the_recording(asked)
    if recording.status != "completed":
        raise not_found(urlsplit(asked.request.target).path)
    if asked.request.target.split("?")[0].endswith(".mp3"):
        return ApiResponse(200, recording.mp3(), "audio/mpeg")
    return ApiResponse(200, recording.wav(), "audio/x-wav")


def delete(asked: Asked) -> ApiResponse:
    """Delete a recording."""
    del asked.exchange.recordings[the_recording(asked).sid]
    return ApiResponse(204)


def shown(recording: Recording) -> dict[str, Any]:
    """Return a recording as Twilio shows it in an account."""
    return {**facts(recording), "media_url": recording.url, "subresource_uris": {}}


def facts(recording: Recording) -> dict[str, Any]:
    """Return what Twilio shows of a recording wherever it is listed."""
    return {
        "sid": recording.sid,
        "account_sid": recording.account_sid,
        "api_version": API_VERSION,
        "call_sid": recording.call_sid,
        "channels": recording.channel_count,
        "conference_sid": recording.conference_sid or None,
        "date_created": rfc2822(recording.started),
        "date_updated": rfc2822(recording.started),
        "duration": str(recording.seconds) if recording.channels else "-1",
        "encryption_details": None,
        "error_code": None,
        "price": None,
        "price_unit": "USD",
        "source": recording.source,
        "start_time": rfc2822(recording.started),
        "status": recording.status,
        "uri": f"{ROOT}/Accounts/{recording.account_sid}/Recordings/{recording.sid}.json",
    }


def of_account(asked: Asked) -> list[Recording]:
    """Return the account's recordings, newest first."""
    everything = reversed(asked.exchange.recordings.values())
    return [recording for recording in everything if recording.account_sid == asked.account.sid]


def the_recording(asked: Asked) -> Recording:
    """Return the account's recording that ends the path, or refuse."""
    recording = asked.exchange.recordings.get(asked.sids[-1])
    if recording is None or recording.account_sid != asked.account.sid:
        raise not_found(urlsplit(asked.request.target).path)
    return recording
