import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

import pytest

from ivr import process_status
from ivr.console import health
from ivr.console.kept import Kept
from ivr.hotline.web import create_app
from ivr.outbox import enqueue
from ivr.outbox.rows import Outcome, claim, end
from ivr.process_status import ProcessStatus
from ivr.settings import Settings
from ivr.storage.migrate import MIGRATIONS
from tests.console.browser import Browser
from tests.telephony.rest_stand import rest_stand


@pytest.fixture(autouse=True)
def asked_anew(monkeypatch):
    monkeypatch.setattr(health, "KEPT_SECONDS", 0.0)


def test_many_who_ask_at_once_cost_one_answer(stranger, monkeypatch):
    monkeypatch.setattr(health, "KEPT_SECONDS", 60.0)
    asked = []
    monkeypatch.setattr(health, "_speech", lambda desk: asked.append(1) or [])
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: stranger.client.application.test_client().get("/health"), range(40)))
    assert {answer.status_code for answer in answers} == {200}
    assert len(asked) == 1


def test_while_an_answer_is_being_found_others_get_the_last_one():
    kept, slow, begun = Kept(), Event(), Event()
    kept.get(lambda: "old", 60)
    with ThreadPoolExecutor(1) as threads:
        finding = threads.submit(kept.get, lambda: begun.set() or (slow.wait(5) and "new"), 0)
        begun.wait(5)
        assert kept.get(lambda: "never", 0) == "old"
        slow.set()
        assert finding.result() == "new"


def test_machines_get_json(stranger):
    answer = stranger.client.get("/health")
    newest = max(file.name for file in (MIGRATIONS / "versions").glob("0*.py"))[:4]
    assert answer.json["parts"][0] == {"name": "database", "ok": True, "detail": f"sqlite, tables {newest}"}


def test_people_get_a_page(stranger):
    assert "works by keys only" in stranger.sees("/health")


def test_without_speech_calls_go_on_by_keys(stranger):
    answer = stranger.client.get("/health")
    assert (answer.status_code, answer.json["status"], answer.json["mode"]) == (200, "degraded", "keypad")


def parts(stranger):
    return {part["name"]: part for part in stranger.client.get("/health").json["parts"]}


@pytest.fixture
def command(sqlite_database, now):
    with sqlite_database.writing_rows() as rows:
        enqueue(rows, "CA1:3:booked", "book", {}, now)
        (claimed,) = claim(rows, "one", {"book"}, now, 1)
    return claimed


def test_a_command_that_no_worker_takes_is_shown(stranger, command):
    assert "is `python -m ivr.outbox` running?" in parts(stranger)["outbox"]["detail"]


def test_a_dead_letter_is_shown(stranger, command, sqlite_database, now):
    with sqlite_database.writing_rows() as rows:
        end(rows, command, Outcome("dead"), now, "no answer")
    assert not parts(stranger)["outbox"]["ok"]
    assert "1 were not done: `python -m ivr.outbox list`" in parts(stranger)["outbox"]["detail"]


def test_a_broken_database_is_down(stranger, sqlite_url):
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as other:
        other.execute("DROP TABLE alembic_version")
    answer = stranger.client.get("/health")
    assert (answer.status_code, answer.json["status"]) == (503, "down")


@pytest.fixture
def launched(tmp_path, app):
    """Let a launcher say how the processes are."""
    desk = app.extensions["desk"]
    app.extensions["desk"] = replace(desk, settings=desk.settings.model_copy(update={"data": tmp_path}))
    return lambda *statuses: process_status.write(tmp_path, statuses)


def test_a_process_that_keeps_failing_is_red_and_named(stranger, launched):
    launched(ProcessStatus("web", running=True), ProcessStatus("jobs", running=False, ends=5, code=-9))
    part = parts(stranger)["processes"]
    assert not part["ok"]
    assert part["detail"].startswith("jobs ended 5 times in a row, last with code -9")


def test_processes_that_run_are_shown_and_one_that_was_killed_once_is_no_fault(stranger, launched):
    launched(ProcessStatus("web", running=True), ProcessStatus("jobs", running=True, ends=1, code=-9))
    assert parts(stranger)["processes"] == {"name": "processes", "ok": True, "detail": "web runs; jobs runs"}


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"at": 1, "processes": []}', '{"at": 9e99, "processes": [{}]}'])
def test_a_launcher_that_is_gone_or_writes_nonsense_says_nothing(stranger, launched, tmp_path, content):
    (tmp_path / process_status.FILE).write_text(content)
    assert "processes" not in parts(stranger)


WITHOUT = {"ok": False, "detail": "no speech model: keypad mode"}


@pytest.fixture
def of_each_language(sqlite_database, keys):
    """The health page of a hotline that hears English but not French."""
    each = {"en": {"ok": True, "detail": "proved by a known clip"}, "fr": WITHOUT}
    with rest_stand((200, {"ok": True, "detail": "en, fr", "decoders": 2, "languages": each})) as stand:
        secrets = {"encryption_keys": keys[0], "index_key": keys[1], "secret_key": "test"}
        settings = Settings(**secrets, speech=False, media_port=int(stand.url.rpartition(":")[2]))
        yield Browser(create_app(settings, sqlite_database).test_client())


def test_each_language_tells_whether_it_is_heard_and_why_not(of_each_language):
    found = parts(of_each_language)
    assert found["speech model en"]["ok"]
    assert (found["speech model fr"]["ok"], found["speech model fr"]["detail"]) == (False, WITHOUT["detail"])
    assert of_each_language.client.get("/health").json["mode"] == "speech"


def test_the_page_shows_it(of_each_language):
    page = of_each_language.sees("/health")
    assert "speech model fr" in page
    assert WITHOUT["detail"] in page
    assert "works in part" in page
