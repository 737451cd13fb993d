"""What Twilio's error codes of messages mean to us. Source: Twilio, "Error and warning dictionary"."""

from collections.abc import Mapping

REASONS: Mapping[int, str] = {
    21211: "invalid",
    21217: "invalid",
    21265: "invalid",
    21408: "country",
    21610: "opted_out",
    21612: "unreachable",
    21614: "landline",
    30003: "unreachable",
    30004: "blocked",
    30005: "unreachable",
    30006: "landline",
    30007: "filtered",
    30008: "unreachable",
    63036: "unreachable",
}
"""Why a message was refused, or not delivered; other codes have no word of their own."""

OPTED_OUT = 21610


def reason_of(code: int | None) -> str:
    """Return the word for a code; `code_` and the code where there is none, "" for no code."""
    return REASONS.get(code, f"code_{code}") if code else ""
