"""Keep a process running: `python -m ivr.hotline.keep COMMAND...` starts it again when it ends by itself.

Calls live through it: their state is in the database, and a stream that breaks off is opened again. A process that
ends again and again is given up, so that a wrong setting is an error and not a loop.
"""

import signal
import subprocess
import sys
from collections import deque
from time import monotonic, sleep
from types import FrameType

MOST_ENDS, WITHIN_SECONDS = 5, 60.0
PAUSE_SECONDS = 0.5


class Keeper:
    """Runs one command until told to stop."""

    def __init__(self, command: list[str]) -> None:
        self._command = command
        self._child: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._ends: deque[float] = deque(maxlen=MOST_ENDS)

    def stop(self, number: int, frame: FrameType | None) -> None:
        """End the command, as this signal asks; nothing is started again."""
        self._stopped = True
        if self._child:
            self._child.terminate()

    def run(self) -> int:
        """Run the command; return its exit code once it was stopped or given up."""
        while True:
            self._child = subprocess.Popen(self._command)
            if self._stopped:
                self._child.terminate()
            code = self._child.wait()
            if self._stopped or self._gives_up():
                return code if code >= 0 else 128 - code
            print(f"ended with {code}: starting it again", file=sys.stderr, flush=True)
            sleep(PAUSE_SECONDS)

    def _gives_up(self) -> bool:
        self._ends.append(monotonic())
        return len(self._ends) == MOST_ENDS and self._ends[-1] - self._ends[0] < WITHIN_SECONDS


def main(command: list[str]) -> int:
    """Keep the command running; return the exit code."""
    if not command:
        print("usage: python -m ivr.hotline.keep COMMAND...", file=sys.stderr)
        return 2
    keeper = Keeper(command)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, keeper.stop)
    return keeper.run()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
