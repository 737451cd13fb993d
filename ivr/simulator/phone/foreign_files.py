"""Files that stand for addresses outside, as a scenario or the command line names them."""

import base64
from collections.abc import Mapping
from pathlib import Path

from ivr.simulator.phone.values import BadScenario

_DATA = "data:;base64,"


def media(given: Mapping[str, str], folder: Path) -> dict[str, bytes]:
    """Return the bytes for each address: of a file, or for an address that ends with `/` of every file in a folder.

    The address of the folder itself is kept, without bytes: nothing below it is asked for outside.
    """
    return {address: data for url, place in given.items() for address, data in _files(url, place, folder).items()}


def encoded(mapped: Mapping[str, bytes]) -> dict[str, str]:
    """Return them as text that `media` understands anywhere."""
    return {address: _DATA + base64.b64encode(data).decode() for address, data in mapped.items()}


def _files(url: str, place: str, folder: Path) -> dict[str, bytes]:
    if not url.startswith(("http://", "https://")):
        raise BadScenario(f"media: {url!r} is no address: it begins with http:// or https://")
    if place.startswith(_DATA):
        return {url: base64.b64decode(place.removeprefix(_DATA))}
    path = folder / place
    try:
        if not url.endswith("/"):
            return {url: path.read_bytes()}
        found = [each for each in sorted(path.rglob("*")) if each.is_file()]
        return {url: b""} | {url + each.relative_to(path).as_posix(): each.read_bytes() for each in found}
    except OSError as error:
        raise BadScenario(f"media: {url}: {path}: {error.strerror}") from error
