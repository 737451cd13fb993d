"""The console in a real browser: its pages served on this machine, and what each of them must be."""

import os
import shutil
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

SHOTS = os.environ.get("CONSOLE_SHOTS", "")
"""A folder that gets a picture of each page, for people to look at."""
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}


@contextmanager
def chromium():
    executable = shutil.which("chromium") or pytest.skip(
        "no Chromium on this machine (Debian: apt-get install chromium)"
    )
    options = ["--no-sandbox", "--disable-gpu", "--autoplay-policy=no-user-gesture-required"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=options)
        yield browser
        browser.close()


@contextmanager
def served(app):
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()


def signed_in(browser, address, somebody, **options):
    """Open a page as somebody who has signed in without a screen."""
    context = browser.new_context(**options)
    cookie = somebody.client.get_cookie("session").value
    context.add_cookies([{"name": "session", "value": cookie, "url": address}])
    return context.new_page()


def looks(page, name):
    """Prove that a page fits its width and breaks none of axe-core's rules."""
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], "it scrolls sideways"
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
