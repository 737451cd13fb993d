"""Facts that the database could not take, on disk in the order they came, until it can.

A fact is on the disk (fsync) when `add` returns. Any process of the host may add, one at a time plays: it takes the
file away under the writers' lock, so that what comes meanwhile begins another. Facts are written again from the first
one when a playing was cut short, so writing one twice must change nothing. They hold no personal data: a file beside
the database is not encrypted.
"""

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import structlog

from ivr.storage.columns import Json
from ivr.storage.database import DatabaseBusy

WAITING, PLAYING, BAD = "waiting.jsonl", "playing.jsonl", "bad.jsonl"

log = structlog.get_logger(__name__)


class Journal:
    """The facts that wait in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, fact: Json) -> None:
        """Keep a fact; raise OSError when even the disk does not take it."""
        with self._held(WAITING) as file:
            file.write(json.dumps(fact) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def play(self, write: Callable[[Json], None]) -> int:
        """Hand over the facts in order, and forget them; return how many there were.

        Raises DatabaseBusy, with all facts kept, when one can't be written yet. What `write` can't take for another
        reason is put aside in a file of its own: it must not keep the others back.
        """
        if not any((self._folder / name).exists() for name in (WAITING, PLAYING)):
            return 0
        with self._held("lock"):
            if not (self._folder / PLAYING).exists():
                with self._held(WAITING):
                    os.replace(self._folder / WAITING, self._folder / PLAYING)
            facts = [fact for line in (self._folder / PLAYING).read_text().splitlines() for fact in self._read(line)]
            for fact in facts:
                self._hand_over(fact, write)
            (self._folder / PLAYING).unlink()
            self._sync_folder()
            return len(facts)

    def _hand_over(self, fact: Json, write: Callable[[Json], None]) -> None:
        try:
            write(fact)
        except DatabaseBusy:
            raise
        except Exception as error:
            self._put_aside(json.dumps(fact), type(error).__name__)

    def _read(self, line: str) -> list[Json]:
        try:
            return [json.loads(line)]
        except ValueError:  # the power went while it was written, so nobody was told that it was kept
            self._put_aside(line, "half a line")
            return []

    def _put_aside(self, line: str, why: str) -> None:
        log.error("a fact of the journal can't be written", why=why, file=str(self._folder / BAD))
        with self._held(BAD) as file:
            file.write(line + "\n")

    @contextmanager
    def _held(self, name: str) -> Iterator[IO[str]]:
        """Open a file for adding, alone; another that has taken its name meanwhile is opened instead."""
        path = self._folder / name
        while True:
            self._folder.mkdir(parents=True, exist_ok=True)
            is_new = not path.exists()
            with path.open("a") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                with suppress(FileNotFoundError):
                    if os.fstat(file.fileno()).st_ino == path.stat().st_ino:
                        if is_new:
                            self._sync_folder()
                        yield file
                        return

    def _sync_folder(self) -> None:
        """Make names last, too."""
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
