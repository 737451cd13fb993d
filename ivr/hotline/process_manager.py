"""Keep all processes running until told to stop. None ends another: each has a thread of its own that looks after it.

Calls live through the end of any process: their state is in the database, and a stream that breaks off is opened again.
In production the same processes may be kept by systemd instead, one unit each.
"""

import os
import signal
import socket
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Event, Lock, Thread
from time import monotonic, sleep
from types import FrameType, MappingProxyType

from honcho.colour import get_colours
from honcho.printer import Message, Printer

from ivr import process_status
from ivr.hotline.deploying import DEPLOY, PID, Deploy, Deployed, tell, upgrade_database
from ivr.hotline.listeners import variable
from ivr.hotline.orphans import LAUNCHER
from ivr.hotline.supervised import Supervised
from ivr.settings import PROJECT

NO_LISTENERS: Mapping[str, socket.socket] = MappingProxyType({})
LOOK_SECONDS, BEAT_SECONDS = 0.5, 5.0


class ProcessManager:
    """Runs commands by name; `folder` is where it says how they are, `home` the checkout that a deploy takes.

    Some serve the `listeners` of their name.
    """

    def __init__(
        self,
        commands: Mapping[str, str],
        environment: Mapping[str, str],
        folder: Path,
        home: Path = PROJECT,
        listeners: Mapping[str, socket.socket] = NO_LISTENERS,
    ) -> None:
        self._commands, self._environment, self._folder = commands, environment, folder
        self._home, self._listeners = home, listeners
        self._printer = Printer(sys.stdout, width=max(map(len, commands), default=0))
        self._printing = Lock()
        self._colours = dict(zip(commands, get_colours(), strict=False))
        self._processes: dict[str, Supervised] = {}
        self._started: list[Supervised] = []
        self._stop, self._wanted = Event(), Event()
        self._deploying: Thread | None = None
        self._code = 0

    def run(self) -> int:
        """Run all commands until a signal says to stop; return the exit code that a shell expects after it."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._told_to_stop)
        signal.signal(DEPLOY, lambda *_: self._wanted.set())
        self._processes.update((name, self._start(name)) for name in self._commands)
        with suppress(OSError):  # without it there is no deploy, but there are calls
            (self._folder / PID).write_text(str(os.getpid()))
        self._look_after()
        (self._folder / PID).unlink(missing_ok=True)
        if self._deploying:
            self._deploying.join()
        for process in self._started:
            process.stop()
        for process in self._started:
            process.wait()
        process_status.forget(self._folder)
        return self._code

    def wait_until_ready(self, names: Iterable[str], seconds: float) -> bool:
        """Return whether these processes serve within so many seconds."""
        deadline = monotonic() + seconds
        while monotonic() < deadline:
            if all(name in self._processes and self._processes[name].ready.wait(0) for name in names):
                return True
            sleep(LOOK_SECONDS)
        return False

    def _start(self, name: str) -> Supervised:
        listener = self._listeners.get(name)
        environment = {**self._environment, LAUNCHER: str(os.getpid())}
        if listener:
            environment[variable(name)] = str(listener.fileno())
        sockets = (listener.fileno(),) if listener else ()
        process = Supervised(name, self._commands[name], environment, self._tell, sockets)
        self._started.append(process)
        return process

    def _deploy(self) -> None:
        """Replace the processes, beside the loop that looks after them."""
        self._tell("", "deploy: new processes are started beside the old ones")
        upgrade = partial(upgrade_database, self._environment)
        try:
            os.chdir(self._home)
            deployed = Deploy(self._processes, self._start, upgrade, self._stop).run()
        except Exception as error:
            deployed = Deployed(False, f"the deploy broke ({type(error).__name__}: {error}); see the log")
        self._tell("", f"deploy: {deployed.said}")
        with suppress(OSError):
            tell(self._folder, deployed)

    def _look_after(self) -> None:
        """Say how the processes are, whenever that changes, and now and then."""
        told: tuple[process_status.ProcessStatus, ...] = ()
        waited = BEAT_SECONDS
        while not self._stop.is_set():
            if self._wanted.is_set() and not (self._deploying and self._deploying.is_alive()):
                self._wanted.clear()
                self._deploying = Thread(target=self._deploy, name="deploy")
                self._deploying.start()
            self._started[:] = [process for process in self._started if not process.is_over]
            statuses = tuple(process.status for process in list(self._processes.values()))
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
            for process in list(self._started):
                process.kill()
        self._code = 0 if number == signal.SIGTERM else 128 + number  # to be told to stop is no failure
        self._stop.set()

    def _tell(self, name: str, line: str) -> None:
        with self._printing:
            self._printer.write(Message("line", line, datetime.now(), name, self._colours.get(name)))
