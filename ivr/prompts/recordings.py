"""Find the recordings of a language, each with the words it speaks."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from ivr.prompts.riff import comment_of
from ivr.settings import Settings

EASY = ".easy"
"""End of the file stem of recordings for easy mode: slower, louder, with pauses."""


@dataclass(frozen=True)
class Recording:
    """A WAV file `<stem>.wav`; `text` is what it says, `digest` changes when its sound does (for cacheable URLs)."""

    stem: str
    path: Path
    text: str
    digest: str


def recordings_folder(folder: Path, brand: str) -> Path:
    """Return where the recordings of a language are: each brand's apart, for two hotlines may share a checkout."""
    if brand == Settings.model_fields["brand"].default:
        return folder / "recordings"
    name = re.sub(r"[^a-z0-9]+", "-", brand.lower())[:32].strip("-")
    return folder / "recordings" / f"{name}-{hashlib.sha256(brand.encode()).hexdigest()[:6]}"


def read_recordings(folder: Path) -> dict[str, Recording]:
    """Return the recordings in a folder by file stem; none when there is no folder."""
    return {path.stem: _read(path) for path in sorted(folder.glob("*.wav"))}


def _read(path: Path) -> Recording:
    wav = path.read_bytes()
    return Recording(path.stem, path, comment_of(wav), hashlib.sha256(wav).hexdigest()[:12])
