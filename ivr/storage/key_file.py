"""Look whether the encryption keys in the file of settings have changed, so that a rotation needs no restart."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

import structlog
from dotenv import dotenv_values

NAME = "IVR_ENCRYPTION_KEYS"
LOOK_SECONDS = 2.0
"""How old what we know of the file may be when something is encrypted."""

log = structlog.get_logger(__name__)
Version = tuple[int, int, int]


class KeyFile:
    """The encryption keys in a file."""

    def __init__(self, path: Path, clock: Callable[[], float] = monotonic) -> None:
        self._path, self._clock = path, clock
        self._read = self._version()
        self._looked = clock()

    def changed(self, *, at_once: bool) -> str | None:
        """Return the keys where they have changed since the last look, which `at_once` never takes for recent."""
        if not at_once and self._clock() - self._looked < LOOK_SECONDS:
            return None
        self._looked, version = self._clock(), self._version()
        if version is None or version == self._read:
            return None
        self._read = version
        try:
            return dotenv_values(self._path).get(NAME) or None
        except (OSError, UnicodeError) as error:
            log.error("the file of the encryption keys can't be read: the known ones stay", error=type(error).__name__)
            return None

    def _version(self) -> Version | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino
