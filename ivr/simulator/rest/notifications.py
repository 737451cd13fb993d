"""Notifications: the errors and warnings about a call."""

from typing import Any
from urllib.parse import urlsplit

from ivr.simulator.engine.call import Call, Notification
from ivr.simulator.engine.clock import rfc2822
from ivr.simulator.engine.parties import API_VERSION
from ivr.simulator.rest.calls import the_call
from ivr.simulator.rest.pages import page
from ivr.simulator.rest.requests import ROOT, ApiResponse, Asked, not_found


def of_call(asked: Asked) -> ApiResponse:
    """Return a call's notifications, narrowed by Log (0 error, 1 warning)."""
    call, level = the_call(asked), asked.request.get("Log")
    wanted = [each for each in call.notifications if level in ("", str(each.level))]
    return page(asked, "notifications", wanted, lambda each: shown(call, each))


def listed(asked: Asked) -> ApiResponse:
    """Return the account's notifications, narrowed by Log."""
    calls = [call for call in asked.exchange.calls.values() if call.account is asked.account]
    level = asked.request.get("Log")
    pairs = [(call, each) for call in calls for each in call.notifications if level in ("", str(each.level))]
    return page(asked, "notifications", pairs, lambda pair: shown(*pair))


def fetch(asked: Asked) -> ApiResponse:
    """Return one notification: of the account, or of the call that the path names."""
    found = [
        (call, each)
        for call in ([the_call(asked)] if len(asked.sids) > 1 else list(asked.exchange.calls.values()))
        for each in call.notifications
        if call.account is asked.account and each.sid == asked.sids[-1]
    ]
    if not found:
        raise not_found(urlsplit(asked.request.target).path)
    details = {"request_variables": "", "response_body": "", "response_headers": ""}
    return ApiResponse(200, {**shown(*found[0]), **details})


def shown(call: Call, notification: Notification) -> dict[str, Any]:
    """Return a notification as Twilio shows it."""
    return {
        "sid": notification.sid,
        "account_sid": call.account.sid,
        "api_version": API_VERSION,
        "call_sid": call.sid,
        "error_code": str(notification.code),
        "log": str(notification.level),
        "message_date": rfc2822(notification.at),
        "message_text": notification.message,
        "more_info": f"https://www.twilio.com/docs/errors/{notification.code}",
        "request_method": "POST",
        "request_url": notification.url,
        "date_created": rfc2822(notification.at),
        "date_updated": rfc2822(notification.at),
        "uri": f"{ROOT}/Accounts/{call.account.sid}/Notifications/{notification.sid}.json",
    }
