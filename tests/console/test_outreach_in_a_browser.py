"""The pages about customers in a browser: narrow and wide, by axe's rules."""

import threading
from datetime import UTC, datetime

import pytest
from werkzeug.serving import make_server

from ivr.services.survey.tables import FollowUpRow
from ivr.services.thanks.tables import ThanksRow
from ivr.storage.conflict import insert_new
from tests.console.test_mending_in_a_browser import looks, page, password  # noqa: F401 - fixtures

WORDS = "the tall man in your shop by the river mended it while i waited and was so kind"

pytestmark = pytest.mark.browser


@pytest.fixture
def address(app, sqlite_database):
    about = {"call_sid": "CA1", "why": "low_score", "status": "open", "at": datetime.now(UTC), "done_by": ""}
    with sqlite_database.writing_rows() as rows:
        for number in range(2):
            insert_new(rows, FollowUpRow, about | {"key": f"CA1:{number}:x"})
        thanks = {"key": "CA1:5:x", "call_sid": "CA1", "turn": 4, "language": "en", "words": WORDS, "may_hear": True}
        insert_new(rows, ThanksRow, thanks | {"staff": None, "centre": "", "named_by": "", "at": datetime.now(UTC)})
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()


def test_the_pages_about_customers_are_read_by_everybody(page, address):  # noqa: F811 - the fixture
    page.goto(f"{address}/tasks")
    looks(page, "tasks")
    page.fill("[name=note] >> nth=0", "called back")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('[name=note]').length == 1")
    page.goto(f"{address}/wishes")
    page.fill("#number", "+12025550143")
    page.keyboard.press("Enter")
    page.locator("#calls").uncheck()
    looks(page, "wishes")
    page.goto(f"{address}/campaigns")
    page.get_by_role("button", name="Start").press("Enter")
    page.wait_for_selector("role=alert")
    looks(page, "campaigns")
    page.goto(f"{address}/thanks")
    looks(page, "thanks")
