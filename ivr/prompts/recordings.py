"""Find the recordings of a language, each with the words it speaks."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from ivr.prompts.riff import comment_of

EASY = ".easy"
"""End of the file stem of recordings for easy mode: slower, louder, with pauses."""


@dataclass(frozen=True)
class Recording:
    """A WAV file `<stem>.wav`; `text` is what it says, `digest` changes when its sound does (for cacheable URLs)."""

    stem: str
    path: Path
    text: str
    digest: str


def read_recordings(folder: Path) -> dict[str, Recording]:
    """Return the recordings in a folder by file stem; none when there is no folder."""
    return {path.stem: _read(path) for path in sorted(folder.glob("*.wav"))}


def _read(path: Path) -> Recording:
    wav = path.read_bytes()
    return Recording(path.stem, path, comment_of(wav), hashlib.sha256(wav).hexdigest()[:12])
