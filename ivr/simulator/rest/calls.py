"""Calls: create, fetch, list, change while they last."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from ivr.simulator.account import Hook, Hooks
from ivr.simulator.call import API_VERSION, Call, Parties
from ivr.simulator.clock import rfc2822
from ivr.simulator.outbound import originate
from ivr.simulator.rest.api import ROOT, ApiError, ApiRequest, ApiResponse, Asked, not_found
from ivr.simulator.rest.pages import page
from ivr.simulator.steps import Goto, Inline, Source

MOST_TWIML = 4000
_SUBRESOURCES = ("Notifications", "Recordings", "Streams", "Events")


def create(asked: Asked) -> ApiResponse:
    """Call somebody and connect them to the app."""
    request = asked.request
    if not request.get("To"):
        raise ApiError(400, 21201, "No 'To' number is specified")
    if not request.get("From"):
        raise ApiError(400, 21213, "'From' phone number is required to create a Call")
    source = _source(request)
    if source is None:
        raise ApiError(400, 21205, "Url parameter is required.")
    parties = Parties(request.get("From"), request.get("To"), "outbound-api")
    call = asked.exchange.new_call(asked.account, parties, _hooks(request, source))
    originate(asked.exchange, call, source, request)
    return ApiResponse(201, shown(call))


def fetch(asked: Asked) -> ApiResponse:
    """Return one call."""
    return ApiResponse(200, shown(the_call(asked)))


def listed(asked: Asked) -> ApiResponse:
    """Return the account's calls, newest first, narrowed by To, From, Status, ParentCallSid."""
    calls = reversed([call for call in asked.exchange.calls.values() if call.account is asked.account])
    return page(asked, "calls", _narrowed(asked.request, calls), shown)


def update(asked: Asked) -> ApiResponse:
    """Change a call that lasts: new instructions, or its end."""
    call, request = the_call(asked), asked.request
    source, status = _source(request), request.get("Status")
    if status and status not in ("canceled", "completed"):
        raise ApiError(400, 21220, f"Invalid call status: {status}")
    if source is not None:
        if call.over or call.started is None:
            raise ApiError(400, 21220, "Call is not in-progress. Cannot redirect.")
        _change_hooks(call, request)
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
        "annotation": None,
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
        "phone_number_sid": None,
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


def _source(request: ApiRequest) -> Source | None:
    url, twiml = request.get("Url"), request.get("Twiml")
    if url and twiml:
        raise ApiError(400, 20001, "Url and Twiml are exclusive")
    if twiml:
        if len(twiml) > MOST_TWIML:
            raise ApiError(400, 32018, f"Twiml has {len(twiml)} characters, more than {MOST_TWIML}")
        return Inline(twiml)
    return Goto(_checked(url), _method(request, "Method")) if url else None


def _hooks(request: ApiRequest, source: Source) -> Hooks:
    events = tuple(word for value in request.all("StatusCallbackEvent") for word in value.split())
    return Hooks(
        voice=Hook(source.url, source.method) if isinstance(source, Goto) else None,
        fallback=_hook(request, "FallbackUrl", "FallbackMethod"),
        status=_hook(request, "StatusCallback", "StatusCallbackMethod"),
        status_events=events or ("completed",),
    )


def _change_hooks(call: Call, request: ApiRequest) -> None:
    fallback = _hook(request, "FallbackUrl", "FallbackMethod") or call.hooks.fallback
    status = _hook(request, "StatusCallback", "StatusCallbackMethod") or call.hooks.status
    call.hooks = Hooks(call.hooks.voice, fallback, status, call.hooks.status_events)


def _hook(request: ApiRequest, url: str, method: str) -> Hook | None:
    return Hook(_checked(request.get(url)), _method(request, method)) if request.get(url) else None


def _method(request: ApiRequest, name: str) -> str:
    method = request.get(name, "POST").upper()
    if method not in ("GET", "POST"):
        raise ApiError(400, 21209, f"Invalid method: {method}")
    return method


def _checked(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ApiError(400, 21205, f"Url is not a valid URL: {url}")
    return url


def _narrowed(request: ApiRequest, calls: Iterable[Call]) -> list[Call]:
    wanted = {"To": request.get("To"), "From": request.get("From"), "Status": request.get("Status")}
    parent = request.get("ParentCallSid")
    return [
        call
        for call in calls
        if wanted["To"] in ("", call.parties.called)
        and wanted["From"] in ("", call.parties.caller)
        and wanted["Status"] in ("", call.status)
        and parent in ("", call.parties.parent)
    ]
