"""Status callbacks: what an app is told about a call's progress, beside its documents."""

from ivr.simulator.engine.call import Call
from ivr.simulator.engine.clock import rfc2822
from ivr.simulator.engine.events import Event
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.engine.parties import OVER, SIP_CODES

_EVENTS = {"initiated": "initiated", "ringing": "ringing", "in-progress": "answered"}


class StatusCallbacks:
    """Listens for calls' new statuses, and tells each call's status callback those it asked for."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        exchange.log.sinks.append(self._take)

    def _take(self, event: Event) -> None:
        if event.name == "call":
            self._report(self._exchange.calls[event.call])

    def _report(self, call: Call) -> None:
        event = "completed" if call.status in OVER else _EVENTS.get(call.status, "")
        if call.hooks.status is None or event not in call.hooks.status_events:
            return
        extra = {
            "Timestamp": rfc2822(call.date()) or "",
            "CallbackSource": "call-progress-events",
            "SequenceNumber": str(call.sequence),
            **(self._ended(call) if call.over else {}),
        }
        call.sequence += 1
        call.call_back(call.hooks.status, {**dict(call.form()), **extra})

    def _ended(self, call: Call) -> dict[str, str]:
        lasted = {"CallDuration": str(call.duration), "Duration": str(-(-call.duration // 60))}
        outbound = call.parties.direction != "inbound"
        return {**lasted, **({"SipResponseCode": SIP_CODES[call.status]} if outbound else {}), **self._recorded(call)}

    def _recorded(self, call: Call) -> dict[str, str]:
        for recording in self._exchange.recordings.values():
            if recording.call_sid == call.sid and recording.source == "OutboundAPI":
                return {
                    "RecordingUrl": recording.url,
                    "RecordingSid": recording.sid,
                    "RecordingDuration": str(recording.seconds),
                }
        return {}
