"""Download a file with a progress bar; a half download is continued, never taken for a whole one."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Never

import requests
from tqdm import tqdm

from ivr.speech.models.checksums import digest
from ivr.speech.models.errors import ModelUnavailable

TIMEOUT = (3.0, 20.0)
"""Seconds to connect, seconds between two pieces."""
PIECE = 1 << 16


def download(url: str, target: Path, algorithm: str, expected: str) -> Path:
    """Return `target`, downloaded and verified; raise ModelUnavailable otherwise.

    What an earlier try left in `target.part` is continued. A file that fails its checksum is
    deleted, so that the next try starts afresh.
    """
    part = target.with_name(target.name + ".part")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        _continue(url, part)
    except requests.RequestException as error:
        raise ModelUnavailable(f"{target.name}: {type(error).__name__}") from error
    if digest(part, algorithm) != expected:
        part.unlink()
        raise ModelUnavailable(f"{target.name}: wrong checksum, deleted")
    os.replace(part, target)
    return target


def _continue(url: str, part: Path) -> None:
    have = part.stat().st_size if part.exists() else 0
    headers = {"Range": f"bytes={have}-"} if have else {}
    with requests.get(url, headers=headers, stream=True, timeout=TIMEOUT) as response:
        if response.status_code == requests.codes.requested_range_not_satisfiable:
            return
        response.raise_for_status()
        resumed = response.status_code == requests.codes.partial_content
        _write(response, part, have if resumed else 0)


def _write(response: requests.Response, part: Path, have: int) -> None:
    length = response.headers.get("Content-Length")
    total = have + int(length) if length else None
    with part.open("ab" if have else "wb") as file, _bar(part.stem, have, total) as bar:
        for piece in _pieces(response):
            file.write(piece)
            bar.update(len(piece))


def _pieces(response: requests.Response) -> Iterator[bytes]:
    yield from response.iter_content(PIECE)


def _bar(name: str, have: int, total: int | None) -> "tqdm[Never]":
    return tqdm(desc=name, initial=have, total=total, unit="B", unit_scale=True, unit_divisor=1024)
