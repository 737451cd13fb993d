"""Conferences: list, fetch, end, announce."""

from typing import Any
from urllib.parse import urlsplit

from ivr.simulator.announcements import announce
from ivr.simulator.engine.clock import rfc2822
from ivr.simulator.engine.conferences import Conference
from ivr.simulator.engine.parties import API_VERSION
from ivr.simulator.rest.call_fields import hook
from ivr.simulator.rest.pages import page
from ivr.simulator.rest.requests import ROOT, ApiResponse, Asked, not_found
from ivr.simulator.rest.times import within


def listed(asked: Asked) -> ApiResponse:
    """Return the account's conferences, newest first, narrowed by FriendlyName, Status and DateCreated."""
    name, status = asked.request.get("FriendlyName"), asked.request.get("Status")
    mine = [
        each
        for each in reversed(asked.exchange.conferences.values())
        if each.account_sid == asked.account.sid
        and name in ("", each.name)
        and status in ("", each.status)
        and within(asked.request, "DateCreated", each.created)
    ]
    return page(asked, "conferences", mine, shown)


def fetch(asked: Asked) -> ApiResponse:
    """Return one conference."""
    return ApiResponse(200, shown(the_conference(asked)))


def update(asked: Asked) -> ApiResponse:
    """End a conference (Status=completed), or let all hear AnnounceUrl."""
    conference, request = the_conference(asked), asked.request
    if request.get("Status") == "completed":
        conference.end("conference-ended-via-api")
    announcement = hook(request, "AnnounceUrl")
    if announcement is not None:
        announce(asked.exchange, conference, tuple(conference.participants), announcement)
    return ApiResponse(200, shown(conference))


def shown(conference: Conference) -> dict[str, Any]:
    """Return a conference as Twilio shows it."""
    uri = f"{ROOT}/Accounts/{conference.account_sid}/Conferences/{conference.sid}"
    return {
        "sid": conference.sid,
        "account_sid": conference.account_sid,
        "api_version": API_VERSION,
        "call_sid_ending_conference": conference.ended_by or None,
        "date_created": rfc2822(conference.created),
        "date_updated": rfc2822(conference.created),
        "friendly_name": conference.name,
        "reason_conference_ended": conference.reason or None,
        "region": "us1",
        "status": conference.status,
        "subresource_uris": {"participants": f"{uri}/Participants.json", "recordings": f"{uri}/Recordings.json"},
        "uri": f"{uri}.json",
    }


def the_conference(asked: Asked) -> Conference:
    """Return the account's conference that the path names, or refuse."""
    found = asked.exchange.conferences.get(asked.sids[0])
    if found is None or found.account_sid != asked.account.sid:
        raise not_found(urlsplit(asked.request.target).path)
    return found
