"""Unpack a model's folder from an archive, with a progress bar, all or nothing."""

import shutil
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from tqdm import tqdm

from ivr.speech.models.errors import ModelUnavailable


def unpack(archive: Path, inner: str, target: Path, finish: Callable[[Path], None]) -> Path:
    """Put the archive's folder `inner` at `target`, replacing it at once after `finish` has completed it.

    A process killed half-way leaves the old target, or none, but never half a model.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".unpacking-") as scratch:
        _extract(archive, inner, Path(scratch))
        folder = Path(scratch) / inner
        if not (folder / "conf").is_dir():
            raise ModelUnavailable(f"{archive.name} holds no model in {inner}", permanent=True)
        finish(folder)
        shutil.rmtree(target, ignore_errors=True)
        folder.rename(target)
    return target


def _extract(archive: Path, inner: str, scratch: Path) -> None:
    try:
        if archive.suffix == ".zip":
            _extract_zip(archive, inner, scratch)
        else:
            _extract_tar(archive, inner, scratch)
    except (tarfile.TarError, zipfile.BadZipFile, EOFError, OSError) as error:
        raise ModelUnavailable(f"{archive.name} can't be unpacked: {error}") from error


def _extract_zip(archive: Path, inner: str, scratch: Path) -> None:
    with zipfile.ZipFile(archive) as file:
        members = [member for member in file.infolist() if member.filename.startswith(inner + "/")]
        for member in tqdm(members, desc="unpacking", unit="file"):
            file.extract(member, scratch)


def _extract_tar(archive: Path, inner: str, scratch: Path) -> None:
    with tarfile.open(archive) as file:
        members = [member for member in file.getmembers() if member.name.startswith(inner + "/")]
        for member in tqdm(members, desc="unpacking", unit="file"):
            file.extract(member, scratch, filter="data")
