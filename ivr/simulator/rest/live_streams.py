"""What the REST resources of a live call's streams and transcriptions share."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from ivr.simulator.engine.call import Call, Stream
from ivr.simulator.engine.clock import rfc2822
from ivr.simulator.rest.calls import the_call
from ivr.simulator.rest.requests import ROOT, ApiError, ApiResponse, Asked, not_found


def the_live_call(asked: Asked) -> Call:
    """Return the call that is asked for; raise ApiError when it is not in progress."""
    call = the_call(asked)
    if call.over or call.started is None:
        raise ApiError(400, 21220, "Call is not in-progress")
    return call


def stop(asked: Asked, streams: Mapping[str, Stream], resource: str) -> ApiResponse:
    """Stop one of these, named by SID or name."""
    found = [each for each in streams.values() if asked.sids[1] in (each.sid, each.name)]
    if not found:
        raise not_found(urlsplit(asked.request.target).path)
    if asked.request.get("Status") != "stopped":
        raise ApiError(400, 20001, "Status must be stopped")
    found[0].stop()
    return ApiResponse(200, shown(the_call(asked), found[0], "stopped", resource))


def shown(call: Call, one: Stream, status: str, resource: str) -> dict[str, Any]:
    """Return one of them as Twilio shows it; `resource` is its name in the address."""
    return {
        "sid": one.sid,
        "account_sid": call.account.sid,
        "call_sid": call.sid,
        "name": one.name,
        "status": status,
        "date_updated": rfc2822(call.date()),
        "uri": f"{ROOT}/Accounts/{call.account.sid}/Calls/{call.sid}/{resource}/{one.sid}.json",
    }
