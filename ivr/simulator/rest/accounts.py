"""Accounts: the one whose credentials a request carries."""

from typing import Any

from ivr.simulator.engine.clock import rfc2822
from ivr.simulator.rest.pages import page
from ivr.simulator.rest.requests import ROOT, ApiResponse, Asked


def fetch(asked: Asked) -> ApiResponse:
    """Return the account itself."""
    return ApiResponse(200, _shown(asked))


def listed(asked: Asked) -> ApiResponse:
    """Return the account itself as a list of one: there are no subaccounts."""
    return page(asked, "accounts", [asked], _shown)


def _shown(asked: Asked) -> dict[str, Any]:
    one, now = asked.account, rfc2822(asked.exchange.date())
    uri = f"{ROOT}/Accounts/{one.sid}"
    names = ("calls", "conferences", "incoming_phone_numbers", "messages", "notifications", "queues", "recordings")
    paths = {name: "".join(word.capitalize() for word in name.split("_")) for name in names}
    return {
        "sid": one.sid,
        "auth_token": one.token,
        "date_created": now,
        "date_updated": now,
        "friendly_name": one.name,
        "owner_account_sid": one.sid,
        "status": "active",
        "subresource_uris": {name: f"{uri}/{path}.json" for name, path in paths.items()},
        "type": "Full",
        "uri": f"{uri}.json",
    }
