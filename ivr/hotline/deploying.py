"""Replace the processes of a running hotline by new ones, without a caller who notices.

The launcher does it when `python -m ivr.hotline deploy` tells it to, with the code and the settings that are on disk
now. New web and media processes come up beside the old ones, on the same sockets; only when both serve do the old ones
take nothing new, and end with what they have: webhooks within seconds, streams with their calls. Where a new one does
not serve, it ends and all stays as it was.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event
from time import monotonic, sleep

from ivr.hotline.supervised import Supervised
from ivr.ready import REPLACED

PID, OUTCOME = "launcher.pid", "deploy.json"
READY_SECONDS = 180.0
PATIENCE_SECONDS = 900.0
DEPLOY = signal.SIGUSR2
UPGRADE = "python -m flask --app app upgrade-database"
RETIRE: Mapping[str, signal.Signals] = {"media": REPLACED, "web": signal.SIGTERM}
"""Who is replaced while it serves, in this order, and by what signal its predecessor ends its work."""
UNTOUCHED = "simulator"


@dataclass(frozen=True)
class Deployed:
    """How a deploy ended, in words for the operator."""

    ok: bool
    said: str


class NotServing(Exception):
    """Say which new process does not serve."""


class Deploy:
    """One deploy of a launcher's processes; `start` starts a command by its name."""

    def __init__(
        self,
        running: dict[str, Supervised],
        start: Callable[[str], Supervised],
        upgrade: Callable[[], int],
        stop: Event,
    ) -> None:
        self._running, self._start, self._upgrade, self._stop = running, start, upgrade, stop

    def run(self) -> Deployed:
        """Replace them all, or none."""
        if code := self._upgrade():
            return Deployed(False, f"the database could not be upgraded (code {code}): nothing was changed")
        new: dict[str, Supervised] = {}
        try:
            for name in RETIRE:
                if name in self._running:
                    new[name] = self._start(name)
            for name, process in new.items():
                self._await(name, process)
        except NotServing as failed:
            for process in new.values():
                process.stop()
            return Deployed(False, f"{failed}: the old processes go on; see the log")
        self._replace(new)
        return Deployed(True, f"{', '.join(self._running)} are new; live streams end with their calls")

    def _replace(self, new: Mapping[str, Supervised]) -> None:
        for name, process in new.items():
            old, self._running[name] = self._running[name], process
            old.retire(RETIRE[name])
        for name in set(self._running) - {*RETIRE, UNTOUCHED}:  # nobody waits for these on the phone
            self._running[name].stop()
            self._running[name].wait()
            self._running[name] = self._start(name)

    def _await(self, name: str, process: Supervised) -> None:
        deadline = monotonic() + READY_SECONDS
        while not process.ready.wait(0.2):
            if process.ended or self._stop.is_set():
                raise NotServing(f"the new {name} process ended")
            if monotonic() > deadline:
                raise NotServing(f"the new {name} process did not serve within {READY_SECONDS:.0f} s")
        if self._running[name].ready.well and not process.ready.well:
            raise NotServing(f"the new {name} process does not hear, as the old one does")


def upgrade_database(environment: Mapping[str, str]) -> int:
    """Bring the database to the tables of the code on the disk; return the exit code. Old code must get along."""
    return subprocess.run(UPGRADE.split(), env=dict(environment), stdin=subprocess.DEVNULL, check=False).returncode


def tell(folder: Path, deployed: Deployed) -> None:
    """Leave word for who asked for the deploy; a reader never sees half of it."""
    half = folder / f"{OUTCOME}.new"
    half.write_text(json.dumps(asdict(deployed)))
    os.replace(half, folder / OUTCOME)


def deploy(folder: Path) -> int:
    """Ask the launcher of this data folder for a deploy, wait for its end and say how it went; return the exit code."""
    try:
        pid = int((folder / PID).read_text())
        (folder / OUTCOME).unlink(missing_ok=True)
        os.kill(pid, DEPLOY)
    except (OSError, ValueError):
        print(f"No hotline runs with the data in {folder}: start it with `make run`.", file=sys.stderr)
        return 1
    deadline = monotonic() + PATIENCE_SECONDS
    while not (folder / OUTCOME).exists():
        if monotonic() > deadline or not Path(f"/proc/{pid}").exists():
            print("The launcher did not say how the deploy went: see its log.", file=sys.stderr)
            return 1
        sleep(0.2)
    deployed = Deployed(**json.loads((folder / OUTCOME).read_text()))
    print(deployed.said, file=sys.stdout if deployed.ok else sys.stderr)
    return 0 if deployed.ok else 1
