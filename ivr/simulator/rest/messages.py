"""Messages: send a text, fetch it, list what was sent."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from ivr.simulator.callbacks.messages import send
from ivr.simulator.engine.clock import rfc2822
from ivr.simulator.engine.messages import REFUSED, Message, delivery_to
from ivr.simulator.engine.parties import API_VERSION
from ivr.simulator.rest.call_fields import hook
from ivr.simulator.rest.pages import page
from ivr.simulator.rest.parties import callable_address
from ivr.simulator.rest.requests import ROOT, ApiError, ApiResponse, Asked, not_found
from ivr.simulator.rest.times import within

MOST = 1600
REFUSED_UNSUBSCRIBED = REFUSED["+15005550004"]


def create(asked: Asked) -> ApiResponse:
    """Send a text message."""
    request = asked.request
    if not request.get("To"):
        raise ApiError(400, 21604, "A 'To' phone number is required.")
    if not request.get("From") and not request.get("MessagingServiceSid"):
        raise ApiError(400, 21603, "A 'From' phone number is required.")
    if not request.get("Body") and not request.get("MediaUrl"):
        raise ApiError(400, 21602, "Message body is required.")
    if not callable_address(request.get("To")):
        raise ApiError(400, 21211, f"Invalid 'To' Phone Number: {request.get('To')}")
    if len(request.get("Body")) > MOST:
        raise ApiError(400, 21617, f"The concatenated message body exceeds the {MOST} character limit.")
    _refuse_unreachable(asked)
    message = _message(asked)
    send(asked.exchange, asked.account, message, hook(request, "StatusCallback"))
    return ApiResponse(201, {**shown(message), "status": "queued" if message.sender else "accepted"})


def _refuse_unreachable(asked: Asked) -> None:
    to, sender = asked.request.number("To"), asked.request.number("From")
    if to in REFUSED:
        code, words = REFUSED[to]
        raise ApiError(400, code, words.format(to=to))
    if (sender, to) in asked.exchange.unsubscribed:
        raise ApiError(400, *REFUSED_UNSUBSCRIBED)


def _message(asked: Asked) -> Message:
    request, exchange = asked.request, asked.exchange
    service, media = request.get("MessagingServiceSid"), len(request.all("MediaUrl"))
    parties = asked.account.sid, request.number("From"), request.number("To")
    body, now = request.get("Body"), exchange.date()
    status, error = delivery_to(request.number("To"))
    sid = exchange.sids.new("SM")
    return Message(sid, *parties, body, now, service=service, media=media, status=status, error=error)


def fetch(asked: Asked) -> ApiResponse:
    """Return one message."""
    return ApiResponse(200, shown(_the_message(asked)))


def redact(asked: Asked) -> ApiResponse:
    """Forget a message's words (an empty Body)."""
    message = _the_message(asked)
    if not asked.request.has("Body") or asked.request.get("Body"):
        raise ApiError(400, 20001, "Only an empty Body can be written")
    asked.exchange.messages[message.sid] = replace(message, body="")
    return ApiResponse(200, shown(asked.exchange.messages[message.sid]))


def delete(asked: Asked) -> ApiResponse:
    """Forget a message."""
    del asked.exchange.messages[_the_message(asked).sid]
    return ApiResponse(204)


def listed(asked: Asked) -> ApiResponse:
    """Return the account's messages, newest first, narrowed by To, From and DateSent."""
    to, sender = asked.request.number("To"), asked.request.number("From")
    mine = [
        message
        for message in reversed(asked.exchange.messages.values())
        if message.account_sid == asked.account.sid
        and to in ("", message.to)
        and sender in ("", message.sender)
        and within(asked.request, "DateSent", message.at)
    ]
    return page(asked, "messages", mine, shown)


def shown(message: Message) -> dict[str, Any]:
    """Return a message as Twilio shows it."""
    return {
        "sid": message.sid,
        "account_sid": message.account_sid,
        "api_version": API_VERSION,
        "body": message.body,
        "date_created": rfc2822(message.at),
        "date_sent": rfc2822(message.at),
        "date_updated": rfc2822(message.at),
        "direction": message.direction,
        "error_code": message.error or None,
        "error_message": None,
        "from": message.sender or None,
        "messaging_service_sid": message.service or None,
        "num_media": str(message.media),
        "num_segments": str(max(-(-len(message.body) // 160), 1)),
        "price": None,
        "price_unit": "USD",
        "status": message.status,
        "subresource_uris": {},
        "to": message.to,
        "uri": f"{ROOT}/Accounts/{message.account_sid}/Messages/{message.sid}.json",
    }


def _the_message(asked: Asked) -> Message:
    message = asked.exchange.messages.get(asked.sids[0])
    if message is None or message.account_sid != asked.account.sid:
        raise not_found(urlsplit(asked.request.target).path)
    return message
