"""The list of who was erased, in a file beside the database, so that a back-up brought back is erased again.

A line holds the blind index of a number, which tells nothing without the index key, and when it was.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path


class ErasedList:
    """The file `erased.jsonl` in a folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "erased.jsonl"

    def add(self, subject: bytes, at: datetime) -> None:
        """Write one down; it is on the disk when this returns."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(json.dumps({"subject": subject.hex(), "at": at.isoformat()}) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def __iter__(self) -> Iterator[tuple[bytes, datetime]]:
        """Give who was erased, and when."""
        lines = self._path.read_text().splitlines() if self._path.exists() else []
        for line in lines:
            told = json.loads(line)
            yield bytes.fromhex(told["subject"]), datetime.fromisoformat(told["at"])
