"""Make the keys of a new installation, once, in a file that only its owner can read."""

import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path

from ivr import settings
from ivr.settings import BadSettings, Settings
from ivr.storage import new_key

MAKERS: dict[str, Callable[[], str]] = {
    "encryption_keys": new_key,
    "index_key": new_key,
    "secret_key": secrets.token_urlsafe,
    "twilio_auth_token": secrets.token_hex,
}


def settings_with_keys() -> Settings:
    """Return the settings; in development make the keys that are missing and keep them in hotline.env.

    In production missing keys were refused when the settings were read.
    """
    found = settings.load()
    try:
        found.data.mkdir(parents=True, exist_ok=True)
        return _with_keys(found)
    except OSError as error:
        raise BadSettings(f"IVR_DATA: {found.data} can't be used ({error.strerror}); name a folder of ours") from None


def _with_keys(found: Settings) -> Settings:
    missing = [name for name in MAKERS if not getattr(found, name).get_secret_value()]
    if not missing:
        return found
    _add(found.data / "hotline.env", missing)
    settings.load.cache_clear()
    return settings.load()


def _add(path: Path, missing: list[str]) -> None:
    made = "".join(f"IVR_{name.upper()}={MAKERS[name]()}\n" for name in missing)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w") as file:
        file.write(made)
    path.chmod(0o600)


def settings_or_exit() -> Settings:
    """Return the settings with keys; where one is wrong, say so in a sentence and end with 2."""
    try:
        return settings_with_keys()
    except BadSettings as bad:
        print(f"The hotline did not start: {bad}", file=sys.stderr)
        sys.exit(2)
