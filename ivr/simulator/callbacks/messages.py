"""Text messages on their way: status callbacks of those the app sends, the webhook of those it is sent."""

import contextlib
from collections.abc import Sequence

from ivr.simulator.engine.account import Account, Hook
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.engine.messages import START_WORDS, STOP_WORDS, Message
from ivr.simulator.engine.parties import API_VERSION
from ivr.simulator.twiml.document import BadDocument, Verb
from ivr.simulator.twiml.parse import parse
from ivr.simulator.web.fetch import AppRequest, Attempt, FetchError, Reply


def send(exchange: Exchange, account: Account, message: Message, hook: Hook | None = None) -> None:
    """Keep a text message as sent, and tell its status callback what becomes of it."""
    exchange.messages[message.sid] = message
    exchange.emit("sms", sid=message.sid, **_shown(message))
    if hook is not None:
        exchange.spawn(_told(exchange, account, message, hook))


def receive(exchange: Exchange, account: Account, message: Message) -> None:
    """Take a text message that a phone sends to one of the account's numbers, and ask the app about it."""
    exchange.messages[message.sid] = message
    exchange.emit("sms", sid=message.sid, **_shown(message))
    _keep_wish(exchange, message)
    number = account.numbers.get(message.to)
    hook = (number.sms or number.hooks.sms) if number else None
    if hook is not None:
        exchange.spawn(_answered(exchange, account, message, hook))


def _keep_wish(exchange: Exchange, message: Message) -> None:
    word, parties = message.body.strip().upper(), (message.to, message.sender)
    if word in STOP_WORDS:
        exchange.unsubscribed.add(parties)
    if word in START_WORDS:
        exchange.unsubscribed.discard(parties)


def _shown(message: Message) -> dict[str, str]:
    return {"to": message.to, "body": message.body, "from": message.sender}


async def _told(exchange: Exchange, account: Account, message: Message, hook: Hook) -> None:
    for status in ("sent", message.status):
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
            **({"ErrorCode": str(message.error)} if message.error and status == message.status else {}),
        }
        await _ask(exchange, account, hook, form)


async def _answered(exchange: Exchange, account: Account, message: Message, hook: Hook) -> None:
    form = {
        "AccountSid": account.sid,
        "ApiVersion": API_VERSION,
        "MessageSid": message.sid,
        "SmsSid": message.sid,
        "SmsMessageSid": message.sid,
        "SmsStatus": "received",
        "From": message.sender,
        "To": message.to,
        "Body": message.body,
        "NumMedia": "0",
        "NumSegments": "1",
    }
    reply = await _ask(exchange, account, hook, form)
    for verb in _verbs(reply):
        body = verb.text or "".join(part.text for part in verb.nested("Body"))
        if verb.name in ("Message", "Sms") and body and (message.to, message.sender) not in exchange.unsubscribed:
            sid, now = exchange.sids.new("SM"), exchange.date()
            back = Message(sid, account.sid, message.to, message.sender, body, now, direction="outbound-reply")
            send(exchange, account, back)


def _verbs(reply: Reply | None) -> Sequence[Verb]:
    if reply is None or not reply.body.strip():
        return ()
    try:
        return parse(reply.body).verbs
    except BadDocument:  # Twilio notes an error, and sends nothing
        return ()


async def _ask(exchange: Exchange, account: Account, hook: Hook, form: dict[str, str]) -> Reply | None:
    def log(attempt: Attempt) -> None:
        exchange.emit("webhook", **attempt.details())

    with contextlib.suppress(FetchError):  # the log has it
        return await exchange.fetcher(account).fetch(AppRequest(hook.method, hook.url, list(form.items()), told=log))
    return None
