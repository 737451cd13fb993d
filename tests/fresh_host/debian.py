"""A fresh Debian 12 in a folder, booted by systemd-nspawn."""

import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

MIRROR, SUITE = "http://deb.debian.org/debian", "bookworm"
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
MACHINE = ("systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--settings=no")


class Failed(Exception):
    """A command of the page did not work; the text is what it printed."""


class Debian:
    """A host in a folder: first with the network of this machine, to install; then booted, with one of its own."""

    def __init__(self, folder: Path) -> None:
        """Take its folder: what is installed, what a run changes of that, and a log of all that is done."""
        self.installed, self.root, self.log = folder / "installed", folder / "run/root", folder / "log"
        self.leader = 0
        self._machine: subprocess.Popen[bytes] | None = None

    def make(self) -> None:
        """Install what every Debian has. A mirror and certificates are those of this machine."""
        self._run(
            "debootstrap",
            "--variant=minbase",
            "--include=systemd-sysv,dbus,ca-certificates",
            SUITE,
            self.installed,
            MIRROR,
        )

    def installs(self, script: str, *shared: tuple[Path, str]) -> str:
        """Run a script as root before the host is booted, with this machine's network; `shared` are read only in it."""
        shares = [f"--bind-ro={here}:{there}" for here, there in (*shared, (Path(CERTIFICATES), CERTIFICATES))]
        machine = (*MACHINE, "-D", self.installed, "--resolv-conf=copy-host", *shares)
        return self._run(*machine, "/bin/bash", "-ec", script)

    def boots(self) -> None:
        """Start systemd, with a network that has nobody else in it; what is installed stays as it is."""
        run = self.root.parent
        shutil.rmtree(run, ignore_errors=True)
        for name in ("upper", "work", "root"):
            (run / name).mkdir(parents=True)
        layers = f"lowerdir={self.installed},upperdir={run}/upper,workdir={run}/work"
        self._run("mount", "-t", "overlay", "overlay", "-o", layers, self.root)
        machine = [*MACHINE, "-D", str(self.root), "--private-network", "--boot"]
        self._machine = subprocess.Popen(
            machine,
            stdin=subprocess.DEVNULL,
            stdout=self.log.open("ab"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.leader = _first_process(self._machine.pid)
        self.until("systemctl is-system-running | grep -Eq 'running|degraded'", 120)

    def does(self, script: str) -> str:
        """Run a script as root on the booted host and return what it prints. Raises Failed where one command fails."""
        return self._run(*self._inside(), "/bin/bash", "-ec", script)

    def starts(self, script: str, output: Path) -> "subprocess.Popen[bytes]":
        """Start a script on the booted host; somebody else waits for it."""
        return subprocess.Popen(
            [*self._inside(), "/bin/bash", "-ec", script],
            stdin=subprocess.DEVNULL,
            stdout=output.open("wb"),
            stderr=subprocess.STDOUT,
        )

    def until(self, script: str, seconds: float) -> None:
        """Wait until a script succeeds."""
        end = time.monotonic() + seconds
        while True:
            try:
                self.does(script)
                return
            except Failed:
                if time.monotonic() > end:
                    raise
                time.sleep(0.5)

    def ends(self) -> None:
        """Switch the host off."""
        if self._machine:
            os.kill(self._machine.pid, signal.SIGTERM)
            self._machine.wait(90)
            self._machine = None
        if self.root.is_mount():
            self._run("umount", self.root)

    def _inside(self) -> list[str]:
        return [
            "nsenter",
            "--target",
            str(self.leader),
            "--all",
            "--root",
            "--wd",
            "env",
            "-i",
            "HOME=/root",
            "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
        ]

    def _run(self, *command: object) -> str:
        done = subprocess.run(
            list(map(str, command)), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        with self.log.open("a") as log:
            log.write(f"$ {command[-1]}\n{done.stdout}{done.stderr}\n")
        if done.returncode:
            raise Failed(f"{command[-1]}\n{(done.stdout + done.stderr)[-3000:]}")
        return done.stdout


def _first_process(pid: int) -> int:
    """Return the host's systemd: a child of systemd-nspawn, but not its first, which only opens the namespaces."""
    for _ in range(600):
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            with suppress(OSError):
                if Path(f"/proc/{child}/comm").read_text() == "systemd\n":
                    return int(child)
        time.sleep(0.05)
    raise Failed("systemd-nspawn started no host")
