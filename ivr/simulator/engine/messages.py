"""Text messages the app sends; nobody receives them, but their status callbacks are told."""

from dataclasses import dataclass
from datetime import datetime


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
