"""Who may open which page: one table, one function. What is not in the table nobody may open."""

from collections.abc import Mapping
from typing import Literal, get_args

Role = Literal["viewer", "reviewer", "supervisor", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)
"""From the least to the most; each may do what those before it may."""

MEANINGS: Mapping[Role, str] = {
    "viewer": "reads calls, masked",
    "reviewer": "hears them, too",
    "supervisor": "sees numbers in clear",
    "administrator": "keeps the accounts, erases and hands over personal data, too",
}
ANYBODY: Literal["anybody"] = "anybody"

POLICY: Mapping[str, Role | Literal["anybody"]] = {
    "console.static": ANYBODY,
    "bootstrap.static": ANYBODY,
    "health.health": ANYBODY,
    "metrics.metrics": ANYBODY,  # it asks for a token of its own
    "sign_in.sign_in": ANYBODY,
    "accounts.invitation": ANYBODY,
    "second_factor.code": ANYBODY,
    "sign_in.sign_out": "viewer",
    "sign_in.password": "viewer",
    "second_factor.page": "viewer",
    "second_factor.remove": "viewer",
    "own_sessions.listing": "viewer",
    "own_sessions.end": "viewer",
    "calls.home": "viewer",
    "calls.listing": "viewer",
    "calls.transcript": "viewer",
    "figures.page": "viewer",
    "sound.timeline": "reviewer",
    "sound.whole": "reviewer",
    "notes.add": "reviewer",
    "notes.as_scenario": "reviewer",
    "calls.export": "supervisor",
    "notes.label": "supervisor",
    "notes.drop": "supervisor",
    "calls.audio": "reviewer",
    "calls.reveal_call": "supervisor",
    "misses.listing": "viewer",
    "misses.label": "supervisor",
    "coverage.listing": "viewer",
    "prompts.listing": "viewer",
    "prompts.prompt": "viewer",
    "prompts.sound": "viewer",
    "publishing.listing": "viewer",
    "publishing.version": "viewer",
    "publishing.add": "supervisor",
    "publishing.drop": "supervisor",
    "publishing.check": "supervisor",
    "publishing.publish": "supervisor",
    "publishing.take_back": "supervisor",
    "outreach.tasks": "viewer",
    "outreach.finish_task": "reviewer",
    "outreach.thanks": "reviewer",
    "outreach.name_staff": "reviewer",
    "outreach.campaigns": "viewer",
    "outreach.start_campaign": "supervisor",
    "outreach.stop_campaign": "supervisor",
    "personal_data.page": "administrator",
    "personal_data.person": "administrator",
    "personal_data.hand_over": "administrator",
    "personal_data.erase_person": "administrator",
    "personal_data.hold_person": "administrator",
    "personal_data.release_person": "administrator",
    "personal_data.show_receipt": "administrator",
    "personal_data.download_receipt": "administrator",
    "wishes.page": "supervisor",
    "wishes.find": "supervisor",
    "wishes.change": "supervisor",
    "accounts.listing": "administrator",
    "accounts.invite_somebody": "administrator",
    "accounts.invite_once_more": "administrator",
    "accounts.change_role": "administrator",
    "accounts.disable_account": "administrator",
    "accounts.enable_account": "administrator",
    "accounts.remove_second_factor": "administrator",
}
"""The least role that may open a page, by the name of its route."""

REVEALS = frozenset({"calls.reveal_call", "calls.export"})
"""Pages beside those of administrators that nobody opens in production without a second factor."""

CONSOLE = frozenset({"console", "bootstrap", *(route.partition(".")[0] for route in POLICY)})
"""Blueprints that the table speaks for; all others belong to Twilio, and are guarded by its signature or by tokens."""


def needs_second_factor(route: str) -> bool:
    """Tell whether a page shows personal values or changes accounts."""
    return route in REVEALS or POLICY.get(route) == "administrator"


def may(role: str | None, route: str) -> bool:
    """Tell whether somebody with this role, None for a stranger, may open a page."""
    least = POLICY.get(route)
    if least is None:
        return False
    if least == ANYBODY:
        return True
    return role in ROLES and ROLES.index(role) >= ROLES.index(least)
