"""Transcriptions: the words of recordings that asked for them."""

from typing import Any
from urllib.parse import urlsplit

from ivr.simulator.engine.clock import rfc2822
from ivr.simulator.engine.parties import API_VERSION
from ivr.simulator.engine.recordings import Transcription
from ivr.simulator.rest.pages import page
from ivr.simulator.rest.requests import ROOT, ApiResponse, Asked, not_found


def listed(asked: Asked) -> ApiResponse:
    """Return the account's transcriptions, newest first."""
    return page(asked, "transcriptions", _of_account(asked), _shown)


def of_recording(asked: Asked) -> ApiResponse:
    """Return a recording's transcriptions."""
    mine = [each for each in _of_account(asked) if each.recording.sid == asked.sids[0]]
    return page(asked, "transcriptions", mine, _shown)


def fetch(asked: Asked) -> ApiResponse:
    """Return one transcription."""
    return ApiResponse(200, _shown(_the_transcription(asked)))


def delete(asked: Asked) -> ApiResponse:
    """Forget a transcription."""
    del asked.exchange.transcriptions[_the_transcription(asked).sid]
    return ApiResponse(204)


def _shown(one: Transcription) -> dict[str, Any]:
    recording, when = one.recording, rfc2822(one.created)
    return {
        "sid": one.sid,
        "account_sid": recording.account_sid,
        "api_version": API_VERSION,
        "date_created": when,
        "date_updated": when,
        "duration": str(recording.seconds),
        "price": None,
        "price_unit": "USD",
        "recording_sid": recording.sid,
        "status": one.status,
        "transcription_text": one.text,
        "type": "fast",
        "uri": f"{ROOT}/Accounts/{recording.account_sid}/Transcriptions/{one.sid}.json",
    }


def _of_account(asked: Asked) -> list[Transcription]:
    everything = reversed(asked.exchange.transcriptions.values())
    return [each for each in everything if each.recording.account_sid == asked.account.sid]


def _the_transcription(asked: Asked) -> Transcription:
    found = next((each for each in _of_account(asked) if each.sid == asked.sids[-1]), None)
    if found is None:
        raise not_found(urlsplit(asked.request.target).path)
    return found
