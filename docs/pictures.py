"""Take the pictures of the documentation: run the hotline, let somebody call, look at the pages.

python docs/pictures.py FOLDER. Needs Chromium (Debian: apt-get install chromium); keeps nothing but the pictures.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PROJECT = Path(__file__).resolve().parent.parent
SIZE = {"width": 1280, "height": 800}
PASSWORD = "seven lemons and a kettle"
KEYS = ("1", "472916#", "0143")
CALL = f"steps: [{{silence: 2}}, {', '.join(f'{{press: {keys!r}}}, {{silence: 8}}' for keys in KEYS)}, hangup]"


def free_port() -> str:
    """Return a port that nobody uses now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return str(found.getsockname()[1])


@contextmanager
def hotline(folder: Path) -> Iterator[tuple[dict[str, str], str]]:
    """Run the hotline; give its environment and the administrator's one-time password."""
    ports = {name: free_port() for name in ("IVR_WEB_PORT", "IVR_MEDIA_PORT", "IVR_SIMULATOR_PORT")}
    environment = os.environ | ports | {"IVR_DATA": str(folder), "IVR_SPEECH": "false", "IVR_WEB_WORKERS": "1"}
    command = [sys.executable, "-m", "ivr.hotline"]
    with subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        printed = ""
        for line in running.stdout:
            printed += line
            if "for a person" in line:
                break
        try:
            yield environment, re.search(r"one-time password +(\S+)", printed)[1]  # type: ignore[index]
        finally:
            running.send_signal(signal.SIGINT)
            running.communicate()


def call(environment: dict[str, str], folder: Path) -> None:
    """Let somebody ask for a repair by keys."""
    (folder / "call.yaml").write_text(CALL)
    web, api = (f"http://127.0.0.1:{environment[name]}" for name in ("IVR_WEB_PORT", "IVR_SIMULATOR_PORT"))
    command = [sys.executable, "-m", "ivr.simulator", "call", "--url", f"{web}/voice", "--api", api]
    subprocess.run([*command, "--scenario", folder / "call.yaml"], cwd=PROJECT, env=environment, check=True)


def sign_in(page: Page, web: str, password: str) -> None:
    """Sign in with the one-time password, and choose another."""
    page.goto(f"{web}/sign-in")
    page.fill("[name=name]", "admin")
    page.fill("[name=password]", password)
    page.keyboard.press("Enter")
    page.wait_for_url("**/password*")
    for field in page.locator("input[type=password]").all():
        field.fill(password if field.get_attribute("name") == "current" else PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/password" not in url)


def take(page: Page, environment: dict[str, str], password: str, pictures: Path) -> None:
    """Take each picture."""
    web, phone = (f"http://127.0.0.1:{environment[name]}" for name in ("IVR_WEB_PORT", "IVR_SIMULATOR_PORT"))
    page.goto(phone)
    page.keyboard.press("Enter")
    page.wait_for_selector(".turn[data-kind=prompt]")
    page.wait_for_timeout(4000)
    page.locator(".entry summary").first.click()
    page.screenshot(path=pictures / "softphone.png")
    page.keyboard.press("Escape")
    sign_in(page, web, password)
    page.goto(f"{web}/calls")
    page.screenshot(path=pictures / "calls.png")
    page.locator("a[href*='/calls/CA']").last.click()
    page.screenshot(path=pictures / "call.png")
    page.goto(f"{web}/health")
    page.screenshot(path=pictures / "health.png")


def main(folder: str) -> int:
    """Write the pictures into a folder; return the exit code."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("no Chromium on this machine (Debian: apt-get install chromium)", file=sys.stderr)
        return 1
    pictures = Path(folder)
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, hotline(Path(place) / "var") as (environment, password):
        call(environment, Path(place))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            take(browser.new_page(viewport=SIZE), environment, password, pictures)  # type: ignore[arg-type]
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
