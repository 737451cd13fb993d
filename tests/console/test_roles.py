"""Every page has a least role, and opens to nobody below it."""

import re
from itertools import pairwise

import pytest

from ivr.console.roles import ANYBODY, CONSOLE, POLICY, ROLES, may


def routes(app):
    return {rule.endpoint: rule for rule in app.url_map.iter_rules()}


def path_of(rule, **other):
    values = {
        "sid": "CA1",
        "number": "99",
        "language": "en",
        "name": "goodbye",
        "filename": "console.css",
        "secret": "made-up",
        **other,
    }
    return re.sub(r"<(?:[a-z]+:)?([a-z_]+)>", lambda name: values[name[1]], rule.rule)


def test_every_route_of_the_console_is_in_the_table_and_the_table_has_no_other(app):
    of_console = {name for name in routes(app) if name.partition(".")[0] in CONSOLE}
    assert of_console == POLICY.keys()


def test_what_is_not_of_the_console_is_for_twilio_or_behind_a_link_of_its_own(app):
    others = {name: rule for name, rule in routes(app).items() if name.partition(".")[0] not in CONSOLE}
    for name, rule in others.items():
        path = re.sub(r"<[^>]+>", "1", rule.rule)
        assert path.startswith(("/voice", "/audio", "/sms", "/p/")), name
        if "POST" in rule.methods:
            assert app.test_client().post(path).status_code in (400, 403, 404, 410), name


@pytest.mark.parametrize("role", [None, *ROLES])
def test_each_role_opens_what_the_table_says_and_nothing_else(app, a_call, somebody, role):
    client = somebody(role).client if role else app.test_client()
    app.config["WTF_CSRF_ENABLED"] = False
    for name, rule in routes(app).items():
        if name not in POLICY or name == "sign_in.sign_out":
            continue
        method = "GET" if "GET" in rule.methods else "POST"
        answer = client.open(path_of(rule), method=method)
        refused = answer.status_code == 403 and "Not for your role" in answer.text
        refused |= answer.status_code == (302 if method == "GET" else 303) and "/sign-in" in answer.location
        assert refused != may(role, name), (name, role, answer.status)


def test_a_role_may_do_all_that_a_lesser_one_may():
    for less, more in pairwise(ROLES):
        assert {route for route in POLICY if may(less, route)} < {route for route in POLICY if may(more, route)}


@pytest.mark.parametrize("role", [None, "", "root", *ROLES])
def test_what_is_not_in_the_table_opens_to_nobody(role):
    assert not may(role, "calls.something_new")
    assert may(role, "health.health")
    assert POLICY["health.health"] == ANYBODY


def test_buttons_that_a_role_may_not_use_are_not_shown(somebody, a_call):
    viewer, supervisor = somebody("viewer", "Ada"), somebody("supervisor", "Bob")
    assert "Show in clear" not in viewer.sees("/calls/CA1")
    assert "<audio" not in viewer.sees("/calls/CA1")
    assert "Show in clear" in supervisor.sees("/calls/CA1")
    assert "Accounts" not in supervisor.sees("/calls")
