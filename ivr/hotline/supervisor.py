"""Keep all processes running until told to stop. None ends another: each has a thread of its own that looks after it.

Calls live through the end of any process: their state is in the database, and a stream that breaks off is opened again.
In production the same processes may be kept by systemd instead, one unit each.
"""

import signal
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from threading import Event, Lock
from types import FrameType

from honcho.colour import get_colours
from honcho.printer import Message, Printer

from ivr import process_status
from ivr.hotline.supervised import Supervised

LOOK_SECONDS, BEAT_SECONDS = 0.5, 5.0


class Supervisor:
    """Runs commands by name; `folder` is where it says how they are."""

    def __init__(self, commands: Mapping[str, str], environment: Mapping[str, str], folder: Path) -> None:
        self._commands, self._environment, self._folder = commands, environment, folder
        self._printer = Printer(sys.stdout, width=max(map(len, commands), default=0))
        self._printing = Lock()
        self._colours = dict(zip(commands, get_colours(), strict=False))
        self._processes: list[Supervised] = []
        self._stop = Event()
        self._code = 0

    def run(self) -> int:
        """Run all commands until a signal says to stop; return the exit code that a shell expects after it."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._told_to_stop)
        self._processes = [
            Supervised(name, command, self._environment, self._tell) for name, command in self._commands.items()
        ]
        self._look_after()
        for process in self._processes:
            process.stop()
        for process in self._processes:
            process.wait()
        process_status.forget(self._folder)
        return self._code

    def _look_after(self) -> None:
        """Say how the processes are, whenever that changes, and now and then."""
        told: tuple[process_status.ProcessStatus, ...] = ()
        waited = BEAT_SECONDS
        while not self._stop.is_set():
            statuses = tuple(process.status for process in self._processes)
            if statuses != told or waited >= BEAT_SECONDS:
                told, waited = statuses, 0.0
                self._write(statuses)
            self._stop.wait(LOOK_SECONDS)
            waited += LOOK_SECONDS

    def _write(self, statuses: tuple[process_status.ProcessStatus, ...]) -> None:
        try:
            process_status.write(self._folder, statuses)
        except OSError as error:
            self._tell("", f"can't say how the processes are: {error.strerror}")

    def _told_to_stop(self, number: int, _frame: FrameType | None) -> None:
        if self._stop.is_set():  # asked twice: at once
            for process in self._processes:
                process.kill()
        self._code = 0 if number == signal.SIGTERM else 128 + number  # to be told to stop is no failure
        self._stop.set()

    def _tell(self, name: str, line: str) -> None:
        with self._printing:
            self._printer.write(Message("line", line, datetime.now(), name, self._colours.get(name)))
