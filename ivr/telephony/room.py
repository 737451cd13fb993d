"""Tell the web processes of a host how much room its media gateway has: a small file that the gateway keeps writing.

One that was not written for a while counts as none: nobody knows then, so a call tries the stream, and the gateway that
it reaches decides. So does a web process on a host without a gateway.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from time import time

FILE = "room.json"
FRESH_SECONDS = 5.0


@dataclass(frozen=True)
class Room:
    """How many `streams` are heard, and how many more can be, `free`, before those are heard any worse."""

    streams: int
    free: int


def write(folder: Path, room: Room) -> None:
    """Write how much room there is now; a reader never sees half of it."""
    half = folder / f"{FILE}.new"
    half.write_text(json.dumps({"at": time(), **asdict(room)}))
    os.replace(half, folder / FILE)


def read(folder: Path) -> Room | None:
    """Return how much room there was a moment ago; None where nobody knows."""
    try:
        told = json.loads((folder / FILE).read_text())
        return Room(told["streams"], told["free"]) if time() - told["at"] <= FRESH_SECONDS else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def has_room(folder: Path) -> bool:
    """Return whether one more caller can be heard, as far as is known here."""
    room = read(folder)
    return room is None or room.free > 0
