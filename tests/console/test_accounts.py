"""Accounts of one's own: invited, given a role, disabled at once."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from ivr.console import accounts
from tests.console.browser import Browser

OWN = "plenty of words here"


def invites(administrator, name="Ada", role="reviewer"):
    """Make an account, and return the path of its invitation."""
    page = administrator.sends("/accounts", name=name, role=role).text
    return re.search(r"/invitation/[^\"]+", page)[0]


@pytest.fixture
def guest(app):
    return Browser(app.test_client())


def takes_up(guest, path, password=OWN):
    return guest.sends(path, password=password, again=password)


def number_of(administrator, name):
    row = administrator.sees("/accounts").split(f"{name}\n")[1]
    return re.search(r"/accounts/([0-9]+)/role", row)[1]


def test_who_is_invited_chooses_a_password_and_is_signed_in(supervisor, guest):
    takes_up(guest, invites(supervisor))
    assert "No calls yet" in guest.sees("/calls")
    assert ">Ada<" in guest.sees("/calls")


def test_an_invitation_works_once(supervisor, guest, app):
    path = invites(supervisor)
    takes_up(guest, path)
    assert "was used" in Browser(app.test_client()).sees(path)


def test_an_invitation_ends_after_three_days(sqlite_database, now):
    with sqlite_database.writing() as session:
        secret = accounts.invite(session, "Ada", "viewer", now)
        assert accounts.invited(session, secret, now + timedelta(days=2))
        assert accounts.invited(session, secret, now + timedelta(days=3)) is None
        assert accounts.invited(session, "made-up", now) is None


def test_a_new_link_ends_the_old_one(supervisor, guest, app):
    old = invites(supervisor)
    number = number_of(supervisor, "Ada")
    page = supervisor.sends(f"/accounts/{number}/invitation", page="/accounts").text
    new = re.search(r"/invitation/[^\"]+", page)[0]
    assert "was used" in guest.sees(old)
    takes_up(guest, new)
    assert "No calls yet" in guest.sees("/calls")


def test_without_a_password_nobody_signs_in(supervisor, guest):
    invites(supervisor)
    assert guest.signs_in("Ada", "").status_code == 200  # asked for one
    assert guest.signs_in("Ada", "x").status_code == 401


def test_who_is_disabled_is_out_at_once_and_stays_out(supervisor, guest, app):
    takes_up(guest, invites(supervisor))
    number = number_of(supervisor, "Ada")
    supervisor.sends(f"/accounts/{number}/disable", page="/accounts")
    assert "Sign in" in guest.sees("/calls")
    assert guest.signs_in("Ada", OWN).status_code == 401
    supervisor.sends(f"/accounts/{number}/enable", page="/accounts")
    assert guest.signs_in("Ada", OWN).status_code == 200


def test_another_role_counts_at_once(supervisor, guest):
    takes_up(guest, invites(supervisor, role="viewer"))
    assert guest.opens("/accounts").status_code == 403
    supervisor.sends(f"/accounts/{number_of(supervisor, 'Ada')}/role", page="/accounts", role="administrator")
    assert guest.opens("/accounts").status_code == 200


@pytest.mark.parametrize("what", ["disable", "role"])
def test_one_administrator_is_left(supervisor, what):
    answer = supervisor.sends(f"/accounts/{number_of(supervisor, 'admin')}/{what}", page="/accounts", role="viewer")
    assert "One administrator must be left" in answer.text
    assert supervisor.opens("/accounts").status_code == 200


def test_a_name_is_given_once(supervisor):
    invites(supervisor)
    assert supervisor.sends("/accounts", name="ada", role="viewer").status_code == 409


@pytest.mark.parametrize("fields", [{"name": "", "role": "viewer"}, {"name": "Eve", "role": "root"}])
def test_what_is_no_name_or_role_is_refused(supervisor, fields):
    assert supervisor.sends("/accounts", **fields).status_code == 400
    assert "Eve" not in supervisor.sees("/accounts").split("Invite somebody")[0]


def test_an_account_that_does_not_exist_is_not_found(supervisor):
    assert supervisor.sends("/accounts/999/disable", page="/accounts").status_code == 404


def test_a_password_hashed_by_older_code_is_hashed_anew(sqlite_database):
    from argon2 import PasswordHasher

    from ivr.console.tables import SupervisorRow

    with sqlite_database.writing() as session:
        old = PasswordHasher(time_cost=1, memory_cost=1024).hash(OWN)
        row = SupervisorRow(
            name="Ada", role="viewer", password_hash=old, must_change=False, created_at=datetime.now(UTC)
        )
        session.add(row)
        session.flush()
        ada = accounts.by_password(session, "Ada", OWN)
        accounts.renew_hash(session, ada.id, OWN)
        assert row.password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
        assert accounts.by_password(session, "Ada", OWN)
