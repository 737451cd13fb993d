"""The numbers an account bought."""

from typing import Any
from urllib.parse import urlsplit

from ivr.simulator.engine.account import Hooks, Number
from ivr.simulator.engine.clock import rfc2822
from ivr.simulator.engine.parties import API_VERSION
from ivr.simulator.rest.applications import named
from ivr.simulator.rest.call_fields import changed, shown_hook
from ivr.simulator.rest.pages import page
from ivr.simulator.rest.requests import ROOT, ApiError, ApiResponse, Asked, not_found


def listed(asked: Asked) -> ApiResponse:
    """Return the account's numbers, narrowed by PhoneNumber and FriendlyName."""
    wanted, name = asked.request.get("PhoneNumber"), asked.request.get("FriendlyName")
    numbers = asked.account.numbers.values()
    mine = [number for number in numbers if wanted in number.number and name in ("", number.name)]
    return page(asked, "incoming_phone_numbers", mine, lambda number: shown(asked, number))


def create(asked: Asked) -> ApiResponse:
    """Buy a number."""
    wanted = asked.request.number("PhoneNumber")
    if not wanted.lstrip("+").isdecimal():
        raise ApiError(400, 21421, f"PhoneNumber is invalid: {wanted}")
    number = asked.exchange.buy(asked.account, wanted, Hooks())
    _change(asked, number)
    return ApiResponse(201, shown(asked, number))


def fetch(asked: Asked) -> ApiResponse:
    """Return one number."""
    return ApiResponse(200, shown(asked, _the_number(asked)))


def update(asked: Asked) -> ApiResponse:
    """Change where a number's calls go."""
    number = _the_number(asked)
    _change(asked, number)
    return ApiResponse(200, shown(asked, number))


def delete(asked: Asked) -> ApiResponse:
    """Give a number back."""
    del asked.account.numbers[_the_number(asked).number]
    return ApiResponse(204)


def shown(asked: Asked, number: Number) -> dict[str, Any]:
    """Return a number as Twilio shows it."""
    now, hooks = rfc2822(asked.exchange.date()), number.hooks
    return {
        "sid": number.sid,
        "account_sid": asked.account.sid,
        "api_version": API_VERSION,
        "address_requirements": "none",
        "address_sid": None,
        "beta": False,
        "bundle_sid": None,
        "capabilities": {"voice": True, "sms": True, "mms": True, "fax": False},
        "date_created": now,
        "date_updated": now,
        "friendly_name": number.name,
        "emergency_address_sid": None,
        "emergency_address_status": "unregistered",
        "emergency_status": "Inactive",
        "identity_sid": None,
        "origin": "twilio",
        "phone_number": number.number,
        "sms_application_sid": None,
        "sms_fallback_method": "POST",
        "sms_fallback_url": "",
        **shown_hook("sms", "url", number.sms),
        "status": "in-use",
        "trunk_sid": None,
        "type": None,
        "voice_application_sid": number.application.sid if number.application else None,
        "voice_caller_id_lookup": False,
        "voice_receive_mode": "voice",
        **shown_hook("voice", "url", hooks.voice),
        **shown_hook("voice_fallback", "url", hooks.fallback),
        **shown_hook("status_callback", "", hooks.status),
        "uri": f"{ROOT}/Accounts/{asked.account.sid}/IncomingPhoneNumbers/{number.sid}.json",
    }


def _change(asked: Asked, number: Number) -> None:
    request = asked.request
    number.name = request.get("FriendlyName", number.name)
    number.hooks, number.sms = changed(request, number.hooks, number.sms)
    if request.has("VoiceApplicationSid"):
        number.application = named(asked, "VoiceApplicationSid")


def _the_number(asked: Asked) -> Number:
    found = next((number for number in asked.account.numbers.values() if number.sid == asked.sids[0]), None)
    if found is None:
        raise not_found(urlsplit(asked.request.target).path)
    return found
