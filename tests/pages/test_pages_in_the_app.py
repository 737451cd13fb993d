"""The whole web application serves the pages beside the console: without a cookie, and without the console's forms."""

from ivr.hotline.web import create_app
from ivr.page_links import LinkOrder, make_link
from ivr.services.repair.demo import add_demo_repairs
from tests.line import Clock, line_settings
from tests.pages.conftest import IDENTITY, WITH_QUOTE


def test_a_quote_is_answered_in_the_whole_application(sqlite_database):
    app = create_app(line_settings(sms_from="+12025550100"), sqlite_database)
    now = Clock()()
    add_demo_repairs(sqlite_database, now)
    with sqlite_database.writing_rows() as rows:
        token = make_link(rows, LinkOrder("repair", WITH_QUOTE, IDENTITY, "en"), now)
        rows.exec_driver_sql("UPDATE page_links SET expires_at = '2999-01-01'")
    client = app.test_client()
    page = client.get(f"/p/{token}")
    assert (page.status_code, "Set-Cookie" in page.headers) == (200, False)
    assert "script-src" in page.headers["Content-Security-Policy"]
    assert "You approve the repair" in client.post(f"/p/{token}/quote", data={"answer": "approve"}).text
    assert client.post(f"/p/{token}/answer", data={"answer": "approve"}).status_code == 303
    assert client.get("/p/static/pages.css").status_code == 200
