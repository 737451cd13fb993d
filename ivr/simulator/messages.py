"""Text messages the app sent; nothing is delivered to anybody."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Message:
    """A text message, as sent."""

    sid: str
    account_sid: str
    sender: str
    to: str
    body: str
    at: datetime
    status: str = "delivered"
    direction: str = "outbound-api"
