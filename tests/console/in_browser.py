"""The console in a real browser: what each of its pages must be."""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

SHOTS = os.environ.get("CONSOLE_SHOTS", "")
"""A folder that gets a picture of each page, for people to look at."""
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}


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
