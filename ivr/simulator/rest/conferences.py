"""Conferences and their participants."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from ivr.simulator.account import Hook, Hooks
from ivr.simulator.call import API_VERSION, Parties
from ivr.simulator.clock import rfc2822
from ivr.simulator.conferences import Conference, Participant
from ivr.simulator.outbound import announce, originate
from ivr.simulator.rest.api import ROOT, ApiError, ApiResponse, Asked, not_found
from ivr.simulator.rest.pages import page
from ivr.simulator.steps import Inline

_FLAGS = {
    "StartConferenceOnEnter": "startConferenceOnEnter",
    "EndConferenceOnExit": "endConferenceOnExit",
    "Muted": "muted",
}


def listed(asked: Asked) -> ApiResponse:
    """Return the account's conferences, newest first, narrowed by FriendlyName and Status."""
    name, status = asked.request.get("FriendlyName"), asked.request.get("Status")
    mine = [
        each
        for each in reversed(asked.exchange.conferences.values())
        if each.account_sid == asked.account.sid and name in ("", each.name) and status in ("", each.status)
    ]
    return page(asked, "conferences", mine, shown)


def fetch(asked: Asked) -> ApiResponse:
    """Return one conference."""
    return ApiResponse(200, shown(_the_conference(asked)))


def update(asked: Asked) -> ApiResponse:
    """End a conference (Status=completed), or let all hear AnnounceUrl."""
    conference, request = _the_conference(asked), asked.request
    if request.get("Status") == "completed":
        conference.end()
    if request.get("AnnounceUrl"):
        for participant in conference.participants:
            announce(asked.exchange, participant.call, _hook(asked, "Announce"))
    return ApiResponse(200, shown(conference))


def participants(asked: Asked) -> ApiResponse:
    """Return who is in a conference."""
    conference = _the_conference(asked)
    return page(asked, "participants", conference.participants, lambda each: shown_participant(conference, each))


def participant(asked: Asked) -> ApiResponse:
    """Return one participant, by call SID or label."""
    conference = _the_conference(asked)
    return ApiResponse(200, shown_participant(conference, _the_participant(asked, conference)))


def change(asked: Asked) -> ApiResponse:
    """Mute, hold, coach, announce to one participant."""
    conference = _the_conference(asked)
    one, request = _the_participant(asked, conference), asked.request
    if request.get("HoldUrl"):
        one.hold_hook = _hook(asked, "Hold")
    _toggle(asked, one, "Muted", "muted", lambda: conference.report(conference, _named("mute", one.muted), one))
    _toggle(asked, one, "Hold", "hold", lambda: conference.report(conference, _named("hold", one.hold), one))
    _toggle(asked, one, "EndConferenceOnExit", "ends", lambda: conference.report(conference, "participant-modify", one))
    if request.has("Coaching"):
        one.coach = request.get("CallSidToCoach") if request.get("Coaching").lower() == "true" else ""
        conference.report(conference, "participant-modify", one)
    if request.get("AnnounceUrl"):
        announce(asked.exchange, one.call, _hook(asked, "Announce"))
    conference.rewire()
    one.changed.set()
    return ApiResponse(200, shown_participant(conference, one))


def remove(asked: Asked) -> ApiResponse:
    """Put a participant out; their call goes on after its <Dial>."""
    conference = _the_conference(asked)
    conference.leave(_the_participant(asked, conference))
    return ApiResponse(204)


def add(asked: Asked) -> ApiResponse:
    """Call somebody into a conference, named by SID or friendly name."""
    request = asked.request
    if not request.get("From") or not request.get("To"):
        raise ApiError(400, 21201, "From and To are required")
    name = _name(asked)
    conference, _ = asked.exchange.conference(asked.account, name)
    parties = Parties(request.get("From"), request.get("To"), "outbound-api")
    hooks = Hooks(status=Hook(request.get("StatusCallback")) if request.get("StatusCallback") else None)
    call = asked.exchange.new_call(asked.account, parties, hooks)
    flags = "".join(f' {known}="{request.get(field).lower()}"' for field, known in _FLAGS.items() if request.has(field))
    label = f' participantLabel="{request.get("Label")}"' if request.get("Label") else ""
    twiml = f"<Response><Dial><Conference{flags}{label}>{name}</Conference></Dial></Response>"
    originate(asked.exchange, call, Inline(twiml), request)
    return ApiResponse(201, shown_participant(conference, Participant(call, label=request.get("Label"))))


def shown(conference: Conference) -> dict[str, Any]:
    """Return a conference as Twilio shows it."""
    uri = f"{ROOT}/Accounts/{conference.account_sid}/Conferences/{conference.sid}"
    return {
        "sid": conference.sid,
        "account_sid": conference.account_sid,
        "api_version": API_VERSION,
        "call_sid_ending_conference": None,
        "date_created": rfc2822(conference.created),
        "date_updated": rfc2822(conference.created),
        "friendly_name": conference.name,
        "reason_conference_ended": "last-participant-left" if conference.status == "completed" else None,
        "region": "us1",
        "status": conference.status,
        "subresource_uris": {"participants": f"{uri}/Participants.json", "recordings": f"{uri}/Recordings.json"},
        "uri": f"{uri}.json",
    }


def shown_participant(conference: Conference, one: Participant) -> dict[str, Any]:
    """Return a participant as Twilio shows it."""
    uri = f"{ROOT}/Accounts/{conference.account_sid}/Conferences/{conference.sid}/Participants/{one.call.sid}.json"
    return {
        "account_sid": conference.account_sid,
        "call_sid": one.call.sid,
        "call_sid_to_coach": one.coach or None,
        "coaching": bool(one.coach),
        "conference_sid": conference.sid,
        "date_created": rfc2822(one.joined),
        "date_updated": rfc2822(one.joined),
        "end_conference_on_exit": one.ends,
        "hold": one.hold,
        "label": one.label or None,
        "muted": one.muted,
        "queue_time": None,
        "start_conference_on_enter": one.starts,
        "status": "connected" if one in conference.participants else "queued",
        "uri": uri,
    }


def _toggle(asked: Asked, one: Participant, name: str, attribute: str, told: Callable[[], None]) -> None:
    if asked.request.has(name):
        setattr(one, attribute, asked.request.get(name).lower() == "true")
        told()


def _named(what: str, on: bool) -> str:
    return f"participant-{what}" if on else f"participant-un{what}"


def _hook(asked: Asked, name: str) -> Hook:
    return Hook(asked.request.get(f"{name}Url"), asked.request.get(f"{name}Method", "POST").upper())


def _name(asked: Asked) -> str:
    found = asked.exchange.conferences.get(asked.sids[0])
    return found.name if found else asked.sids[0]


def _the_conference(asked: Asked) -> Conference:
    found = asked.exchange.conferences.get(asked.sids[0])
    if found is None or found.account_sid != asked.account.sid:
        raise not_found(urlsplit(asked.request.target).path)
    return found


def _the_participant(asked: Asked, conference: Conference) -> Participant:
    found = conference.find(asked.sids[1])
    if found is None:
        raise not_found(urlsplit(asked.request.target).path)
    return found
