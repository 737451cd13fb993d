"""What a turn costs, beside a hand-written view and a bare one, under the same server."""

import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.load import Latency, drive
from tests.bench.report import Row, compared
from tests.ports import free_port

TOKEN = "bench-token"
TURNS = {1: 300, 16: 60}


@contextmanager
def served(app: str, health: str, environment: dict[str, str]) -> Iterator[str]:
    """Yield the base URL of an app served by gunicorn as `make run` serves it."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "-b", f"127.0.0.1:{port}", app]
    environment = (
        os.environ | environment | {"IVR_PUBLIC_URL": base, "IVR_WEB_PORT": str(port), "IVR_LOG_LEVEL": "ERROR"}
    )
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(base + health)
        yield base
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(url: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"{url} does not answer")


def measure() -> list[Row]:
    """Return the rows of a turn's webhook at one and sixteen calls at a time."""
    with tempfile.TemporaryDirectory() as folder:
        rows = []
        for at_once, turns in TURNS.items():
            bare, by_hand = _plain(Path(folder), at_once, turns)
            ours = _hotline(Path(folder), at_once, turns)
            rows += _rows(at_once, ours, by_hand, bare)
        return rows


def _plain(folder: Path, at_once: int, turns: int) -> tuple[Latency, Latency]:
    environment = {"BENCH_DATABASE": f"sqlite:///{folder / 'plain.sqlite3'}", "BENCH_TOKEN": TOKEN}
    with served("tests.bench.plain_app:app", "/", environment) as base:
        bare = drive(f"{base}/bare", lambda _: f"{base}/bare", TOKEN, at_once=at_once, turns=turns)
        by_hand = drive(f"{base}/hand", lambda _: f"{base}/hand", TOKEN, at_once=at_once, turns=turns)
    return bare, by_hand


def _hotline(folder: Path, at_once: int, turns: int) -> Latency:
    environment = {"IVR_DATA": str(folder), "IVR_TWILIO_AUTH_TOKEN": TOKEN, "IVR_SPEECH": "false"}
    environment["IVR_CALLS_PER_NUMBER"] = "0"
    subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", "upgrade-database"], env=os.environ | environment, check=True
    )
    with served("app:app", "/health", environment) as base:

        def following(twiml: str) -> str:
            found = re.search(r'action="([^"]*/keys)', twiml)
            if not found:
                raise RuntimeError(f"no question in {twiml}")
            return found[1] if found[1].startswith("http") else base + found[1]

        return drive(f"{base}/voice", following, TOKEN, at_once=at_once, turns=turns)


def _rows(at_once: int, ours: Latency, by_hand: Latency, bare: Latency) -> list[Row]:
    calls = f"{at_once} call{'s' if at_once > 1 else ''} at once"
    rows = [
        compared(f"turn p50, {calls}, against hand-written", ours.p50, "ms", by_hand.p50, "at most 1.5"),
        compared(f"turn p95, {calls}, against hand-written", ours.p95, "ms", by_hand.p95, "at most 1.5"),
        compared(f"turn p50, {calls}, against a bare view", ours.p50, "ms", bare.p50, "for information"),
        compared(f"hand-written p50, {calls}, against a bare view", by_hand.p50, "ms", bare.p50, "for information"),
    ]
    if at_once > 1:
        rows.append(compared(f"turn mean, {calls}, against hand-written", ours.mean, "ms", by_hand.mean, "at most 1.5"))
        rows.append(compared(f"turn p99 against its p50, {calls}", ours.p99, "ms", ours.p50, "under 10"))
        rows.append(
            compared(f"hand-written p99 against its p50, {calls}", by_hand.p99, "ms", by_hand.p50, "for information")
        )
    return rows
