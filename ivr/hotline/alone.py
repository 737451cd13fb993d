"""Let one hotline at a time keep its data in a folder: two would take each other's place for deploys and health."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LOCK = "launcher.lock"


class DataTaken(Exception):
    """Say that another hotline runs with this data, and what to do."""


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold a folder of data, which ends with this process at the latest; DataTaken where another one holds it.

    Where nothing can be written there is nothing to share.
    """
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / LOCK).touch(mode=0o600)
    try:
        file = (folder / LOCK).open()
    except OSError:
        yield
        return
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DataTaken(
                f"another hotline runs with the data in {folder}: end it, or choose another folder, "
                "for example IVR_DATA=var-2 make run"
            ) from None
        yield
