"""TwiML apps: URLs under a name, for numbers (VoiceApplicationSid) and calls (ApplicationSid)."""

from typing import Any
from urllib.parse import urlsplit

from ivr.simulator.engine.account import Application, Hooks
from ivr.simulator.engine.clock import rfc2822
from ivr.simulator.engine.parties import API_VERSION
from ivr.simulator.rest.call_fields import changed, shown_hook
from ivr.simulator.rest.pages import page
from ivr.simulator.rest.requests import ROOT, ApiError, ApiRequest, ApiResponse, Asked, not_found


def create(asked: Asked) -> ApiResponse:
    """Make an application."""
    sid = asked.exchange.sids.new("AP")
    made = Application(sid, asked.request.get("FriendlyName"), Hooks(), asked.exchange.date())
    asked.account.applications[sid] = made
    _change(made, asked.request)
    return ApiResponse(201, shown(asked, made))


def fetch(asked: Asked) -> ApiResponse:
    """Return one application."""
    return ApiResponse(200, shown(asked, _the_application(asked)))


def listed(asked: Asked) -> ApiResponse:
    """Return the account's applications, narrowed by FriendlyName."""
    name = asked.request.get("FriendlyName")
    mine = [each for each in asked.account.applications.values() if name in ("", each.name)]
    return page(asked, "applications", mine, lambda each: shown(asked, each))


def update(asked: Asked) -> ApiResponse:
    """Change an application's name and URLs."""
    application = _the_application(asked)
    _change(application, asked.request)
    return ApiResponse(200, shown(asked, application))


def delete(asked: Asked) -> ApiResponse:
    """Forget an application."""
    del asked.account.applications[_the_application(asked).sid]
    return ApiResponse(204)


def shown(asked: Asked, application: Application) -> dict[str, Any]:
    """Return an application as Twilio shows it."""
    hooks, uri = application.hooks, f"{ROOT}/Accounts/{asked.account.sid}/Applications/{application.sid}.json"
    return {
        "sid": application.sid,
        "account_sid": asked.account.sid,
        "api_version": API_VERSION,
        "date_created": rfc2822(application.created),
        "date_updated": rfc2822(application.created),
        "friendly_name": application.name,
        "message_status_callback": None,
        "public_application_connect_enabled": False,
        "sms_fallback_method": "POST",
        "sms_fallback_url": None,
        "sms_status_callback": None,
        **shown_hook("sms", "url", application.sms),
        **shown_hook("voice", "url", hooks.voice),
        **shown_hook("voice_fallback", "url", hooks.fallback),
        **shown_hook("status_callback", "", hooks.status),
        "voice_caller_id_lookup": False,
        "uri": uri,
    }


def named(asked: Asked, field: str) -> Application | None:
    """Return the application that a field names, None where it names none; refuse one that isn't there."""
    sid = asked.request.get(field)
    if sid and sid not in asked.account.applications:
        raise ApiError(400, 21218, f"Invalid ApplicationSid: {sid}")
    return asked.account.applications.get(sid)


def _change(application: Application, request: ApiRequest) -> None:
    application.name = request.get("FriendlyName", application.name)
    application.hooks, application.sms = changed(request, application.hooks, application.sms)


def _the_application(asked: Asked) -> Application:
    found = asked.account.applications.get(asked.sids[0])
    if found is None:
        raise not_found(urlsplit(asked.request.target).path)
    return found
