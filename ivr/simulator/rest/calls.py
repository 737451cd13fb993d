"""Calls: create, fetch, list, change while they last."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from ivr.simulator.engine.call import Call
from ivr.simulator.engine.clock import rfc2822
from ivr.simulator.engine.parties import API_VERSION
from ivr.simulator.outbound import originate
from ivr.simulator.rest.applications import named
from ivr.simulator.rest.call_fields import application_source, changed_hooks, hooks_of, source_of, unknown_events
from ivr.simulator.rest.pages import page
from ivr.simulator.rest.parties import parties_of
from ivr.simulator.rest.requests import ROOT, ApiError, ApiRequest, ApiResponse, Asked, not_found
from ivr.simulator.rest.times import within

_SUBRESOURCES = ("Notifications", "Recordings", "Streams", "Events")


def create(asked: Asked) -> ApiResponse:
    """Call somebody and connect them to the app."""
    request = asked.request
    parties = parties_of(request)
    application = named(asked, "ApplicationSid")
    source = source_of(request) if application is None else application_source(application.hooks)
    if source is None:
        raise ApiError(400, 21205, "Url parameter is required.")
    hooks = hooks_of(request, source) if application is None else application.hooks
    call = asked.exchange.new_call(asked.account, parties, hooks)
    for event in unknown_events(request):
        call.notify(21626, f"{event!r} is no status callback event", "")
    originate(asked.exchange, call, source, request)
    return ApiResponse(201, shown(call))


def fetch(asked: Asked) -> ApiResponse:
    """Return one call."""
    return ApiResponse(200, shown(the_call(asked)))


def listed(asked: Asked) -> ApiResponse:
    """Return the account's calls, newest first, narrowed by To, From, Status, ParentCallSid, StartTime, EndTime."""
    calls = reversed([call for call in asked.exchange.calls.values() if call.account is asked.account])
    return page(asked, "calls", _narrowed(asked.request, calls), shown)


def update(asked: Asked) -> ApiResponse:
    """Change a call that lasts: new instructions, or its end."""
    call, request = the_call(asked), asked.request
    source, status = source_of(request), request.get("Status")
    if status and status not in ("canceled", "completed"):
        raise ApiError(400, 21220, f"Invalid call status: {status}")
    if source is not None:
        if call.over or call.started is None:
            raise ApiError(400, 21220, "Call is not in-progress. Cannot redirect.")
        call.hooks = changed_hooks(call.hooks, request)
        asked.exchange.redirect(call, source)
    if status == "completed":
        asked.exchange.hang_up(call, "completed" if call.started else "canceled")
    elif status == "canceled" and call.started is None:
        asked.exchange.hang_up(call, "canceled")
    return ApiResponse(200, shown(call))


def delete(asked: Asked) -> ApiResponse:
    """Forget a call that is over."""
    call = the_call(asked)
    if not call.over:
        raise ApiError(400, 20009, "Call can't be deleted while it lasts")
    del asked.exchange.calls[call.sid]
    return ApiResponse(204)


def the_call(asked: Asked) -> Call:
    """Return the account's call that the path names, or refuse."""
    call = asked.exchange.calls.get(asked.sids[0])
    if call is None or call.account is not asked.account:
        raise not_found(urlsplit(asked.request.target).path)
    return call


def shown(call: Call) -> dict[str, Any]:
    """Return a call as Twilio shows it."""
    uri = f"{ROOT}/Accounts/{call.account.sid}/Calls/{call.sid}"
    parties = call.parties
    return {
        "sid": call.sid,
        "account_sid": call.account.sid,
        "answered_by": call.answered_by or None,
        "api_version": API_VERSION,
        "caller_name": parties.caller_name or None,
        "date_created": rfc2822(call.created),
        "date_updated": rfc2822(call.ended or call.started or call.created),
        "direction": parties.direction,
        "duration": str(call.duration) if call.over else None,
        "end_time": rfc2822(call.ended),
        "forwarded_from": parties.forwarded_from or None,
        "from": parties.caller,
        "from_formatted": parties.caller,
        "group_sid": None,
        "parent_call_sid": parties.parent or None,
        "phone_number_sid": call.account.numbers[parties.called].sid
        if parties.called in call.account.numbers
        else None,
        "price": None,
        "price_unit": "USD",
        "queue_time": "0",
        "start_time": rfc2822(call.started),
        "status": call.status,
        "to": parties.called,
        "to_formatted": parties.called,
        "trunk_sid": None,
        "uri": f"{uri}.json",
        "subresource_uris": {name.lower(): f"{uri}/{name}.json" for name in _SUBRESOURCES},
    }


def _narrowed(request: ApiRequest, calls: Iterable[Call]) -> list[Call]:
    wanted = {"To": request.number("To"), "From": request.number("From"), "Status": request.get("Status")}
    parent = request.get("ParentCallSid")
    return [
        call
        for call in calls
        if wanted["To"] in ("", call.parties.called)
        and wanted["From"] in ("", call.parties.caller)
        and wanted["Status"] in ("", call.status)
        and parent in ("", call.parties.parent)
        and within(request, "StartTime", call.started)
        and within(request, "EndTime", call.ended)
    ]
