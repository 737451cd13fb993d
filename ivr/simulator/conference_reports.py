"""What is told about a conference: to the log, and to its status callback."""

from typing import TYPE_CHECKING

from ivr.simulator.callbacks import call_back
from ivr.simulator.clock import rfc2822
from ivr.simulator.conferences import EVENTS, Conference, Participant

if TYPE_CHECKING:
    from ivr.simulator.call import Call
    from ivr.simulator.exchange import Exchange


class Reporter:
    """Tells the events of an exchange's conferences."""

    def __init__(self, exchange: "Exchange") -> None:
        self._exchange = exchange
        self._last: dict[str, Call] = {}

    def tell(self, conference: Conference, event: str, about: Participant | None) -> None:
        """Tell one event."""
        call = about.call if about else self._last.get(conference.sid)
        self._exchange.log.emit("conference", call.sid if call else "", conference=conference.name, state=event)
        watcher = conference.watcher
        if about is not None:
            self._last[conference.sid] = about.call
        if watcher is None or call is None or EVENTS[event] not in watcher.events:
            return
        conference.sequence += 1
        form = {
            "ConferenceSid": conference.sid,
            "FriendlyName": conference.name,
            "AccountSid": conference.account_sid,
            "SequenceNumber": conference.sequence,
            "Timestamp": rfc2822(self._exchange.clock.date()),
            "StatusCallbackEvent": event,
            **(_of(about) if about else _ending(conference)),
        }
        call_back(self._exchange, call, watcher.hook, form)


def _ending(conference: Conference) -> dict[str, str]:
    ending = {"ReasonConferenceEnded": conference.reason, "CallSidEndingConference": conference.ended_by}
    return {name: value for name, value in ending.items() if value}


def _of(participant: Participant) -> dict[str, str]:
    flags = {
        "Muted": participant.muted,
        "Hold": participant.hold,
        "Coaching": bool(participant.coach),
        "StartConferenceOnEnter": participant.starts,
        "EndConferenceOnExit": participant.ends,
    }
    label = {"ParticipantLabel": participant.label} if participant.label else {}
    return {"CallSid": participant.call.sid, **{name: str(flag).lower() for name, flag in flags.items()}, **label}
