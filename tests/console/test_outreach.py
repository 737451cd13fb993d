"""Pages about customers: campaigns are started, watched and stopped, tasks are done with a note."""

import re

import pytest

from ivr.hotline.web import create_app
from ivr.outbound import Person, add_people
from ivr.outbound.campaigns import standings
from ivr.services.centres.demo import add_demo_centres
from ivr.services.survey.follow_ups import follow_ups
from ivr.services.survey.tables import FollowUpRow
from ivr.services.thanks.tables import ThanksRow
from ivr.storage.conflict import insert_new
from tests.line import HOTLINE, line_settings

PLAN = {"reason": "ready", "region": "default", "per_second": "0.5", "at_once": "4", "tries": "2"}


@pytest.fixture
def app(sqlite_database):
    app = create_app(line_settings(calls_from=HOTLINE), sqlite_database)
    app.testing = True
    return app


@pytest.fixture
def task(sqlite_database, now):
    about = {"key": "CA1:3:x", "call_sid": "CA1", "why": "low_score", "status": "open", "at": now, "done_by": ""}
    with sqlite_database.writing_rows() as rows:
        insert_new(rows, FollowUpRow, about)
    return about["key"]


def test_a_campaign_is_started_watched_and_stopped(supervisor, sqlite_database, now):
    assert "ready default: it runs; people added: 0." in supervisor.sends("/campaigns", **PLAN).text
    with sqlite_database.reading_rows() as rows:
        campaign = standings(rows)[0].campaign
    assert (campaign.per_second, campaign.at_once, campaign.tries) == (0.5, 4, 2)
    add_people(sqlite_database, campaign.id, "ready", [Person("+12025550143", {"order": "1"}, "1")], now)
    assert "1 waiting" in supervisor.sees("/campaigns")
    assert "ready default: stopped." in supervisor.sends("/campaigns/stop", "/campaigns", name="ready default").text
    assert "does not run" in supervisor.sends("/campaigns/stop", "/campaigns", name="ready default").text


@pytest.mark.parametrize("wrong", [{"per_second": "0"}, {"at_once": "many"}, {"reason": "sales"}, {"tries": "99"}])
def test_a_wrong_plan_starts_nothing(supervisor, sqlite_database, wrong):
    assert supervisor.sends("/campaigns", **PLAN | wrong).status_code == 400
    with sqlite_database.reading_rows() as rows:
        assert not standings(rows)


def test_a_viewer_watches_only(somebody):
    viewer = somebody("viewer")
    assert "Calls begun in a second" not in viewer.sees("/campaigns")
    assert viewer.client.post("/campaigns/stop").status_code in (400, 403)


def test_thanks_are_listed_named_and_counted_by_centre(supervisor, sqlite_database, now):
    add_demo_centres(sqlite_database, now)
    words = "the tall man in riverside mended it while i waited"
    with sqlite_database.writing_rows() as rows:
        row = {"key": "CA1:5:x", "call_sid": "CA1", "turn": 4, "language": "en", "words": words, "may_hear": True}
        insert_new(rows, ThanksRow, row | {"staff": None, "centre": "", "named_by": "", "at": now})
    page = supervisor.sees(f"/thanks?year={now.year}")
    assert words in page
    assert "no centre named" in page
    supervisor.sends("/thanks/staff", f"/thanks?year={now.year}", key="CA1:5:x", staff="Mr. Test", centre="Riverside")
    page = supervisor.sees(f"/thanks?year={now.year}")
    assert "Mr. Test" in page
    assert re.search(r"Riverside</td>\s*<td[^>]*>1<", page)
    assert words not in supervisor.sees(f"/thanks?year={now.year - 1}")


def test_a_viewer_reads_no_thanks(somebody):
    assert somebody("viewer").opens("/thanks").status_code == 403


def test_a_task_is_done_with_a_note(supervisor, sqlite_database, task):
    assert "low score" in supervisor.sees("/tasks")
    assert "Write in a few words" in supervisor.sends("/tasks/done", "/tasks", key=task, note="  ").text
    assert "Nothing is open." in supervisor.sends("/tasks/done", "/tasks", key=task, note="called her back").text
    assert "admin: called her back" in supervisor.sees("/tasks?show=done")
    with sqlite_database.reading_rows() as rows:
        assert follow_ups(rows, done=True)[0].note == "called her back"


def test_a_task_that_is_done_stays_so(supervisor, sqlite_database, task):
    supervisor.sends("/tasks/done", "/tasks", key=task, note="first")
    # the page of somebody who has not seen that yet
    assert "is done already" in supervisor.sends("/tasks/done", "/campaigns", key=task, note="second").text
    assert "first" in supervisor.sees("/tasks?show=done")
