"""Make the keys of a new installation, once, in a file that only its owner can read."""

import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path

from dotenv import dotenv_values

from ivr import settings
from ivr.settings import BadSettings, Settings
from ivr.storage import new_key

MAKERS: dict[str, Callable[[], str]] = {
    "encryption_keys": new_key,
    "index_key": new_key,
    "secret_key": secrets.token_urlsafe,
    "twilio_auth_token": secrets.token_hex,
    "metrics_token": secrets.token_urlsafe,
}
USAGE = "python -m ivr.keys FILE adds the secrets that a file of settings lacks"
NEEDED = ("encryption_keys", "index_key", "secret_key", "twilio_auth_token")
PRODUCTION = ("encryption_keys", "index_key", "secret_key", "metrics_token")


def settings_with_keys() -> Settings:
    """Return the settings; in development make the keys that are missing and keep them in hotline.env.

    In production missing keys were refused when the settings were read.
    """
    found = settings.load()
    try:
        found.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _with_keys(found)
    except OSError as error:
        raise BadSettings(f"IVR_DATA: {found.data} can't be used ({error.strerror}); name a folder of ours") from None


def _with_keys(found: Settings) -> Settings:
    missing = [name for name in NEEDED if not getattr(found, name).get_secret_value()]
    if not missing:
        return found
    _add(found.data / "hotline.env", missing)
    settings.load.cache_clear()
    return settings.load()


def _add(path: Path, missing: list[str]) -> None:
    made = "".join(f"IVR_{name.upper()}={MAKERS[name]()}\n" for name in missing)
    ended = not path.exists() or path.read_bytes()[-1:] in (b"", b"\n")
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w") as file:
        file.write(made if ended else f"\n{made}")
    path.chmod(0o600)


def add_secrets(path: Path) -> list[str]:
    """Add to a file of settings the secrets of a production that it lacks; return their names.

    Twilio's auth token is not among them: Twilio makes that.
    """
    given = dotenv_values(path) if path.exists() else {}
    missing = [name for name in PRODUCTION if not given.get(f"IVR_{name.upper()}")]
    if missing:
        _add(path, missing)
    return [f"IVR_{name.upper()}" for name in missing]


def settings_or_exit() -> Settings:
    """Return the settings with keys; where one is wrong, say so in a sentence and end with 2."""
    try:
        return settings_with_keys()
    except BadSettings as bad:
        print(f"The hotline did not start: {bad}", file=sys.stderr)
        sys.exit(2)


def main(arguments: list[str]) -> int:
    """Add the missing secrets to the file that is named: `python -m ivr.keys FILE`; return the exit code."""
    if arguments in (["--help"], ["-h"]):
        print(USAGE)
        return 0
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(USAGE, file=sys.stderr)
        return 2
    path = Path(arguments[0])
    try:
        added = add_secrets(path)
    except (OSError, UnicodeError) as error:
        print(f"{path} can't be used: {error}", file=sys.stderr)
        return 1
    print(f"{path}: {', '.join(added)} added" if added else f"{path}: nothing was missing")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
