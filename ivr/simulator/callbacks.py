"""Status callbacks: what an app is told about a call's progress, beside its documents."""

from typing import TYPE_CHECKING, Any

from ivr.simulator.account import Hook
from ivr.simulator.call import OVER, SIP_CODES, Call
from ivr.simulator.clock import rfc2822
from ivr.simulator.delivery import deliver
from ivr.simulator.web.fetch import FetchError

if TYPE_CHECKING:
    from ivr.simulator.exchange import Exchange

_EVENTS = {"initiated": "initiated", "ringing": "ringing", "in-progress": "answered"}


def report_status(exchange: "Exchange", call: Call) -> None:
    """Tell a call's status callback about its new status, when it asked for that event."""
    event = "completed" if call.status in OVER else _EVENTS.get(call.status, "")
    if call.hooks.status is None or event not in call.hooks.status_events:
        return
    extra = {
        "Timestamp": rfc2822(exchange.clock.date()) or "",
        "CallbackSource": "call-progress-events",
        "SequenceNumber": str(call.sequence),
        **(_ended(exchange, call) if call.over else {}),
    }
    call.sequence += 1
    call_back(exchange, call, call.hooks.status, {**dict(call.form()), **extra})


def call_back(exchange: "Exchange", call: Call, hook: Hook, form: dict[str, Any]) -> None:
    """Send a callback beside the call; a failure is a warning 15003."""
    exchange.spawn(_called_back(exchange, call, hook, [(name, str(value)) for name, value in form.items()]), call)


async def _called_back(exchange: "Exchange", call: Call, hook: Hook, form: list[tuple[str, str]]) -> None:
    async def send() -> None:
        try:
            await exchange.fetch(call, hook.method, hook.url, form)
        except FetchError as error:
            exchange.notify(call, 15003 if error.code == 11200 else error.code, str(error), hook.url)

    await deliver(exchange, call, hook.url, send)


def _ended(exchange: "Exchange", call: Call) -> dict[str, str]:
    lasted = {"CallDuration": str(call.duration), "Duration": str(-(-call.duration // 60))}
    outbound = call.parties.direction != "inbound"
    return {**lasted, **({"SipResponseCode": SIP_CODES[call.status]} if outbound else {}), **_recorded(exchange, call)}


def _recorded(exchange: "Exchange", call: Call) -> dict[str, str]:
    for recording in exchange.recordings.values():
        if recording.call_sid == call.sid and recording.source == "OutboundAPI":
            return {
                "RecordingUrl": recording.url,
                "RecordingSid": recording.sid,
                "RecordingDuration": str(recording.seconds),
            }
    return {}
