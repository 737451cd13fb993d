"""The numbers an account bought."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from ivr.simulator.account import Hook, Hooks, Number
from ivr.simulator.call import API_VERSION
from ivr.simulator.clock import rfc2822
from ivr.simulator.rest.api import ROOT, ApiError, ApiResponse, Asked, not_found
from ivr.simulator.rest.pages import page


def listed(asked: Asked) -> ApiResponse:
    """Return the account's numbers, narrowed by PhoneNumber."""
    wanted = asked.request.get("PhoneNumber")
    mine = [number for number in asked.account.numbers.values() if wanted in number.number]
    return page(asked, "incoming_phone_numbers", mine, lambda number: shown(asked, number))


def create(asked: Asked) -> ApiResponse:
    """Buy a number."""
    wanted = asked.request.get("PhoneNumber")
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
    now, hooks = rfc2822(asked.exchange.clock.date()), number.hooks
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
        "sms_url": number.sms.url if number.sms else "",
        "sms_method": number.sms.method if number.sms else "POST",
        "status": "in-use",
        "trunk_sid": None,
        "type": None,
        "voice_application_sid": None,
        "voice_caller_id_lookup": False,
        "voice_receive_mode": "voice",
        **_hook("voice", "url", hooks.voice),
        **_hook("voice_fallback", "url", hooks.fallback),
        **_hook("status_callback", "", hooks.status),
        "uri": f"{ROOT}/Accounts/{asked.account.sid}/IncomingPhoneNumbers/{number.sid}.json",
    }


def _hook(name: str, suffix: str, hook: Hook | None) -> dict[str, str]:
    url = f"{name}_{suffix}" if suffix else name
    return {url: hook.url if hook else "", f"{name}_method": hook.method if hook else "POST"}


def _change(asked: Asked, number: Number) -> None:
    request, hooks = asked.request, number.hooks

    def given(url: str, method: str, before: Hook | None) -> Hook | None:
        if request.has(url):
            return Hook(request.get(url), request.get(method, "POST").upper()) if request.get(url) else None
        return before

    number.name = request.get("FriendlyName", number.name)
    number.sms = given("SmsUrl", "SmsMethod", number.sms)
    number.hooks = replace(
        hooks,
        voice=given("VoiceUrl", "VoiceMethod", hooks.voice),
        fallback=given("VoiceFallbackUrl", "VoiceFallbackMethod", hooks.fallback),
        status=given("StatusCallback", "StatusCallbackMethod", hooks.status),
    )


def _the_number(asked: Asked) -> Number:
    found = next((number for number in asked.account.numbers.values() if number.sid == asked.sids[0]), None)
    if found is None:
        raise not_found(urlsplit(asked.request.target).path)
    return found
