"""What Prometheus is told, and who may ask."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families

from ivr import calls, process_status, routing, web_times
from ivr.calls import NewCall, TurnRecord
from ivr.console.desk import Desk
from ivr.console.metrics import HotlineCollector
from ivr.hotline.counts import GONE, SHARED, forget_counts, share_counts
from ivr.hotline.web import create_app
from ivr.logs import SCRUBBER
from ivr.outbox import enqueue
from ivr.outbox.rows import Outcome, claim, end
from ivr.process_status import ProcessStatus
from ivr.settings import PROJECT, Settings
from tests.telephony.rest_stand import rest_stand

TOKEN = "a-token-of-the-tests-7f3a"
TOLD = {"ok": True, "streams": 3, "free": 21, "decoders": 2, "crashes": 1, "drops": 4, "lost": {"queue full": 5}}


def samples(text):
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.fixture
def asked(app, now):
    """Ask for the metrics at the tests' own time; give each sample by its name and labels' values."""
    desk = app.extensions["desk"]
    app.extensions["desk"] = replace(desk, now=lambda: now)

    def ask(**headers):
        answer = app.test_client().get("/metrics", headers=headers)
        return answer.status_code, samples(answer.text) if answer.status_code == 200 else {}

    return ask


def a_turn(now, **changes):
    record = TurnRecord(now, "speech", form="menu", field="wish", prompt="How can I help?", heard="where is my repair")
    return replace(record, **changes)


@pytest.fixture
def a_busy_hotline(database, now):
    return busy(database, now)


def busy(database, now):
    """Two calls go on, three are over (one of them long ago), one caller waits, a command is dead."""
    with database.writing() as session:
        for number, language in enumerate(("en", "fr", "en", "en", "en")):
            began = now - timedelta(minutes=2 if number < 4 else 90)
            sid = f"CA{number}"
            calls.begin(session, NewCall(sid, "inbound", "+12025550143", "+12025550100", language, began))
            at = began + timedelta(minutes=1)
            record = a_turn(at, input="keys" if number else "speech", decision="accept", latency_ms=100 * (number + 1))
            calls.save_turn(session, sid, 0, state={}, reply={}, record=record)
        for sid, outcome in (("CA2", "answered"), ("CA3", "gave_up_waiting"), ("CA4", "answered")):
            calls.set_outcome(session, sid, outcome, "")
            calls.end(session, sid, "completed", now - timedelta(minutes=1 if sid != "CA4" else 80))
        routing.join(session, "CA0", "agents", "repair", now - timedelta(seconds=75))
    with database.writing_rows() as rows:
        enqueue(rows, "CA1:3:booked", "book", {}, now)
        (claimed,) = claim(rows, "one", {"book"}, now, 1)
        end(rows, claimed, Outcome("dead"), now, "no answer")
    return Desk(database, Settings(_env_file=None, media_port=9), lambda: now, SCRUBBER, lambda _text, _language: b"")


def collected(desk):
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in HotlineCollector(desk).collect()
        for sample in family.samples
    }


def test_calls_turns_queue_and_outbox_are_told_on_each_database(a_busy_hotline):
    found = collected(a_busy_hotline)
    assert (found["hotline_calls_live", "en"], found["hotline_calls_live", "fr"]) == (1, 1)
    assert found["hotline_calls_ended_5m", "answered"] == 1
    assert found["hotline_calls_ended_5m", "gave_up_waiting"] == 1
    assert found["hotline_calls_ended_5m", "fault"] == 0
    assert (found["hotline_turns_5m", "accept", "speech"], found["hotline_turns_5m", "accept", "keys"]) == (1, 3)
    assert found["hotline_turn_seconds_5m", "0.5"] == pytest.approx(0.3)
    assert found["hotline_turn_seconds_5m", "0.99"] == pytest.approx(0.4)
    assert (found["hotline_queue_waiting", "agents"], found["hotline_queue_longest_wait_seconds",]) == (1, 75)
    assert (found["hotline_outbox_dead_letters",], found["hotline_outbox_waiting",]) == (1, 0)
    assert found["hotline_up", "database"] == 1


def test_no_figure_holds_what_belongs_to_a_caller(a_busy_hotline):
    told = json.dumps([list(map(str, key)) for key in collected(a_busy_hotline)])
    assert "2025550143" not in told
    assert "CA0" not in told


def test_the_media_gateway_and_the_processes_are_told(sqlite_database, keys, now, tmp_path):
    process_status.write(tmp_path, [ProcessStatus("web", True), ProcessStatus("jobs", False, ends=5, code=-9)])
    with rest_stand((200, TOLD)) as stand:
        settings = Settings(_env_file=None, media_port=int(stand.url.rpartition(":")[2]), data=tmp_path)
        found = collected(Desk(sqlite_database, settings, lambda: now, SCRUBBER, lambda _text, _language: b""))
    assert (found["hotline_streams_live",], found["hotline_streams_free",], found["hotline_decoders",]) == (3, 21, 2)
    assert found["hotline_utterances_lost_total", "queue_full"] == 5
    assert (found["hotline_decoder_crashes_total",], found["hotline_sound_dropped_total",]) == (1, 4)
    assert (found["hotline_up", "media_gateway"], found["hotline_up", "speech_model"]) == (1, 1)
    assert (found["hotline_process_up", "web"], found["hotline_process_up", "jobs"]) == (1, 0)


def test_a_silent_database_and_gateway_are_told_as_down(a_busy_hotline):
    a_busy_hotline.database.engine.dispose()
    with a_busy_hotline.database.writing_rows() as rows:
        rows.exec_driver_sql("ALTER TABLE calls RENAME TO hidden")
    try:
        found = collected(a_busy_hotline)
    finally:
        with a_busy_hotline.database.writing_rows() as rows:
            rows.exec_driver_sql("ALTER TABLE hidden RENAME TO calls")
    assert (found["hotline_up", "database"], found["hotline_up", "media_gateway"]) == (0, 0)
    assert not any(key[0] == "hotline_calls_live" for key in found)


def test_webhooks_are_timed_by_route_and_pages_are_not(app, asked):
    client = app.test_client()
    client.post("/voice", data={"CallSid": "CA" + "0" * 32})  # unsigned: refused, and timed all the same
    client.get("/health")
    _, found = asked()
    assert found["hotline_webhook_seconds_count", "/voice", "403"] >= 1
    assert not any("/health" in key for key in found)


def test_this_machine_may_ask_but_no_proxy_on_it_for_others(asked):
    assert asked()[0] == 200
    assert asked(**{"X-Forwarded-For": "203.0.113.7"})[0] == 403
    assert asked(**{"x-real-ip": "203.0.113.7"})[0] == 403


def test_another_machine_may_not_ask(app):
    assert app.test_client().get("/metrics", environ_base={"REMOTE_ADDR": "203.0.113.7"}).status_code == 403


@pytest.mark.parametrize(
    ("given", "status"),
    [("", 403), ("Bearer another", 403), (f"Bearer {TOKEN}", 200), (f"Bearer {TOKEN}é", 403)],
)
def test_with_a_token_it_alone_decides(sqlite_database, keys, given, status):
    secrets = {"encryption_keys": keys[0], "index_key": keys[1], "secret_key": "test", "metrics_token": TOKEN}
    app = create_app(Settings(**secrets, speech=False, media_port=9), sqlite_database)
    headers = {"Authorization": given, "X-Forwarded-For": "203.0.113.7"}
    assert app.test_client().get("/metrics", headers=headers).status_code == status


OPS = PROJECT / "ops" / "prometheus"


def named(text):
    """Return the metrics that a query names."""
    return set(re.findall(r"\bhotline_\w+", text))


@pytest.fixture
def known(sqlite_database, now, tmp_path):
    """The names of all metrics there are."""
    process_status.write(tmp_path, [ProcessStatus("web", True)])
    with rest_stand((200, TOLD)) as stand:
        port = int(stand.url.rpartition(":")[2])
        settings = Settings(_env_file=None, media_port=port, data=tmp_path)
        found = {key[0] for key in collected(replace(busy(sqlite_database, now), settings=settings))}
    return found | {f"hotline_webhook_seconds_{part}" for part in ("bucket", "count", "sum")}


def test_alerts_and_dashboard_ask_only_for_what_is_told(known):
    rules = yaml.safe_load((OPS / "alerts.yml").read_text())["groups"][0]["rules"]
    dashboard = json.loads((OPS / "dashboard.json").read_text())
    asked = [rule["expr"] for rule in rules]
    asked += [target["expr"] for panel in dashboard["panels"] for target in panel.get("targets", ())]
    assert all(named(query) or query.startswith("up{") for query in asked)
    assert set().union(*map(named, asked)) <= known
    assert all(rule["annotations"]["summary"] and rule["labels"]["severity"] for rule in rules)


def test_each_metric_is_in_the_page_for_operators(known):
    page = Path(PROJECT / "docs" / "operating.md").read_text()
    plain = {name.removesuffix("_bucket").removesuffix("_count").removesuffix("_sum") for name in known}
    assert {name for name in plain if f"`{name}" not in page} == set()


def test_processes_of_one_host_are_added_up(tmp_path):
    """Two processes that share the folder count one webhook each; either tells of both."""
    script = (
        "from ivr import web_times\n"
        "from flask import Flask\n"
        "from prometheus_client import generate_latest\n"
        "app = Flask('a')\n"
        "app.add_url_rule('/voice', view_func=lambda: 'ok')\n"
        "web_times.measure(app)\n"
        "app.test_client().get('/voice')\n"
        "print(generate_latest(web_times.counted()).decode())"
    )
    environment = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    for seen in (1, 2):
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        )
        assert samples(done.stdout)["hotline_webhook_seconds_count", "/voice", "200"] == seen
    assert tuple(sorted(web_times.BUCKETS)) == web_times.BUCKETS


def test_a_new_web_server_leaves_the_counts_of_the_old_one_till_it_has_ended(tmp_path, monkeypatch):
    """As at a deploy, where both serve for a while."""
    script = (
        "import sys; from pathlib import Path; from ivr.hotline.counts import share_counts\n"
        f"share_counts(Path({str(tmp_path)!r})); print('ready', flush=True); sys.stdin.read()"
    )

    def begin():
        told = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        process = subprocess.Popen([sys.executable, "-c", script], **told)
        assert process.stdout.readline() == "ready\n"
        return process

    old = begin()
    monkeypatch.setenv(SHARED, "")
    share_counts(tmp_path)
    place = Path(os.environ[SHARED]).parent
    counted = place / str(old.pid) / "histogram_1.db"
    counted.write_bytes(b"")
    new = begin()
    assert counted.exists()
    old.communicate()
    share_counts(tmp_path)
    assert counted.exists()  # its workers may serve on for a while
    os.utime(counted.parent / GONE, (0, 0))
    share_counts(tmp_path)
    assert not counted.parent.exists()
    assert (place / str(new.pid)).exists()
    new.communicate()
    monkeypatch.setenv(SHARED, str(place / str(new.pid)))
    forget_counts()
    monkeypatch.setenv(SHARED, str(place / str(os.getpid())))
    forget_counts()
    assert not place.exists()


def test_what_cannot_be_counted_is_answered_all_the_same(asked_webhook, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(web_times._seconds, "labels", full)
    assert asked_webhook() == 200


@pytest.fixture
def asked_webhook():
    app = Flask("a")
    app.add_url_rule("/voice", view_func=lambda: "ok")
    web_times.measure(app)
    return lambda: app.test_client().get("/voice").status_code
