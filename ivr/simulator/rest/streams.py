"""Streams: fork a live call's audio, or stop a fork."""

from typing import Any
from urllib.parse import urlsplit

from ivr.simulator.engine.account import Hook
from ivr.simulator.engine.call import Call, Stream
from ivr.simulator.engine.clock import rfc2822
from ivr.simulator.media.stream import TRACKS, MediaStream, StreamOrder
from ivr.simulator.rest.calls import the_call
from ivr.simulator.rest.requests import ROOT, ApiError, ApiRequest, ApiResponse, Asked, not_found
from ivr.simulator.verbs.stream_order import QUERY_DROPPED, without_query
from ivr.simulator.web.loopback import is_loopback

MOST_PARAMETERS = 99


def start(asked: Asked) -> ApiResponse:
    """Start a one-way stream on a live call."""
    call, request = the_call(asked), asked.request
    if call.over or call.started is None:
        raise ApiError(400, 21220, "Call is not in-progress")
    url, track = request.get("Url"), request.get("Track", "inbound_track")
    parts = urlsplit(url)
    if parts.scheme not in ("wss", "ws") or (parts.scheme == "ws" and not is_loopback(parts.hostname or "")):
        raise ApiError(400, 21205, f"Url is not a valid stream URL: {url}")
    if track not in TRACKS:
        raise ApiError(400, 31941, f"Invalid track: {track}")
    back = request.get("StatusCallback")
    hook = Hook(back, request.get("StatusCallbackMethod", "POST").upper()) if back else None
    name = request.get("Name") or asked.exchange.sids.new("MZ")
    if name in call.streams:
        raise ApiError(400, 20001, f"A stream named {name} is running already")
    if without_query(url) != url:
        call.notify(11100, f"{QUERY_DROPPED}: {url}", without_query(url))
    order = StreamOrder(name, without_query(url), TRACKS[track], _parameters(request), hook)
    stream = MediaStream(call, order)
    stream.start()
    return ApiResponse(200, _shown(call, stream, "in-progress"))


def stop(asked: Asked) -> ApiResponse:
    """Stop a stream, named by SID or name."""
    call = the_call(asked)
    found = [each for each in call.streams.values() if asked.sids[1] in (each.sid, each.name)]
    if not found:
        raise not_found(urlsplit(asked.request.target).path)
    if asked.request.get("Status") != "stopped":
        raise ApiError(400, 20001, "Status must be stopped")
    found[0].stop()
    return ApiResponse(200, _shown(call, found[0], "stopped"))


def _parameters(request: ApiRequest) -> dict[str, str]:
    names = [
        (request.get(f"Parameter{n}.Name"), request.get(f"Parameter{n}.Value")) for n in range(1, MOST_PARAMETERS + 1)
    ]
    return {name: value for name, value in names if name}


def _shown(call: Call, stream: Stream, status: str) -> dict[str, Any]:
    return {
        "sid": stream.sid,
        "account_sid": call.account.sid,
        "call_sid": call.sid,
        "name": stream.name,
        "status": status,
        "date_updated": rfc2822(call.date()),
        "uri": f"{ROOT}/Accounts/{call.account.sid}/Calls/{call.sid}/Streams/{stream.sid}.json",
    }
