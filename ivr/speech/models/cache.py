"""The folder outside the repository where models live."""

import os
from pathlib import Path


def cache_folder() -> Path:
    """Return our cache folder by the XDG rule; it may not exist yet."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "voice-ivr"


def model_folder(language: str) -> Path:
    """Return where the model of a language is unpacked."""
    return cache_folder() / "models" / language


def downloads_folder() -> Path:
    """Return where archives wait, whole or half, until they are unpacked."""
    return cache_folder() / "downloads"
