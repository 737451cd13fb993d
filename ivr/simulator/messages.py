"""Text messages the app sends; nobody receives them, but their status callbacks are told."""

import contextlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ivr.simulator.account import Account, Hook
from ivr.simulator.call import API_VERSION
from ivr.simulator.web.cookies import Jar
from ivr.simulator.web.fetch import Attempt, Errand, FetchError

if TYPE_CHECKING:
    from ivr.simulator.exchange import Exchange


@dataclass(frozen=True)
class Message:
    """A text message, as sent; `service` is the messaging service that chose its sender, if one did."""

    sid: str
    account_sid: str
    sender: str
    to: str
    body: str
    at: datetime
    status: str = "delivered"
    direction: str = "outbound-api"
    service: str = ""
    media: int = 0


def send(exchange: "Exchange", account: Account, message: Message, hook: Hook | None = None) -> None:
    """Keep a text message as sent, and tell its status callback so."""
    exchange.messages[message.sid] = message
    parties = {"to": message.to, "body": message.body, "from": message.sender}
    exchange.log.emit("sms", "", sid=message.sid, **parties)
    if hook is not None:
        exchange.spawn(_told(exchange, account, message, hook))


async def _told(exchange: "Exchange", account: Account, message: Message, hook: Hook) -> None:
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
        errand = Errand(hook.method, hook.url, list(form.items()), Jar(), lambda attempt: _log(exchange, attempt))
        with contextlib.suppress(FetchError):  # the log has it
            await exchange.fetcher(account).fetch(errand)


def _log(exchange: "Exchange", attempt: Attempt) -> None:
    exchange.log.emit("webhook", "", **attempt.details())
