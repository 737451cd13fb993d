"""What a command of kind `sms` asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ivr.storage import Json

NOT_DONE = "sms_not_done"
"""The prompt that tells that what was promised could not be done."""

Says = tuple[tuple[str, Mapping[str, Json]], ...]
"""Prompts with their values."""


class BadOrder(ValueError):
    """The payload is no order for a message."""


@dataclass(frozen=True)
class Order:
    """A text message to be sent: these prompts, in this language. `link` says which page it leads to: its
    purpose, what it shows, and what was verified; None for none.
    """

    to: str
    language: str
    says: Says
    call_sid: str = ""
    link: Mapping[str, Any] | None = None


def read_order(payload: Json, key: str) -> Order:
    """Read the payload of a command.

    Raises:
        BadOrder: it is no order.
    """
    if isinstance(payload, dict) and isinstance(payload.get("answer"), dict):  # an act of the form text_answer
        payload = {"to": payload.get("text_to"), **payload["answer"], "link": _link(payload)}
    if not isinstance(payload, dict) or not isinstance(payload.get("to"), str):
        raise BadOrder("no number to send it to")
    says = payload["says"] if "says" in payload else _of_outcome(payload)
    told = tuple((str(prompt), dict(values)) for prompt, values in says)
    link = payload.get("link")
    call_sid = key.partition(":")[0] if key.startswith("CA") else ""
    return Order(
        payload["to"], str(payload.get("language", "")), told, call_sid, link if isinstance(link, dict) else None
    )


def _link(payload: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return which page the answer has: that of the service which answered last, for who was verified by it.

    What the service made for the caller in this call needs no proof.
    """
    page, identity, served = (payload.get(name) for name in ("web_page", "identity", "served"))
    if not (isinstance(page, dict) and served and page.get("service") == served[-1]):
        return None
    if isinstance(page.get("about"), dict):
        return {"purpose": page["purpose"], "thing": page["thing"], "identity": page["about"]}
    service = page["service"]
    if not isinstance(identity, dict) or service != identity.get("service"):
        return None
    return {"purpose": service, "thing": page["thing"], "identity": identity}


def _of_outcome(payload: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Json]]]:
    """Return what tells the outcome of a command that was promised: what was done, or that it was not."""
    outcome = payload.get("outcome") or {}
    if outcome.get("status") != "done":
        return [(NOT_DONE, {})]
    result = outcome.get("result")
    return [(str(payload.get("prompt", "")), result if isinstance(result, dict) else {})]
