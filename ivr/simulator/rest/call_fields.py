"""What the fields of a request about a call say: documents, callbacks, methods."""

from dataclasses import replace
from urllib.parse import urlsplit

from ivr.simulator.account import Hook, Hooks
from ivr.simulator.rest.api import ApiError, ApiRequest
from ivr.simulator.steps import Goto, Inline, Source
from ivr.simulator.twiml.nouns import CALL_EVENTS

MOST_TWIML = 4000


def source_of(request: ApiRequest) -> Source | None:
    """Return the document a request names (Url) or brings along (Twiml), None for neither."""
    url, twiml = request.get("Url"), request.get("Twiml")
    if url and twiml:
        raise ApiError(400, 20001, "Url and Twiml are exclusive")
    if twiml:
        if len(twiml) > MOST_TWIML:
            raise ApiError(400, 32018, f"Twiml has {len(twiml)} characters, more than {MOST_TWIML}")
        return Inline(twiml)
    return Goto(_checked(url), _method(request, "Method")) if url else None


def status_hooks(request: ApiRequest) -> Hooks:
    """Return who is told of a call's progress, and of which events; each event is a field of its own."""
    events = tuple(request.all("StatusCallbackEvent")) or ("completed",)
    hook = _hook(request, "StatusCallback", "StatusCallbackMethod")
    return Hooks(status=None if unknown_events(request) else hook, status_events=events)


def unknown_events(request: ApiRequest) -> list[str]:
    """Return the StatusCallbackEvents that are none: with one of them, no callback ever comes (21626)."""
    return [event for event in request.all("StatusCallbackEvent") if event not in CALL_EVENTS]


def hooks_of(request: ApiRequest, source: Source) -> Hooks:
    """Return the app's URLs of a new call."""
    return replace(
        status_hooks(request),
        voice=Hook(source.url, source.method) if isinstance(source, Goto) else None,
        fallback=_hook(request, "FallbackUrl", "FallbackMethod"),
    )


def changed_hooks(hooks: Hooks, request: ApiRequest) -> Hooks:
    """Return a live call's URLs after a request that may name others."""
    fallback = _hook(request, "FallbackUrl", "FallbackMethod") or hooks.fallback
    status = _hook(request, "StatusCallback", "StatusCallbackMethod") or hooks.status
    return replace(hooks, fallback=fallback, status=status)


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
