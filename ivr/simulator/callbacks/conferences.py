"""Status callbacks of conferences."""

from ivr.simulator.engine.clock import rfc2822
from ivr.simulator.engine.conferences import EVENTS, Conference, Participant
from ivr.simulator.engine.events import Event
from ivr.simulator.engine.exchange import Exchange


class ConferenceCallbacks:
    """Listens for events of conferences, and tells each conference's status callback those it asked for."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._inside: dict[tuple[str, str], Participant] = {}
        exchange.log.sinks.append(self._take)

    def _take(self, event: Event) -> None:
        if event.name == "conference":
            conference = self._exchange.conferences[event.details["sid"]]
            self._report(conference, event.details["state"], self._about(conference, event))

    def _about(self, conference: Conference, event: Event) -> Participant | None:
        """Return the participant an event is about, if any; one who leaves is in the conference no more."""
        key, state = (conference.sid, event.details.get("participant", "")), event.details["state"]
        joined = conference.find(key[1]) if state == "participant-join" else None
        if joined is not None:
            self._inside[key] = joined
        return self._inside.pop(key, None) if state == "participant-leave" else self._inside.get(key)

    def _report(self, conference: Conference, event: str, about: Participant | None) -> None:
        watcher, call = conference.watcher, conference.last
        if watcher is None or call is None or EVENTS[event] not in watcher.events:
            return
        conference.sequence += 1
        form = {
            "ConferenceSid": conference.sid,
            "FriendlyName": conference.name,
            "AccountSid": conference.account_sid,
            "SequenceNumber": conference.sequence,
            "Timestamp": rfc2822(call.date()),
            "StatusCallbackEvent": event,
            **(_of(about) if about else _ending(conference)),
        }
        call.call_back(watcher.hook, form)


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
