"""Where the web processes of one gunicorn count: in a folder of its own, while the one before may still be ending.

It is in memory where the system has such a place: what is counted through a mapped file on a disk that is full ends the
process by a signal.
"""

import hashlib
import os
import time
from contextlib import suppress
from pathlib import Path
from shutil import rmtree

SHARED = "PROMETHEUS_MULTIPROC_DIR"
IN_MEMORY = Path("/dev/shm")
GONE = "gone"
LEFT_SECONDS = 120.0
"""How long a gunicorn that is gone may have left workers that serve on, and count."""


def share_counts(data: Path) -> None:
    """Give the workers of this gunicorn their folder, empty at its start; take away those of long gone ones."""
    mine = _place(data) / str(os.getpid())
    for folder in mine.parent.glob("*"):
        if not Path("/proc", folder.name).exists() and _is_long_gone(folder):
            rmtree(folder, ignore_errors=True)
    if os.environ.get(SHARED) != str(mine):  # else gunicorn was told to read its file once more, and workers count here
        rmtree(mine, ignore_errors=True)
    mine.mkdir(parents=True, exist_ok=True)
    os.environ[SHARED] = str(mine)


def forget_counts() -> None:
    """Take this gunicorn's folder away, and that of all of them where it was the last."""
    mine = Path(os.environ[SHARED])
    rmtree(mine, ignore_errors=True)
    with suppress(OSError):
        mine.parent.rmdir()


def _place(data: Path) -> Path:
    """Return the folder of all of them: in memory, unless that can't be or another user made one of our name."""
    mine = IN_MEMORY / f"hotline-{os.getuid()}-{hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:16]}"
    with suppress(OSError):
        mine.mkdir(mode=0o700, exist_ok=True)
        if mine.lstat().st_uid == os.getuid() and not mine.is_symlink():
            return mine
    return data / "metrics"


def _is_long_gone(folder: Path) -> bool:
    """Note the first time that a gunicorn is found gone; tell whether that was a while ago."""
    marker = folder / GONE
    if not marker.exists():
        marker.touch()
    return time.time() - marker.stat().st_mtime > LEFT_SECONDS
