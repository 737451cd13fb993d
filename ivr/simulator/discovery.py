"""How `call` finds the `serve` that an app is set up for: a small file for each one that runs."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit


@contextmanager
def announced(api: str, app: str) -> Iterator[None]:
    """Let calls to this app find this API while the block runs."""
    path = _folder() / f"{os.getpid()}.json"
    path.write_text(json.dumps({"api": api, "app": _origin(app)}), encoding="utf-8")
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def found(app: str) -> list[str]:
    """Return the APIs that were announced for an app, newest first; they may be gone by now."""
    files = sorted(_folder().glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    notes = [_note(path) for path in files]
    return [note["api"] for note in notes if note.get("app") == _origin(app)]


def _note(path: Path) -> dict[str, str]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}  # gone, or half written


def _origin(url: str) -> str:
    parts = urlsplit(url)
    host = "127.0.0.1" if parts.hostname == "localhost" else parts.hostname
    return f"{parts.scheme}://{host}:{parts.port or ''}"


def _folder() -> Path:
    """Return a folder that is this user's alone."""
    folder = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()) / f"ivr-simulator-{os.getuid()}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} belongs to somebody else")
    return folder
