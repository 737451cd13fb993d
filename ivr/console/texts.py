"""The text messages of a call as its page shows them: masked, or in clear after a reveal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ivr.messaging import SentText, texts_of
from ivr.redaction import Redactor, mask_number
from ivr.storage import Rows

REASONS = {
    "invalid": "no valid number",
    "country": "no text messages go to this country",
    "landline": "a landline",
    "opted_out": "they said stop",
    "unreachable": "the phone could not be reached",
    "blocked": "the network or the phone blocked it",
    "filtered": "the network took it for spam",
    "sender": "our account or number at Twilio needs mending",
}


@dataclass(frozen=True)
class ShownText:
    """A text message, ready to show."""

    at: datetime
    to: str
    body: str
    status: str
    reason: str
    maybe_twice: bool


def shown_texts(rows: Rows, call_sid: str, redactor: Redactor, *, revealed: bool) -> Sequence[ShownText]:
    """Return the text messages of a call, the oldest first."""
    return [_shown(text, redactor, revealed) for text in texts_of(rows, call_sid)]


def _shown(text: SentText, redactor: Redactor, revealed: bool) -> ShownText:
    to = text.to if revealed else mask_number(text.to)
    body = text.body if revealed else redactor.redact(text.body)
    return ShownText(text.at, to, body, text.status, REASONS.get(text.reason, text.reason), text.maybe_twice)
