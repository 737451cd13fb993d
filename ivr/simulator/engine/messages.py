"""Text messages: what the app sends, and what becomes of it at the other end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

REFUSED: Mapping[str, tuple[int, str]] = {
    "+15005550001": (21211, "Invalid 'To' Phone Number: {to}"),
    "+15005550002": (21612, "Message cannot be sent with the current combination of 'To' and/or 'From' parameters"),
    "+15005550003": (21408, "Permission to send an SMS has not been enabled for the region of the 'To' number"),
    "+15005550004": (21610, "Attempt to send to unsubscribed recipient"),
    "+15005550005": (21611, "This 'From' number has exceeded the maximum number of queued messages"),
    "+15005550007": (21606, "The 'From' phone number is not a valid message-capable Twilio phone number"),
    "+15005550009": (21614, "'To' number is not a valid mobile number: {to}"),
}
"""Numbers that no message can be sent to, with Twilio's code and words: its documented test numbers, and two (5, 7) of
this simulator's own for refusals that are about the sender."""

UNDELIVERED: Mapping[str, int] = {
    "+15005550011": 30001,
    "+15005550012": 30002,
    "+15005550013": 30003,
    "+15005550014": 30004,
    "+15005550015": 30005,
    "+15005550016": 30006,
    "+15005550017": 30007,
    "+15005550018": 30008,
    "+15005550034": 30034,
}
"""Numbers, of this simulator's own, to which messages are sent and not delivered, with Twilio's code."""

STOP_WORDS = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"})
START_WORDS = frozenset({"START", "YES", "UNSTOP"})
"""Words after which Twilio itself sends a number nothing more, or something again."""


@dataclass(frozen=True)
class Message:
    """A text message, as sent; `service` is the messaging service that chose its sender, if one did."""

    sid: str
    account_sid: str
    sender: str
    to: str
    body: str
    at: datetime
    status: str = "delivered"
    direction: str = "outbound-api"
    service: str = ""
    media: int = 0
    error: int = 0


def delivery_to(to: str) -> tuple[str, int]:
    """Return how a message to a number ends, and Twilio's error."""
    error = UNDELIVERED.get(to, 0)
    return ("undelivered" if error else "delivered"), error
