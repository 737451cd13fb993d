"""What the fields of a request about a call say: documents, callbacks, methods."""

from dataclasses import replace
from urllib.parse import urlsplit

from ivr.simulator.engine.account import Hook, Hooks
from ivr.simulator.engine.steps import Goto, Inline, Source
from ivr.simulator.rest.requests import ApiError, ApiRequest
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


def application_source(hooks: Hooks) -> Source | None:
    """Return the document an application begins with."""
    return Goto(hooks.voice.url, hooks.voice.method) if hooks.voice else None


def status_hooks(request: ApiRequest) -> Hooks:
    """Return who is told of a call's progress, and of which events; each event is a field of its own."""
    events = tuple(request.all("StatusCallbackEvent")) or ("completed",)
    status = None if unknown_events(request) else hook(request, "StatusCallback")
    return Hooks(status=status, status_events=events)


def unknown_events(request: ApiRequest) -> list[str]:
    """Return the StatusCallbackEvents that are none: with one of them, no callback ever comes (21626)."""
    return [event for event in request.all("StatusCallbackEvent") if event not in CALL_EVENTS]


def hooks_of(request: ApiRequest, source: Source) -> Hooks:
    """Return the app's URLs of a new call."""
    return replace(
        status_hooks(request),
        voice=Hook(source.url, source.method) if isinstance(source, Goto) else None,
        fallback=hook(request, "FallbackUrl"),
    )


def changed_hooks(hooks: Hooks, request: ApiRequest) -> Hooks:
    """Return a live call's URLs after a request that may name others."""
    fallback = hook(request, "FallbackUrl") or hooks.fallback
    status = hook(request, "StatusCallback") or hooks.status
    return replace(hooks, fallback=fallback, status=status)


def changed(request: ApiRequest, hooks: Hooks, sms: Hook | None) -> tuple[Hooks, Hook | None]:
    """Return the URLs of a number or an application, calls' and messages', after a request that may name others."""

    def given(url: str, method: str, before: Hook | None) -> Hook | None:
        if request.has(url):
            return Hook(request.get(url), request.get(method, "POST").upper()) if request.get(url) else None
        return before

    voice = given("VoiceUrl", "VoiceMethod", hooks.voice)
    fallback = given("VoiceFallbackUrl", "VoiceFallbackMethod", hooks.fallback)
    status = given("StatusCallback", "StatusCallbackMethod", hooks.status)
    return replace(hooks, voice=voice, fallback=fallback, status=status), given("SmsUrl", "SmsMethod", sms)


def shown_hook(name: str, suffix: str, hook: Hook | None) -> dict[str, str]:
    """Return a URL and its method as Twilio shows them, under a name with or without a suffix."""
    url = f"{name}_{suffix}" if suffix else name
    return {url: hook.url if hook else "", f"{name}_method": hook.method if hook else "POST"}


def hook(request: ApiRequest, url: str) -> Hook | None:
    """Return the URL of a field and the method of its ...Method, or None."""
    method = f"{url.removesuffix('Url')}Method"
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
