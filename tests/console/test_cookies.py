"""With TLS, cookies and browsers stay with this host; who signs in and who is refused is logged."""

import pytest

from ivr.hotline.web import create_app
from ivr.settings import Settings
from tests.console.browser import Browser


@pytest.fixture
def answer(sqlite_database, keys, one_time_password):
    """What a browser gets that signs in by TLS."""
    settings = Settings(
        encryption_keys=keys[0],
        index_key=keys[1],
        secret_key="test",
        speech=False,
        media_port=9,
        public_url="https://hotline.example",
    )
    client = create_app(settings, sqlite_database).test_client()
    page = client.get("/sign-in", base_url="https://hotline.example")
    token = page.text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    return client.post(
        "/sign-in",
        base_url="https://hotline.example",
        headers={"Referer": "https://hotline.example/sign-in"},
        data={"name": "admin", "password": one_time_password, "csrf_token": token},
    )


def test_with_tls_cookies_belong_to_this_host_alone(answer):
    cookies = answer.headers.getlist("Set-Cookie")
    assert {cookie.partition("=")[0] for cookie in cookies} == {"__Host-session", "__Host-known_browser"}
    for cookie in cookies:
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))


def test_with_tls_browsers_are_told_to_stay_with_it(answer):
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_who_signs_in_and_who_is_refused_is_logged(app, one_time_password, somebody, caplog):
    caplog.set_level("INFO")
    Browser(app.test_client()).signs_in("admin", "wrong")
    Browser(app.test_client()).signs_in("admin", one_time_password)
    somebody("viewer").opens("/accounts")
    events = [record.msg["event"] for record in caplog.records if record.name.startswith("ivr.console")]
    assert events == ["sign-in failed", "signed in", "page refused"]
