import pytest
from sqlalchemy import func, select

from ivr.console import throttle
from ivr.console.accounts import add_administrator
from ivr.console.tables import SignInFailureRow
from ivr.console.throttle import FAILURES_OF_NAME
from ivr.hotline.web import create_app
from ivr.settings import Settings
from tests.console.browser import Browser

OWN = "plenty of words here"

FEW = FAILURES_OF_NAME + 3


@pytest.fixture
def administrator(stranger, one_time_password):
    """A browser whose owner has signed in and chosen a password."""
    stranger.signs_in("admin", one_time_password)
    stranger.sends("/password", password=OWN, again=OWN)
    return stranger


@pytest.mark.parametrize("path", ["/", "/calls", "/calls/CA1", "/calls/CA1/turns/0.wav", "/password"])
def test_a_stranger_sees_no_call(stranger, a_call, path):
    assert "Sign in" in stranger.sees(path)


def test_the_one_time_password_opens_only_the_page_to_change_it(stranger, one_time_password):
    stranger.signs_in("admin", one_time_password)
    assert "Choose a new password" in stranger.sees("/calls")


def test_after_the_change_the_calls_are_open(administrator):
    assert "No calls yet" in administrator.sees("/calls")


def test_the_one_time_password_works_no_more(administrator, one_time_password):
    administrator.sends("/sign-out", page="/calls")
    assert administrator.signs_in("admin", one_time_password).status_code == 401


def test_a_short_password_is_refused_with_advice(stranger, one_time_password):
    stranger.signs_in("admin", one_time_password)
    assert "Use 12 characters or more" in stranger.sends("/password", password="short", again="short").text


def test_a_new_password_ends_other_sessions(app, administrator):
    other = type(administrator)(app.test_client())
    other.signs_in("admin", OWN)
    administrator.sends("/password", password="other words entirely", again="other words entirely")
    assert "Sign in" in other.sees("/calls")


@pytest.mark.parametrize(("name", "password"), [("admin", "wrong"), ("nobody", "wrong"), ("admin' --", "x")])
def test_a_wrong_sign_in_does_not_say_what_is_wrong(stranger, one_time_password, name, password):
    answer = stranger.signs_in(name, password)
    assert answer.status_code == 401
    assert "don&#39;t fit together" in answer.text


def test_five_wrong_passwords_lock_the_name_for_a_while(stranger, one_time_password):
    for _ in range(5):
        stranger.signs_in("admin", "wrong")
    assert stranger.signs_in("admin", one_time_password).status_code == 401


@pytest.fixture
def few_failures(monkeypatch):
    """An address may fail less often: each try takes a tenth of a second of a core."""
    monkeypatch.setattr(throttle, "FAILURES_OF_ADDRESS", FEW)


def test_visitors_behind_our_proxy_are_told_apart(few_failures, sqlite_database, keys, one_time_password):
    keys = {"encryption_keys": keys[0], "index_key": keys[1], "secret_key": "test"}
    app = create_app(Settings(_env_file=None, **keys, speech=False, media_port=9, proxies=1), sqlite_database)
    guesser, owner = (Browser(app.test_client()) for _ in range(2))
    guesser.client.environ_base["HTTP_X_FORWARDED_FOR"] = "203.0.113.9"
    owner.client.environ_base["HTTP_X_FORWARDED_FOR"] = "198.51.100.7"
    for n in range(FEW):
        guesser.signs_in(f"name {n}", "wrong")
    assert guesser.signs_in("admin", one_time_password).status_code == 401
    assert owner.signs_in("admin", one_time_password).status_code == 200


def test_an_address_that_a_visitor_makes_up_changes_nothing(few_failures, app, one_time_password):
    visitor = Browser(app.test_client())
    for n in range(FEW + 1):
        visitor.client.environ_base["HTTP_X_FORWARDED_FOR"] = f"203.0.113.{n}"
        visitor.signs_in(f"name {n}", "wrong")
    assert visitor.signs_in("admin", one_time_password).status_code == 401


def test_trying_while_one_must_wait_makes_the_wait_no_longer(stranger, one_time_password, sqlite_database):
    for _ in range(8):
        stranger.signs_in("admin", "wrong")
    with sqlite_database.reading() as session:
        assert session.scalar(select(func.count()).select_from(SignInFailureRow)) == 2 * FAILURES_OF_NAME


def test_a_forged_form_is_refused(stranger, one_time_password):
    answer = stranger.client.post("/sign-in", data={"name": "admin", "password": one_time_password})
    assert answer.status_code == 400
    assert "Sign in" in stranger.sees("/calls")


def test_a_forged_sign_out_is_refused(supervisor):
    assert supervisor.client.post("/sign-out").status_code == 400


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:x",
        "/calls%0d%0aX:%201",
        "//[",
        "/%09/evil.example",
    ],
)
def test_signing_in_never_leads_elsewhere(stranger, one_time_password, elsewhere):
    page = f"/sign-in?next={elsewhere}"
    answer = stranger.sends(page, name="admin", password=one_time_password)
    assert answer.request.host == "localhost"
    assert answer.request.path == "/password"


def test_signing_in_leads_to_the_page_that_was_wanted(administrator, a_call):
    administrator.sends("/sign-out", page="/calls")
    answer = administrator.sends("/sign-in?next=/calls/CA1", name="admin", password=OWN)
    assert answer.request.path == "/calls/CA1"


def test_there_is_one_first_administrator(sqlite_database, one_time_password, now):
    with sqlite_database.writing() as session:
        assert add_administrator(session, now) is None


def test_pages_bring_their_own_protection(stranger):
    headers = stranger.opens("/sign-in").headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"


def test_no_page_needs_another_site(supervisor, a_call):
    for path in ("/calls", "/calls/CA1", "/health", "/password"):
        page = supervisor.sees(path)
        assert "http://" not in page.replace("http://www.w3.org", "")
        assert "https://" not in page
