"""Whatever a caller or a supervisor can write is text on every page: 500 pieces of markup and script, and none runs."""

import csv
import io
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from ivr import calls, review
from ivr.calls import NewCall, NewUtterance, TurnRecord
from ivr.review import categories, notes
from ivr.review.categories import Part, Rule
from ivr.review.notes import Note
from tests.chromium import served
from tests.console.in_browser import signed_in
from tests.review.conftest import REDACTORS

pytestmark = pytest.mark.browser

BREAKS = ("", '"', "'", '">', "'>", "</textarea>", "</title>", "-->", "</script>", "`>")
"""What ends the place where it stands."""
HANDLERS = (
    *("img src=x onerror", "svg onload", "body onload", "input autofocus onfocus", "details open ontoggle"),
    *("video src=x onerror", "audio src=x onerror", "iframe onload", "object data=x onerror", "marquee onstart"),
    *("select autofocus onfocus", "textarea autofocus onfocus", "style onload", "link rel=stylesheet href=x onerror"),
    *("svg><animate attributeName=x onbegin", "math><mtext onclick", "x style=animation-name:x onanimationstart"),
)
BODIES = (
    *(f"<{handler}={quote}alert(1){quote}>" for handler, quote in product(HANDLERS, ("", '"'))),
    *("<script>alert(1)</script>", "<ScRiPt>alert(1)</sCrIpT>", "<script src=//example.invalid></script>"),
    *("<a href=javascript:alert(1)>x</a>", "javascript:alert(1)", "<base href=//example.invalid>", "<form action=x>"),
    *("<meta http-equiv=refresh content=0;url=javascript:alert(1)>", "<iframe srcdoc='<script>alert(1)</script>'>"),
    *("{{ cycler.__init__.__globals__ }}", "%(who)s %s %%", "${alert(1)}", "<%= 1 %>", "<!--#exec cmd=x-->"),
    *("&lt;script&gt;alert(1)&lt;/script&gt;", " onmouseover=alert(1) x="),
)
PAYLOADS = [before + body for before, body in product(BREAKS, BODIES)]
FORMULA = "=HYPERLINK(1)"
LOT = 100
PAGES = (
    "/calls",
    "/misses?state=all",
    "/coverage",
    "/categories",
    "/figures",
    "/changes",
    "/quality",
    "/tasks",
    "/health",
)


@pytest.fixture
def written(sqlite_database):
    """Calls whose turns are the payloads, said and typed, heard and transcribed; with notes, labels and categories."""
    now = datetime.now(UTC)
    for number in range(0, len(PAYLOADS), LOT):
        with sqlite_database.writing() as session:
            _call(session, f"CA{number}", PAYLOADS[number : number + LOT], now - timedelta(minutes=number + 5))
    with sqlite_database.writing_rows() as rows:
        while done := calls.index_calls(rows, REDACTORS, {}):
            review.collect(rows, done)
            categories.categorise(rows, done)


def _call(session, sid, payloads, at):
    calls.begin(session, NewCall(sid, "inbound", payloads[0][:60], payloads[1][:60], "en", at))
    for number, said in enumerate(payloads):
        id_ = calls.add_utterance(session, NewUtterance(sid, number, at, b"\xff" * 800))
        calls.transcribe(session, id_, said)
        decision = "reject" if number % 2 else "accept"
        turn = TurnRecord(at, "speech", form="main_menu", field="topic", prompt=said, heard=said, decision=decision)
        more = {"branch": said, "meaning": None if number % 2 else said, "utterance_id": id_, "at": at}
        calls.save_turn(session, sid, number, state={}, reply={}, record=TurnRecord(**{**vars(turn), **more}))
    calls.end(session, sid, "completed", at + timedelta(seconds=30))
    calls.set_outcome(session, sid, "gave_up_at_question", f"{FORMULA}{payloads[2]}"[:255])
    notes.add_note(session, sid, Note(at, "Ada", 0.0, payloads[3]))
    notes.put_label(session, sid, payloads[4][:40], "Ada", at)
    categories.add(
        session, payloads[5][:36] + sid, Rule((Part("caller", payloads[5] + " alert"),)), payloads[6][:60], at
    )


def test_nothing_that_is_written_runs(browser, app, somebody, written):
    ran = []
    with served(app) as address:
        page = signed_in(browser, address, somebody("supervisor"), viewport={"width": 390, "height": 844})
        page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
        page.on("console", lambda said: ran.append(said.text) if "Content Security Policy" in said.text else None)
        page.on(
            "request", lambda asked: ran.append(asked.url) if not asked.url.startswith((address, "data:")) else None
        )
        sids = [f"/calls/CA{number}" for number in range(0, len(PAYLOADS), LOT)]
        for path in (*PAGES, *sids, "/calls?words=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&label=%3Cimg%20src=x%3E"):
            answer = page.goto(f"{address}{path}")
            assert answer.status == 200, path
        page.goto(f"{address}{sids[0]}")
        assert page.locator(".turn .bubble.theirs strong").count() == LOT
        page.context.close()
    assert ran == []
    assert len(PAYLOADS) >= 500


def test_no_cell_of_the_export_is_a_formula(somebody, written):
    rows = list(csv.reader(io.StringIO(somebody("supervisor").opens("/calls.csv").text)))
    assert len(rows) == 1 + len(PAYLOADS) // LOT + (len(PAYLOADS) % LOT > 0)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
