"""No address and no form that somebody makes up is a fault of ours, for a stranger or an administrator, on any page."""

import pytest
from sqlalchemy import update

from ivr.console import accounts
from ivr.console.sessions import open_session
from ivr.console.tables import SupervisorRow
from ivr.hotline.web import create_app
from ivr.page_links import LinkOrder, make_link
from ivr.services.repair.demo import add_demo_repairs
from tests.console.conftest import by_name
from tests.line import line_settings

pytestmark = pytest.mark.thorough
ODD = (
    "\0",
    "%00",
    "0",
    "-1",
    str(2**70),
    "9999-12-31",
    "0001-01-01",
    "../../etc/passwd",
    "'\"><",
    "é" * 300,
    "\ud800",
    "{{7*7}}",
)
FIELDS = (
    "number",
    "after",
    "day",
    "until",
    "when",
    "order",
    "q",
    "words",
    "page",
    "text",
    "key",
    "reason",
    "word",
    "year",
    "show",
)
NUMBERS = {"int": ("0", "1", str(2**63), str(2**70)), "float": ("0", "1e400")}


@pytest.fixture
def app(database, now):
    add_demo_repairs(database, now)
    app = create_app(line_settings(web_threads=1), database)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def tokens(app, database):
    """A link to each kind of page."""
    now = app.extensions["desk"].now()
    with database.writing_rows() as rows:
        kinds = (("repair", "472916"), ("survey", "CA1"), ("send_in", "1"))
        return [
            make_link(rows, LinkOrder(kind, thing, {"served": [], "number": thing}, "en"), now) for kind, thing in kinds
        ]


@pytest.fixture
def administrator(app, database):
    now = app.extensions["desk"].now()
    with database.writing() as session:
        accounts.add_administrator(session, now)
        session.execute(update(SupervisorRow).values(must_change=False))
        token = open_session(session, by_name(session, "admin"), "a browser", now).token
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = token
    return client


def addresses(app, tokens):
    """Return an address for each rule and each odd value in it."""
    for rule in app.url_map.iter_rules():
        path = rule.rule
        if "static" in rule.endpoint or rule.endpoint == "sign_in.sign_out":
            continue
        for odd in ODD if rule.arguments else ("",):
            for token in tokens if "<token>" in path and odd == ODD[0] else ("",):
                yield rule, "/".join(_part(part, odd, token) for part in path.split("/"))


def _part(part, odd, token):
    if "<" not in part:
        return part
    kind = part.partition(":")[0].removeprefix("<")
    if kind in NUMBERS:
        return NUMBERS[kind][len(odd) % len(NUMBERS[kind])]
    value = token if "token" in part and token else odd.replace("/", "%2F").replace("?", "%3F").replace("\0", "%00")
    return (
        part[: part.index("<")] + value.encode("utf-8", "surrogatepass").decode("latin-1") + part[part.index(">") + 1 :]
    )


def test_no_made_up_request_is_a_fault_of_ours(app, administrator, tokens):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    faults = []
    for client in (app.test_client(), administrator):
        for rule, path in addresses(app, tokens):
            odd = ODD[len(path) % len(ODD)].encode("utf-8", "replace").decode()
            given = dict.fromkeys(FIELDS, odd)
            for method in rule.methods & {"GET", "POST"}:
                told = {"query_string": given} if method == "GET" else {"data": given}
                answer = client.open(path, method=method, **told)
                if answer.status_code >= 500 and answer.status_code != 503:
                    faults.append(f"{answer.status_code} {method} {path!r} {odd!r}")
    assert not faults, "\n".join(faults)
