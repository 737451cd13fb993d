"""Who may open which page: one table, one function. What is not in the table nobody may open."""

from collections.abc import Mapping
from typing import Literal, get_args

from ivr.calls import WHOLE, Scope

Role = Literal["agent", "viewer", "reviewer", "supervisor", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)
"""From the least to the most; each may do what those before it may."""

MEANINGS: Mapping[Role, str] = {
    "agent": "sees their own marks",
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
    "sign_in.sign_out": "agent",
    "sign_in.password": "agent",
    "second_factor.page": "agent",
    "second_factor.remove": "agent",
    "own_sessions.listing": "agent",
    "own_sessions.end": "agent",
    "own_sessions.choose_language": "agent",
    "calls.home": "agent",
    "calls.listing": "viewer",
    "calls.transcript": "viewer",
    "searches.keep": "viewer",
    "searches.drop": "viewer",
    "figures.page": "viewer",
    "categories.listing": "viewer",
    "categories.add": "supervisor",
    "categories.drop": "supervisor",
    "alerts.listing": "viewer",
    "alerts.add": "supervisor",
    "alerts.drop": "supervisor",
    "sound.timeline": "reviewer",
    "sound.whole": "reviewer",
    "notes.add": "reviewer",
    "notes.as_scenario": "reviewer",
    "calls.export": "supervisor",
    "notes.label": "supervisor",
    "notes.drop": "supervisor",
    "calls.audio": "reviewer",
    "calls.reveal_call": "supervisor",
    "quality.own": "agent",
    "quality.reply": "agent",
    "quality.listing": "reviewer",
    "quality.sample": "reviewer",
    "quality.judge": "reviewer",
    "quality.give": "reviewer",
    "quality.edit": "supervisor",
    "quality.save": "supervisor",
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
    "accounts.change_scope": "administrator",
    "accounts.change_phone": "administrator",
    "accounts.disable_account": "administrator",
    "accounts.enable_account": "administrator",
    "accounts.remove_second_factor": "administrator",
}
"""The least role that may open a page, by the name of its route."""

REVEALS = frozenset({"calls.reveal_call", "calls.export"})
"""Pages beside those of administrators that nobody opens in production without a second factor."""

SCOPED = frozenset(
    {
        *(route for route in POLICY if route.partition(".")[0] in ("calls", "searches", "sound", "notes", "figures")),
        *("sign_in.sign_out", "sign_in.password", "second_factor.page", "second_factor.remove"),
        *(
            "own_sessions.listing",
            "own_sessions.end",
            "own_sessions.choose_language",
            "misses.listing",
            "categories.listing",
        ),
        *("quality.own", "quality.reply", "quality.listing", "quality.sample", "quality.judge", "quality.give"),
    }
)
"""Pages that show a part of the calls to who may see but a part; all others are closed to them."""

CONSOLE = frozenset({"console", "bootstrap", *(route.partition(".")[0] for route in POLICY)})
"""Blueprints that the table speaks for; all others belong to Twilio, and are guarded by its signature or by tokens."""


def needs_second_factor(route: str) -> bool:
    """Tell whether a page shows personal values or changes accounts."""
    return route in REVEALS or POLICY.get(route) == "administrator"


def may(role: str | None, route: str, scope: Scope = WHOLE) -> bool:
    """Tell whether somebody with this role, None for a stranger, may open a page; `scope` is which calls they see."""
    least = POLICY.get(route)
    if least is None:
        return False
    if least == ANYBODY:
        return True
    if not scope.is_whole and route not in SCOPED:
        return False
    return role in ROLES and ROLES.index(role) >= ROLES.index(least)
