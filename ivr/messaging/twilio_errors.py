"""What Twilio's error codes of messages mean to us. Source: Twilio, "Error and warning dictionary"."""

from collections.abc import Mapping

REASONS: Mapping[int, str] = {
    21211: "invalid",
    21214: "invalid",
    21217: "invalid",
    21265: "invalid",
    21408: "country",
    21610: "opted_out",
    21612: "unreachable",
    21614: "landline",
    30001: "unreachable",
    30002: "sender",
    30003: "unreachable",
    30004: "blocked",
    30005: "unreachable",
    30006: "landline",
    30007: "filtered",
    30008: "unreachable",
    30032: "sender",
    30034: "sender",
    63036: "unreachable",
}
"""Why a message was refused, or not delivered; other codes have no word of their own. With "sender" it is about our
account or number: no other message comes through either until somebody mends that at Twilio."""

OPTED_OUT = 21610

NOT_NOW = frozenset({20429, 21603, 21606, 21611, 21659, 21660, 21661, 21703, 21704, 30001, 30002, 30022, 30023})
"""Codes of refusals that say nothing about the one who shall get it: our queue at Twilio is full, or our number or
messaging service is wrong. Asked again later Twilio may take the message; after a day it is a dead letter."""


def reason_of(code: int | None) -> str:
    """Return the word for a code; `code_` and the code where there is none, "" for no code."""
    return REASONS.get(code, f"code_{code}") if code else ""


def is_ours(code: int | None) -> bool:
    """Tell whether a failure is about our account or number, so that somebody has to act."""
    return reason_of(code) == "sender"
