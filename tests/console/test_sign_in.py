import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from ivr.console import accounts, passwords, throttle
from ivr.console.accounts import add_administrator
from ivr.console.passwords import AT_ONCE, PLACES
from ivr.console.sessions import IDLE, LONGEST, by_token, note_use, open_session
from ivr.console.tables import SignInFailureRow
from ivr.console.throttle import OF_NAME_AND_ADDRESS, limits, take_try
from ivr.hotline.web import create_app
from ivr.settings import Settings
from ivr.storage import WORKING, Database
from tests.console.browser import Browser

OWN = "plenty of words here"
OTHER = "glacier tuba pamphlet"

FEW = OF_NAME_AND_ADDRESS + 3


@pytest.fixture
def administrator(stranger, one_time_password):
    """A browser whose owner has signed in and chosen a password."""
    stranger.signs_in("admin", one_time_password)
    stranger.sends("/password", current=one_time_password, password=OWN, again=OWN)
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
    assert (
        "Use 12 characters or more"
        in stranger.sends("/password", current=one_time_password, password="short", again="short").text
    )


def test_each_sign_in_opens_a_session_of_its_own_and_ends_the_one_before(app, administrator):
    before = administrator.client.get_cookie("session").value
    administrator.signs_in("admin", OWN)
    assert "No calls yet" in administrator.sees("/calls")
    thief = Browser(app.test_client())
    thief.client.set_cookie("session", before)
    assert "Sign in" in thief.sees("/calls")


def test_a_new_password_ends_other_sessions(app, administrator):
    other = Browser(app.test_client())
    other.signs_in("admin", OWN)
    administrator.sends("/password", current=OWN, password="glacier tuba pamphlet", again="glacier tuba pamphlet")
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


def test_a_browser_in_which_the_owner_has_signed_in_is_locked_by_nobody_else(app, administrator):
    administrator.sends("/sign-out", page="/calls")
    guesser = Browser(app.test_client())
    for _ in range(FEW):
        guesser.signs_in("admin", "wrong")
    assert guesser.signs_in("admin", OWN).status_code == 401
    assert administrator.signs_in("admin", OWN).status_code == 200


def test_a_known_browser_has_five_tries_as_well(administrator):
    administrator.sends("/sign-out", page="/calls")
    for _ in range(5):
        administrator.signs_in("admin", "wrong")
    assert administrator.signs_in("admin", OWN).status_code == 401


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_of_many_guesses_at_once_five_are_counted_and_looked_at(kind, request, now):
    database = Database(request.getfixturevalue(f"{kind}_url"), request.getfixturevalue("keyring"), WORKING)

    def guess(_):
        with database.writing() as session:
            return take_try(session, limits("admin", "203.0.113.9", ""), now)

    with ThreadPoolExecutor(8) as threads:
        taken = [tries for tries in threads.map(guess, range(32)) if tries]
    assert len(taken) == OF_NAME_AND_ADDRESS
    database.dispose()


def test_few_passwords_are_hashed_at_once_and_the_others_are_asked_to_come_again(stranger, one_time_password):
    with ExitStack() as others:
        for _ in range(AT_ONCE):
            others.enter_context(passwords._place())
        answers = [passwords._places.acquire(blocking=False) for _ in range(PLACES)]
        answer = stranger.signs_in("admin", one_time_password)
        for _ in filter(None, answers):
            passwords._places.release()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert stranger.signs_in("admin", one_time_password).status_code == 200


@pytest.mark.parametrize(
    "weak",
    ["aaaaaaaaaaaa", "password1234", "qwertyuiop12", "acmehotline1", "adminadmin12", "Acme hotline 2026", " " * 12],
)
def test_a_password_that_is_easy_to_guess_is_refused(stranger, one_time_password, weak):
    stranger.signs_in("admin", one_time_password)
    page = stranger.sends("/password", current=one_time_password, password=weak, again=weak)
    assert "is changed" not in page.text
    assert "Choose a new password" in stranger.sees("/calls")


def test_a_new_password_needs_the_old_one(administrator):
    for _ in range(5):
        answer = administrator.sends("/password", current="wrong", password=OTHER, again=OTHER)
        assert (answer.status_code, "not your password" in answer.text) == (401, True)
    assert administrator.sends("/password", current=OWN, password=OTHER, again=OTHER).status_code == 401  # five tries


def test_a_copied_cookie_is_worth_nothing_after_signing_out(app, administrator):
    cookie = administrator.client.get_cookie("session").value
    thief = Browser(app.test_client())
    thief.client.set_cookie("session", cookie)
    assert "No calls yet" in thief.sees("/calls")
    administrator.sends("/sign-out", page="/calls")
    assert "Sign in" in thief.sees("/calls")


@pytest.mark.parametrize(("idle", "total"), [(IDLE, IDLE), (timedelta(minutes=30), LONGEST)])
def test_a_session_ends_when_it_is_not_used_and_in_any_case_after_a_while(database, now, idle, total):
    with database.writing() as session:
        add_administrator(session, now)
        who = accounts.by_password(session, "admin", accounts.reset_password(session, "admin"))
        opened = open_session(session, who, "a browser", now)
        passed = idle
        while passed < total:
            assert by_token(session, opened.token, now + passed)
            note_use(session, opened.session, now + passed)
            passed += idle
        assert by_token(session, opened.token, now + total + timedelta(seconds=1)) is None


def test_ones_own_sessions_are_listed_and_ended(app, administrator):
    other = Browser(app.test_client())
    other.signs_in("admin", OWN)
    page = administrator.sees("/sessions")
    assert (page.count("this one"), page.count("/end")) == (1, 2)
    newest = re.search(r"/sessions/([0-9]+)/end", page)[1]
    administrator.sends(f"/sessions/{newest}/end", page="/sessions")
    assert "Sign in" in other.sees("/calls")
    assert "No calls yet" in administrator.sees("/calls")


def test_nobody_ends_the_session_of_somebody_else(administrator, somebody):
    viewer = somebody("viewer")
    number = re.search(r"/sessions/([0-9]+)/end", administrator.sees("/sessions"))[1]
    viewer.sends(f"/sessions/{number}/end", page="/sessions")
    assert "No calls yet" in administrator.sees("/calls")


@pytest.fixture
def few_failures(monkeypatch):
    """An address may fail less often: each try takes a while of a core."""
    monkeypatch.setattr(throttle, "OF_ADDRESS", FEW)


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
        assert session.scalar(select(func.count()).select_from(SignInFailureRow)) == 3 * OF_NAME_AND_ADDRESS


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
    assert {"script-src 'self'", "frame-ancestors 'none'"} <= set(headers["Content-Security-Policy"].split("; "))
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"


def test_no_page_needs_another_site(supervisor, a_call):
    for path in ("/calls", "/calls/CA1", "/health", "/password"):
        page = supervisor.sees(path)
        assert "http://" not in page.replace("http://www.w3.org", "")
        assert "https://" not in page
