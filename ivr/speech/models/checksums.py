"""Checksums of an installed model, so that a file cut in half is found before Kaldi crashes on it."""

import hashlib
import json
from pathlib import Path

NAME = "checksums.json"


def digest(path: Path, algorithm: str = "sha256") -> str:
    """Return the hexadecimal digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, algorithm).hexdigest()


def _digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != NAME)
    return {str(path.relative_to(folder)): digest(path) for path in files}


def write_checksums(folder: Path) -> None:
    """Write down what every file of the model is."""
    (folder / NAME).write_text(json.dumps(_digests(folder), indent=1))


def broken_files(folder: Path) -> tuple[str, ...]:
    """List the files that are missing or not what they were; all is well when the list is empty."""
    try:
        expected: dict[str, str] = json.loads((folder / NAME).read_text())
    except (OSError, ValueError):
        return (NAME,)
    found = _digests(folder)
    return tuple(name for name, value in expected.items() if found.get(name) != value)
