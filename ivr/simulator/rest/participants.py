"""Participants of conferences: who is in, mute, hold, coach, remove, call somebody in."""

from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from ivr.simulator.announcements import announce
from ivr.simulator.engine.clock import rfc2822
from ivr.simulator.engine.conferences import Conference, Participant
from ivr.simulator.engine.steps import Inline
from ivr.simulator.outbound import originate
from ivr.simulator.rest.call_fields import hook, status_hooks
from ivr.simulator.rest.conferences import the_conference
from ivr.simulator.rest.pages import page
from ivr.simulator.rest.parties import parties_of
from ivr.simulator.rest.requests import ROOT, ApiRequest, ApiResponse, Asked, not_found

_NOUN = {
    "Beep": "beep",
    "CallSidToCoach": "coach",
    "ConferenceRecord": "record",
    "ConferenceRecordingStatusCallback": "recordingStatusCallback",
    "ConferenceRecordingStatusCallbackEvent": "recordingStatusCallbackEvent",
    "ConferenceStatusCallback": "statusCallback",
    "ConferenceStatusCallbackEvent": "statusCallbackEvent",
    "ConferenceStatusCallbackMethod": "statusCallbackMethod",
    "ConferenceTrim": "trim",
    "EndConferenceOnExit": "endConferenceOnExit",
    "Label": "participantLabel",
    "MaxParticipants": "maxParticipants",
    "Muted": "muted",
    "StartConferenceOnEnter": "startConferenceOnEnter",
    "WaitMethod": "waitMethod",
    "WaitUrl": "waitUrl",
}
_WORDS = {"True": "true", "False": "false"}
_FLAGS = {"Muted": ("muted", "mute"), "Hold": ("hold", "hold")}


def listed(asked: Asked) -> ApiResponse:
    """Return who is in a conference, narrowed by Muted, Hold and Coaching."""
    conference, request = the_conference(asked), asked.request
    wanted = {name: request.get(name).lower() for name in ("Muted", "Hold", "Coaching") if request.has(name)}

    def fits(one: Participant) -> bool:
        facts = {"Muted": one.muted, "Hold": one.hold, "Coaching": bool(one.coach)}
        return all(str(facts[name]).lower() == value for name, value in wanted.items())

    return page(asked, "participants", filter(fits, conference.participants), lambda each: shown(conference, each))


def fetch(asked: Asked) -> ApiResponse:
    """Return one participant, by call SID or label."""
    conference = the_conference(asked)
    return ApiResponse(200, shown(conference, _the_participant(asked, conference)))


def change(asked: Asked) -> ApiResponse:
    """Mute, hold, coach, announce to one participant."""
    conference = the_conference(asked)
    one, request = _the_participant(asked, conference), asked.request
    one.hold_hook = hook(request, "HoldUrl") or one.hold_hook
    for name in filter(request.has, _FLAGS):
        on, (flag, event) = request.get(name).lower() == "true", _FLAGS[name]
        setattr(one, flag, on)
        conference.report(conference, f"participant-{event}" if on else f"participant-un{event}", one)
    if _modified(one, request):
        conference.report(conference, "participant-modify", one)
    announcement = hook(request, "AnnounceUrl")
    if announcement is not None:
        announce(asked.exchange, conference, (one,), announcement)
    conference.rewire()
    one.changed.set()
    return ApiResponse(200, shown(conference, one))


def remove(asked: Asked) -> ApiResponse:
    """Put a participant out; their call goes on after its <Dial>."""
    conference = the_conference(asked)
    conference.leave(_the_participant(asked, conference), "kicked")
    return ApiResponse(204)


def add(asked: Asked) -> ApiResponse:
    """Call somebody into a conference, named by SID or friendly name."""
    request = asked.request
    parties = parties_of(request)
    conference, _ = asked.exchange.conference(asked.account, _name(asked))
    call = asked.exchange.new_call(asked.account, parties, status_hooks(request))
    originate(asked.exchange, call, Inline(_joining(conference.name, request)), request)
    coach = request.get("CallSidToCoach")
    return ApiResponse(201, shown(conference, Participant(call, label=request.get("Label"), coach=coach)))


def shown(conference: Conference, one: Participant) -> dict[str, Any]:
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


def _modified(one: Participant, request: ApiRequest) -> bool:
    if request.has("EndConferenceOnExit"):
        one.ends = request.get("EndConferenceOnExit").lower() == "true"
    if request.has("Coaching"):
        one.coach = request.get("CallSidToCoach") if request.get("Coaching").lower() == "true" else ""
    return request.has("EndConferenceOnExit") or request.has("Coaching")


def _joining(name: str, request: ApiRequest) -> str:
    """Return the document that brings the person called into the conference."""
    given = {noun: " ".join(request.all(field)) for field, noun in _NOUN.items() if request.has(field)}
    attributes = "".join(f" {noun}={quoteattr(_WORDS.get(value, value))}" for noun, value in given.items())
    return f"<Response><Dial><Conference{attributes}>{escape(name)}</Conference></Dial></Response>"


def _name(asked: Asked) -> str:
    found = asked.exchange.conferences.get(asked.sids[0])
    return found.name if found else asked.sids[0]


def _the_participant(asked: Asked, conference: Conference) -> Participant:
    found = conference.find(asked.sids[1])
    if found is None:
        raise not_found(urlsplit(asked.request.target).path)
    return found
