import sqlite3


def test_machines_get_json(stranger):
    answer = stranger.client.get("/health")
    assert answer.json["parts"][0] == {"name": "database", "ok": True, "detail": "sqlite, tables 0002"}


def test_people_get_a_page(stranger):
    assert "works by keys only" in stranger.sees("/health")


def test_without_speech_calls_go_on_by_keys(stranger):
    answer = stranger.client.get("/health")
    assert (answer.status_code, answer.json["status"], answer.json["mode"]) == (200, "degraded", "keypad")


def test_a_broken_database_is_down(stranger, sqlite_url):
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as other:
        other.execute("DROP TABLE alembic_version")
    answer = stranger.client.get("/health")
    assert (answer.status_code, answer.json["status"]) == (503, "down")
