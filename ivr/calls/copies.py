"""Have Twilio forget its copies: what it recorded of a call, its record of the call, the texts it sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from ivr import codec
from ivr.outbox import enqueue
from ivr.storage import Rows

FORGET = "forget_copies"
"""The kind of command that has Twilio delete them."""


@dataclass(frozen=True)
class Copies:
    """What such a command says: Twilio's SIDs. With a call go all its recordings."""

    recordings: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


def want_recording_forgotten(rows: Rows, sid: str, at: datetime) -> bool:
    """Have a recording deleted at a time; return False where that was asked for before."""
    return enqueue(rows, f"{FORGET}:{sid}", FORGET, codec.dump(Copies(recordings=(sid,))), at)


def want_copies_forgotten(rows: Rows, calls: Iterable[str], texts: Iterable[str], at: datetime) -> None:
    """Have all deleted that Twilio keeps of calls and texts; the keys of the commands tell nothing of them."""
    for copies in (*(Copies(calls=(sid,)) for sid in calls), *(Copies(texts=(sid,)) for sid in texts)):
        enqueue(rows, f"{FORGET}:{token_hex(16)}", FORGET, codec.dump(copies), at)
