"""The status callbacks of text messages."""

import contextlib

from ivr.simulator.engine.account import Account, Hook
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.engine.messages import Message
from ivr.simulator.engine.parties import API_VERSION
from ivr.simulator.web.fetch import AppRequest, Attempt, FetchError


def send(exchange: Exchange, account: Account, message: Message, hook: Hook | None = None) -> None:
    """Keep a text message as sent, and tell its status callback so."""
    exchange.messages[message.sid] = message
    parties = {"to": message.to, "body": message.body, "from": message.sender}
    exchange.emit("sms", sid=message.sid, **parties)
    if hook is not None:
        exchange.spawn(_told(exchange, account, message, hook))


async def _told(exchange: Exchange, account: Account, message: Message, hook: Hook) -> None:
    def log(attempt: Attempt) -> None:
        exchange.emit("webhook", **attempt.details())

    for status in ("sent", "delivered"):
        form = {
            "AccountSid": account.sid,
            "ApiVersion": API_VERSION,
            "MessageSid": message.sid,
            "MessageStatus": status,
            "SmsSid": message.sid,
            "SmsStatus": status,
            "From": message.sender,
            "To": message.to,
            **({"MessagingServiceSid": message.service} if message.service else {}),
        }
        request = AppRequest(hook.method, hook.url, list(form.items()), told=log)
        with contextlib.suppress(FetchError):  # the log has it
            await exchange.fetcher(account).fetch(request)
