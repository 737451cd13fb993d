"""Tell when all of an HTTP request has come, so that no thread waits for the rest of it.

Only what gunicorn's own parser needs is looked at here: where the head ends, and how long the body is. What is odd is
left to that parser, which refuses it.
"""

import re
from typing import Literal

LONGEST_HEAD = 16 * 1024
LONGEST_BODY = 64 * 1024
"""As the application allows: a webhook has some 2 KB, a form of the console less."""

_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d+)[ \t]*\r\n", re.IGNORECASE)
_LATER = re.compile(rb"\r\n(transfer-encoding|expect):", re.IGNORECASE)

Fault = Literal["411 Length Required", "413 Content Too Large", "431 Request Header Fields Too Large"]


class Refused(Exception):
    """A request that is not read to its end; `status` says why."""

    def __init__(self, status: Fault) -> None:
        super().__init__(status)
        self.status: Fault = status


def is_whole(received: bytes | bytearray) -> bool:
    """Return whether a whole request has come; raise Refused where it is too long, or does not say how long it is."""
    end = received.find(b"\r\n\r\n")
    if end < 0:
        if len(received) > LONGEST_HEAD:
            raise Refused("431 Request Header Fields Too Large")
        return False
    head = bytes(received[: end + 2])
    if _LATER.search(head):
        raise Refused("411 Length Required")  # whoever calls us knows the length: Twilio, browsers, proxies that buffer
    length = int(found[1]) if (found := _LENGTH.search(head)) else 0
    if length > LONGEST_BODY:
        raise Refused("413 Content Too Large")
    return len(received) >= end + 4 + length
