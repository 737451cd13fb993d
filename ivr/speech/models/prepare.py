"""Set a model's options for the telephone, in a copy of its conf folder."""

import hashlib
import shutil
import tempfile
from pathlib import Path

from ivr.speech.models.cache import cache_folder

FEATURES = {"allow-upsample": "true", "dither": "0.0"}
"""For `conf/mfcc.conf`: take any rate; no random noise (we add our own): the same audio gives the same words."""
DECODING = {"acoustic-scale": "1.4", "beam": "13.0", "lattice-beam": "6.0", "max-active": "5000"}
"""For `conf/model.conf`: trust the sound more than Vosk's small bigram, keep what was nearly heard for the n-best list.

Larger frames-per-chunk would be quicker, but the model then adapts to the caller too late: 1.5 s chunks lose 14 of
100 numbers at 12 dB (docs/speech.md)."""


def prepared(model: Path) -> Path:
    """Return a cache folder with the same model under our conf: big files are links, the original untouched."""
    target = cache_folder() / "prepared" / _name(model)
    if not (target / "conf").is_dir():
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".preparing-") as scratch:
            _put_in_place(_copy(model, Path(scratch) / "model"), target)
    return target


def _name(model: Path) -> str:
    stamp = f"{model.resolve()} {model.stat().st_mtime_ns} {FEATURES} {DECODING}"
    return hashlib.sha256(stamp.encode()).hexdigest()[:16]


def _copy(model: Path, folder: Path) -> Path:
    folder.mkdir()
    for entry in model.resolve().iterdir():
        if entry.name != "conf":
            (folder / entry.name).symlink_to(entry)
    shutil.copytree(model / "conf", folder / "conf")
    _set_options(folder / "conf" / "mfcc.conf", FEATURES)
    _set_options(folder / "conf" / "model.conf", DECODING)
    return folder


def _put_in_place(folder: Path, target: Path) -> None:
    try:
        folder.rename(target)
    except OSError:  # another process was quicker
        if not (target / "conf").is_dir():
            raise


def _set_options(path: Path, options: dict[str, str]) -> None:
    lines = path.read_text().splitlines() if path.exists() else []
    kept = [line for line in lines if line.strip().removeprefix("--").split("=")[0] not in options]
    path.write_text("\n".join(kept + [f"--{name}={value}" for name, value in options.items()]) + "\n")
