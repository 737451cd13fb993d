"""Where the web processes of one gunicorn count: in a folder of its own, while the one before may still be ending."""

import os
from pathlib import Path
from shutil import rmtree

SHARED = "PROMETHEUS_MULTIPROC_DIR"


def share_counts(data: Path) -> None:
    """Give this gunicorn's workers their folder, empty at its start; take away those of gunicorns that are gone."""
    mine = data / "metrics" / str(os.getpid())
    for folder in mine.parent.glob("*"):
        if not Path("/proc", folder.name).exists():
            rmtree(folder, ignore_errors=True)
    if os.environ.get(SHARED) != str(mine):  # else gunicorn was told to read its file once more, and workers count here
        rmtree(mine, ignore_errors=True)
    mine.mkdir(parents=True, exist_ok=True)
    os.environ[SHARED] = str(mine)
