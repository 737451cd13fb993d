"""Numbers that callers are told of what a command made: of a request, an appointment, a ticket."""

import hashlib

DIGITS = 8


def number_of(key: str, digits: int = DIGITS) -> str:
    """Return a number of so many digits, the same for the same key of a command; others rarely get the same."""
    return f"{int.from_bytes(hashlib.sha256(key.encode()).digest()[:8]) % 10**digits:0{digits}}"
