"""Keep one process running: it is started again whenever it ends, after pauses that grow while it keeps failing."""

import ctypes
import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from threading import Event, Thread
from time import monotonic

from ivr.pauses import grown
from ivr.process_status import ProcessStatus
from ivr.ready import PIPE, WELL

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
STEADY_SECONDS = 60.0
"""A process that ran for so long was well: its next end is the first."""
SOON_SECONDS = 15.0
"""One that ends sooner after its start is started again after longer and longer pauses; another one at once."""
KILL_AFTER = 25.0
"""Seconds in which a process told to stop must have ended; the media gateway waits twenty for live streams."""

_PR_SET_PDEATHSIG = 1
_prctl = ctypes.CDLL(None).prctl

Tell = Callable[[str, str], None]
"""Is told lines for the operator: whose, and what."""


class Ready:
    """Waits for a process to say that it serves."""

    def __init__(self) -> None:
        self._told = Event()
        self.well = False

    def read(self, pipe: int) -> None:
        """Read what the process says, until nobody can say anything more."""
        with os.fdopen(pipe, "rb", buffering=0) as said:
            while word := said.read(1):
                self.well = word == WELL
                self._told.set()

    def wait(self, seconds: float) -> bool:
        """Return whether it said so within so many seconds."""
        return self._told.wait(seconds)


class Supervised:
    """One process, by a command line for the shell."""

    def __init__(
        self, name: str, command: str, environment: Mapping[str, str], tell: Tell, sockets: Sequence[int] = ()
    ) -> None:
        self._name, self._command, self._environment, self._tell = name, command, environment, tell
        self._sockets = tuple(sockets)
        self.ready = Ready()
        self._stop = Event()
        self._process: subprocess.Popen[str] | None = None
        self._began = monotonic()
        self._ends = self._soon = 0
        self._code: int | None = None
        self._thread = Thread(target=self._run, name=name)
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """Return whether it has ended for good."""
        return not self._thread.is_alive()

    @property
    def ended(self) -> bool:
        """Return whether it ended at least once."""
        return self._ends > 0 or self.is_over

    @property
    def status(self) -> ProcessStatus:
        """Return how it is now."""
        running = self._process is not None and self._process.poll() is None
        steady = running and monotonic() - self._began > STEADY_SECONDS
        return ProcessStatus(self._name, running, 0 if steady else self._ends, self._code)

    def stop(self) -> None:
        """End it, gently; it is not started again."""
        self._stop.set()
        if self._process:
            self._process.terminate()

    def retire(self, number: int) -> None:
        """Let it end its work after this signal, however long that takes; it is not started again."""
        self._stop.set()
        if self._process:
            self._process.send_signal(number)

    def kill(self) -> None:
        """End it at once."""
        self._stop.set()
        if self._process:
            self._process.kill()

    def wait(self) -> None:
        """Return when it has ended after a stop."""
        self._thread.join(KILL_AFTER)
        if self._thread.is_alive():
            self._tell(self._name, f"did not end within {KILL_AFTER:.0f} s: killed")
            self.kill()
            self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            self._code = self._run_once()
            if self._stop.is_set():
                return
            ran = monotonic() - self._began
            self._ends = self._ends + 1 if ran < STEADY_SECONDS else 1
            self._soon = self._soon + 1 if ran < SOON_SECONDS else 0
            pause = grown(FIRST_PAUSE, LONGEST_PAUSE, max(0, self._soon - 1))
            self._tell(self._name, f"ended with {self._code}: starting it again in {pause:g} s")
            self._stop.wait(pause)

    def _run_once(self) -> int | None:
        """Run the command to its end; return its code, None where it could not be started."""
        self._began = monotonic()
        reading, writing = os.pipe()
        try:
            self._process = process = subprocess.Popen(
                ["/bin/sh", "-c", f"exec {self._command}"],
                env={**self._environment, PIPE: str(writing)},
                pass_fds=(writing, *self._sockets),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                start_new_session=True,  # Ctrl-C is for the launcher, which ends the others in order
                preexec_fn=_end_with_us,
            )
        except OSError as error:
            self._tell(self._name, f"can't be started: {error.strerror}")
            os.close(reading)
            return None
        finally:
            os.close(writing)
        Thread(target=self.ready.read, args=(reading,), daemon=True).start()
        if self._stop.is_set():
            process.terminate()
        Thread(target=self._pass_on, args=(process,), daemon=True).start()
        return process.wait()

    def _pass_on(self, process: "subprocess.Popen[str]") -> None:
        """Pass on what it says; its children may go on speaking when it has ended."""
        assert process.stdout
        with process.stdout as lines:
            for line in lines:
                self._tell(self._name, line.rstrip("\n"))


def _end_with_us() -> None:
    """Let the kernel end a process whose launcher was killed, so that none is left that nobody looks after."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
