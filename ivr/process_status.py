"""Tell the health page how the hotline's processes are: a small file that the launcher keeps writing.

One that was not written for a while counts as none: then the launcher is gone, or processes are started by something
else, which says itself how they are.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import time

from ivr.whole_files import write_whole

FILE = "processes.json"
FRESH_SECONDS = 20.0
KEEPS_FAILING = 3
"""Ends in a row from which on a process is shown as failing: one that is killed once is back before anybody looks."""


@dataclass(frozen=True)
class ProcessStatus:
    """How a process is: whether it runs, how often in a row it ended soon after its start, and with what code."""

    name: str
    running: bool
    ends: int = 0
    code: int | None = None

    @property
    def ok(self) -> bool:
        """Tell whether it works, as far as one can see from outside."""
        return self.ends < KEEPS_FAILING

    @property
    def detail(self) -> str:
        """Return the status in words."""
        if self.ok:
            return f"{self.name} runs" if self.running else f"{self.name} is being started again"
        now = "started again" if self.running else "it will be started again"
        return f"{self.name} ended {self.ends} times in a row, last with code {self.code}: {now}, see its log"


def write(folder: Path, statuses: Sequence[ProcessStatus]) -> None:
    """Write how the processes are now; a reader never sees half of it."""
    told = {"at": time(), "processes": [asdict(status) for status in statuses]}
    write_whole(folder / FILE, json.dumps(told).encode())


def read(folder: Path) -> tuple[ProcessStatus, ...]:
    """Return how the processes are; nothing where no launcher tells."""
    try:
        told = json.loads((folder / FILE).read_text())
        if time() - told["at"] > FRESH_SECONDS:
            return ()
        return tuple(ProcessStatus(**status) for status in told["processes"])
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def forget(folder: Path) -> None:
    """Take the file away: nothing runs any more."""
    (folder / FILE).unlink(missing_ok=True)
