"""How long `make run` takes the second time, beside the first."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from tests.bench.report import Row, compared
from tests.ports import free_port


def measure() -> list[Row]:
    """Return the row of the second start: until the health page, the gateway and the simulator answer."""
    with tempfile.TemporaryDirectory() as folder:
        first, second = _start(folder), _start(folder)
    return [compared("start of make run, second time (first: demo data, keys)", second, "s", first, "seconds")]


def _start(folder: str) -> float:
    web, media, simulator = free_port(), free_port(), free_port()
    environment = os.environ | {
        "IVR_DATA": folder,
        "IVR_WEB_PORT": str(web),
        "IVR_MEDIA_PORT": str(media),
        "IVR_SIMULATOR_PORT": str(simulator),
    }
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "ivr.hotline"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        for port in (web, media, simulator):
            _wait_for(port)
        return time.perf_counter() - began
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def _wait_for(port: int) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(f"nobody listens on port {port}")
