"""Do docs/operating.md on a fresh Debian, and say how long each part took."""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from ivr.settings import PROJECT
from ivr.speech.models.cache import cache_folder
from tests.fresh_host.debian import Debian, Failed
from tests.fresh_host.operator import BY_KEYS, BY_VOICE, Operator
from tests.fresh_host.page import block

NEEDED = {"debootstrap": "debootstrap", "systemd-nspawn": "systemd-container", "nsenter": "util-linux", "git": "git"}
LIVE, AT_ONCE = 24, 4
MIGRATIONS = "ivr/storage/migrations/versions"


def main() -> int:
    """Run all; exit with 1 where a command of the page fails, with 2 where this machine can't make a host."""
    options = _options()
    missing = [package for command, package in NEEDED.items() if not shutil.which(command)]
    if os.geteuid() or missing:
        print(f"run this as root{''.join(f'; apt-get install {package}' for package in missing)}", file=sys.stderr)
        return 2
    folder: Path = options.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    host = Debian(folder)
    try:
        if not options.again:
            installs(host, folder)
        host.boots()
        operates(Operator(host), folder)
    except (Failed, AssertionError) as error:
        print(f"{error}\n{host.log} has all that was done", file=sys.stderr)
        return 1
    finally:
        host.ends()
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fresh_host", description=__doc__)
    parser.add_argument("--folder", type=Path, default=PROJECT / "build/fresh-host", help="default: %(default)s")
    parser.add_argument("--again", action="store_true", help="operate the host that an earlier run has installed")
    return parser.parse_args()


def part(name: str, does: Callable[..., object], *given: object) -> None:
    """Do a part and print its seconds."""
    began = time.monotonic()
    does(*given)
    print(f"{time.monotonic() - began:7.1f} s  {name}", flush=True)


def installs(host: Debian, folder: Path) -> None:
    """Make the host and two releases of this repository: that before its last migration, and what is committed."""
    shutil.rmtree(host.installed, ignore_errors=True)
    part("Debian", host.make)
    shares = [(_repository(folder), "/srv/hotline.git"), (cache_folder() / "models", "/srv/models")]
    first = block("1. The host", "apt-get")
    more = (
        "apt-get install --yes postgresql caddy\nsystemctl disable nginx caddy\n"
        "git config --system safe.directory '*'\n"
    )
    fetched = (  # speech models of this machine, since fetching them is another page's
        "install -d -o hotline -g hotline /opt/hotline/.cache /opt/hotline/.cache/voice-ivr\n"
        "cp -r /srv/models /opt/hotline/.cache/voice-ivr/ && chown -R hotline: /opt/hotline/.cache\n"
    )
    part("1. The host", host.installs, f"export DEBIAN_FRONTEND=noninteractive\n{first}{more}{fetched}", *shares)
    for release, version in (("1", "before"), ("2", "now")):
        clone = block("2. A release", "cd /opt/hotline").replace("releases/1", f"releases/{release}")
        clone = clone.replace("REPOSITORY", f"--branch {version} /srv/hotline.git")
        part(f"2. Release {release}", host.installs, clone, *shares)


def _repository(folder: Path) -> Path:
    """Return a bare copy of this repository with the branches `before` and `now`."""
    copy = folder / "hotline.git"
    shutil.rmtree(copy, ignore_errors=True)
    _git("clone", "--quiet", "--bare", str(PROJECT), str(copy))
    last = _git("log", "-1", "--format=%H", "--", MIGRATIONS)
    _git("-C", str(copy), "branch", "--force", "before", f"{last}^")
    _git("-C", str(copy), "branch", "--force", "now", _git("rev-parse", "HEAD"))
    return copy


def _git(*arguments: str) -> str:
    return subprocess.run(("git", *arguments), cwd=PROJECT, check=True, capture_output=True, text=True).stdout.strip()


def operates(operator: Operator, folder: Path) -> None:
    """Do what stands in the page after the first two headings."""
    part("3. Settings and secrets", operator.makes_secrets)
    part("4. PostgreSQL with TLS", operator.sets_up_postgresql)
    part("   refuses what is not TLS", operator.database_takes_no_open_connection)
    part("7. Records", operator.imports)
    part("5. Units", operator.starts_units)
    part("6. nginx", operator.opens_nginx)
    part("   the first call, by keys", operator.calls, BY_KEYS)
    part("   a call by voice", operator.calls, BY_VOICE)
    part("6. Caddy", operator.opens_caddy)
    part("Back-ups: killed, restored, compared", operator.backs_up_crashes_and_restores)
    part("Keys", operator.rotates_keys)
    part("Logs", operator.reads_logs)
    part("The release before", operator.begins_again, 1)
    for name, release in (("Upgrade", 2), ("Back", 1)):
        part(f"{name} with {LIVE} calls, {AT_ONCE} at once", under_calls, operator, folder, release)


def under_calls(operator: Operator, folder: Path, release: int) -> None:
    """Take another release while callers are on the phone; each must hear the answer."""
    calling = operator.keeps_calling(LIVE, AT_ONCE, folder / "calls.log")
    time.sleep(10)
    operator.takes_another_release(release)
    assert calling.poll() is None, "the calls were over before the release had changed: more are needed"
    assert calling.wait(900) == 0, (folder / "calls.log").read_text()[-3000:]


if __name__ == "__main__":
    sys.exit(main())
