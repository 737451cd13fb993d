"""Streams: fork a live call's audio, or stop a fork."""

from urllib.parse import urlsplit

from ivr.simulator.engine.account import Hook
from ivr.simulator.media.stream import TRACKS, MediaStream, StreamOrder
from ivr.simulator.rest import live_streams
from ivr.simulator.rest.calls import the_call
from ivr.simulator.rest.requests import ApiError, ApiRequest, ApiResponse, Asked
from ivr.simulator.verbs.stream_order import QUERY_DROPPED, without_query
from ivr.simulator.web.loopback import is_loopback

MOST_PARAMETERS = 99


def start(asked: Asked) -> ApiResponse:
    """Start a one-way stream on a live call."""
    call, request = live_streams.the_live_call(asked), asked.request
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
    return ApiResponse(200, live_streams.shown(call, stream, "in-progress", "Streams"))


def stop(asked: Asked) -> ApiResponse:
    """Stop a stream, named by SID or name."""
    return live_streams.stop(asked, the_call(asked).streams, "Streams")


def _parameters(request: ApiRequest) -> dict[str, str]:
    names = [
        (request.get(f"Parameter{n}.Name"), request.get(f"Parameter{n}.Value")) for n in range(1, MOST_PARAMETERS + 1)
    ]
    return {name: value for name, value in names if name}
