"""Who may see some regions or queues alone sees nothing of the others, on whatever page."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, update

from ivr import calls
from ivr.calls import NewCall, NewUtterance, Scope, TurnRecord
from ivr.calls.tables import CallRow
from ivr.console.accounts import set_scope
from ivr.console.roles import POLICY, ROLES, SCOPED, may
from ivr.console.tables import SupervisorRow
from ivr.review import audit
from ivr.routing.tables import QueueVisitRow
from tests.console.conftest import CLIP
from tests.console.test_roles import path_of, routes
from tests.review.conftest import Past, refused

REGIONS = {"CA1": "us", "CA2": "fr"}
OTHERS_WORDS = "mended"
US = Scope(("us",))


@pytest.fixture
def two_regions(sqlite_database):
    """A call in each of two regions; the one in `fr` waited in the queue `repairs`."""
    now = datetime.now(UTC)
    with sqlite_database.writing() as session:
        for sid, region in REGIONS.items():
            calls.begin(session, NewCall(sid, "inbound", "+12025550143", "+12025550100", "en", now, region))
            id_ = calls.add_utterance(session, NewUtterance(sid, 0, now, CLIP))
            said = TurnRecord(now, "speech", form="main_menu", field="topic", heard="my phone", utterance_id=id_)
            calls.save_turn(session, sid, 0, state={}, reply={}, record=said)
            calls.end(session, sid, "completed", now)
        visit = {"call_sid": "CA2", "queue": "repairs-1", "topic": "", "joined_at": now, "left_at": now}
        session.execute(insert(QueueVisitRow).values(**visit, result="bridged", waited_seconds=7))


def seeing(somebody, database, role, scope, name="Ada"):
    browser = somebody(role, name)
    with database.writing() as session:
        session.execute(
            update(SupervisorRow)
            .where(SupervisorRow.name == name)
            .values(regions=",".join(scope.regions), queues=",".join(scope.queues))
        )
    return browser


@pytest.mark.parametrize("role", ROLES)
def test_each_route_by_role_and_region(app, two_regions, somebody, sqlite_database, role):
    """The walk: a call of another region is not there; pages that show no part of the calls are closed."""
    client = seeing(somebody, sqlite_database, role, US).client
    app.config["WTF_CSRF_ENABLED"] = False
    for name, rule in routes(app).items():
        if name not in POLICY or name == "sign_in.sign_out":
            continue
        method = "GET" if "GET" in rule.methods else "POST"
        for sid in REGIONS if "<sid>" in rule.rule else [""]:
            answer = client.open(path_of(rule).replace("CA1", sid or "CA1"), method=method)
            refused = answer.status_code == 403 and "Not for your role" in answer.text
            if sid == "CA2":
                assert answer.status_code == 404, (name, role)
            else:
                assert refused != may(role, name, US), (name, role, answer.status)


def test_lists_counts_and_exports_hold_only_what_is_seen(two_regions, somebody, sqlite_database):
    past = Past(sqlite_database, datetime.now(UTC))
    sid = past.call(refused(f"{OTHERS_WORDS} please"))
    with sqlite_database.writing() as session:
        session.execute(update(CallRow).where(CallRow.sid == sid).values(region="fr"))
    past.looked_through()
    whole, part = somebody("supervisor", "Bob"), seeing(somebody, sqlite_database, "supervisor", US)
    for path in ("/calls", "/calls.csv", f"/calls?words={OTHERS_WORDS}", "/misses", "/figures?when=week"):
        page = part.sees(path)
        assert "CA2" not in page, path
        assert sid not in page, path
        assert f"{OTHERS_WORDS} please" not in page, path
    assert "CA2" in whole.sees("/calls")
    assert OTHERS_WORDS in whole.sees("/misses")
    assert "CA1" in part.sees("/calls")
    assert "CA2" not in part.sees("/calls?region=fr")


def test_a_queue_is_seen_with_all_its_lanes(two_regions, somebody, sqlite_database):
    repairs = seeing(somebody, sqlite_database, "viewer", Scope(queues=("repairs",)))
    assert "CA2" in repairs.sees("/calls")
    assert "CA1" not in repairs.sees("/calls")
    assert repairs.opens("/calls/CA1").status_code == 404
    neither = seeing(somebody, sqlite_database, "viewer", Scope(("us",), ("repairs",)), "Eve")
    assert "CA2" not in neither.sees("/calls")
    similar = seeing(somebody, sqlite_database, "viewer", Scope(queues=("repair",)), "Joe")
    assert "CA2" not in similar.sees("/calls")


def test_what_is_closed_to_a_part_stays_closed_by_default():
    assert not may("supervisor", "publishing.listing", US)
    assert not may("administrator", "accounts.listing", US)
    assert may("viewer", "calls.listing", US)
    assert POLICY.keys() >= SCOPED


def test_administrators_give_scopes_and_see_all_themselves(supervisor, somebody, sqlite_database, two_regions):
    viewer = somebody("viewer", "Bob")
    assert "CA2" in viewer.sees("/calls")
    page = supervisor.sends("/accounts/2/scope", "/accounts", regions="us, us ,", queues="").text
    assert 'value="us"' in page
    assert "CA2" not in viewer.sees("/calls")
    assert "Administrators see all calls" in supervisor.sends("/accounts/1/scope", "/accounts", regions="us").text
    supervisor.sends("/accounts/2/role", "/accounts", role="administrator")
    assert "CA2" in viewer.sees("/calls")
    with sqlite_database.writing() as session:
        assert not set_scope(session, 2, US)
        assert [entry.what for entry in audit.entries(session, 2)] == ["role", "scope"]


def test_who_hears_reveals_or_exports_is_kept_once(two_regions, somebody, sqlite_database):
    ada = somebody("supervisor", "Ada")
    for _ in range(3):
        assert ada.opens("/calls/CA1/sound.wav").status_code == 200
    ada.sends("/calls/CA1/reveal", "/calls/CA1", reason="the customer asked for it")
    assert ada.opens("/calls/CA1/turns/0.wav").status_code == 200
    ada.sees("/calls.csv")
    with sqlite_database.reading() as session:
        kept = [(entry.who, entry.what, entry.about) for entry in audit.entries(session)]
        assert audit.first_broken(session) is None
    assert kept == [
        ("Ada", "exported a list of calls", ""),
        ("Ada", "revealed a call", "CA1"),
        ("Ada", "hear", "call CA1"),
    ]
