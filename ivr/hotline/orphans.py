"""Let processes whose parent was killed serve on while the launcher starts its successor on the same sockets."""

import os
import time

LAUNCHER = "HOTLINE_LAUNCHER"
"""Names the launcher's process id in the environment; without a launcher nobody starts a successor."""
SERVE_SECONDS = 45.0


class Orphan:
    """Tells how long a process goes on after the end of its parent."""

    def __init__(self, parent: int) -> None:
        self._parent = parent
        self._since: float | None = None

    def may_serve(self) -> bool:
        """Return True while the parent lives, and for a while after it if the launcher does."""
        if os.getppid() == self._parent:
            return True
        self._since = self._since or time.monotonic()
        return time.monotonic() - self._since < SERVE_SECONDS and _launcher_lives()


def _launcher_lives() -> bool:
    if LAUNCHER not in os.environ:
        return False
    try:
        os.kill(int(os.environ[LAUNCHER]), 0)
    except OSError:
        return False
    return True
