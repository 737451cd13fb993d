"""A figure that leaves its band is told once, and once when it is back; too few calls say nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from ivr import calls, codec
from ivr.calls import NewCall
from ivr.outbox.tables import OutboxRow
from ivr.review import alerts, figures
from ivr.review.alerts import BadAlert, Band, Told
from ivr.review.figures import NAMES, Span

CONTAINMENT = Band("Containment", 24, lowest=50, fewest=2, mail="ada@example.com", webhook=True)


def comes(database, at, *outcomes):
    with database.writing() as session:
        for number, outcome in enumerate(outcomes):
            sid = f"CA{at:%H%M}{number}"
            calls.begin(session, NewCall(sid, "inbound", "+12025550143", "+12025550100", "en", at))
            calls.end(session, sid, "completed", at)
            calls.set_outcome(session, sid, outcome, "")


def looked(database, at):
    alerts.look(database, at)
    with database.reading() as session:
        (alert,) = alerts.alerts(session)
        return alert.is_out, alert.value


def told(database):
    with database.reading() as session:
        rows = session.scalars(select(OutboxRow).order_by(OutboxRow.id))
        return [(row.kind, codec.load(Told, row.payload)) for row in rows]


def test_it_is_told_when_it_leaves_and_when_it_is_back(database, now):
    with database.writing() as session:
        alerts.add(session, CONTAINMENT, "Ada", now)
    comes(database, now, "answered")
    later = now + timedelta(minutes=1)
    assert looked(database, later) == (False, None)  # one call says nothing
    comes(database, later, "transferred", "transferred")
    assert looked(database, later + timedelta(minutes=1)) == (True, pytest.approx(100 / 3))
    assert looked(database, later + timedelta(minutes=2))[0]
    assert [(kind, each.is_out) for kind, each in told(database)] == [("mail_alert", True), ("post_alert", True)]
    comes(database, later + timedelta(minutes=2), "answered", "answered", "answered")
    assert looked(database, later + timedelta(minutes=3)) == (False, pytest.approx(400 / 6))
    assert [(kind, each.is_out) for kind, each in told(database)][2:] == [("mail_alert", False), ("post_alert", False)]


def test_of_several_who_look_at_once_one_tells(database, now):
    with database.writing() as session:
        alerts.add(session, CONTAINMENT, "Ada", now)
    comes(database, now, "transferred", "transferred")
    moments = [now + timedelta(minutes=1, seconds=second) for second in range(4)]
    with ThreadPoolExecutor(len(moments)) as lookers:
        assert sum(lookers.map(lambda at: alerts.look(database, at), moments)) == 1
    assert [kind for kind, _ in told(database)] == ["mail_alert", "post_alert"]


def test_what_is_told_is_a_sentence_without_a_caller():
    known = Told("Containment", 33.333, "%", 3, 24, True, 50.0, None, "ada@example.com")
    assert known.sentence == (
        "Containment is out of its band: 33.3 % over the last 24 h (of 3), wanted is at least 50 %."
    )


def test_no_calls_at_all_are_a_figure_too(database, now):
    with database.writing() as session:
        alerts.add(session, Band("Calls", 1, lowest=1), "Ada", now)
    assert looked(database, now) == (True, 0.0)
    assert told(database) == []  # on the page alone


@pytest.mark.parametrize(
    ("band", "why"),
    [
        (Band("Elephants", 1, 0), "from the list"),
        (Band("Misses", 1), "lowest or the highest"),
        (Band("Misses", 1, 30, 20), "above the highest"),
        (Band("Misses", 0, 30), "hours"),
        (Band("Misses", 1, 30, mail="nobody"), "mail address"),
        (Band("Misses", 1, 30, mail="a@b\nBcc: c@d"), "mail address"),
    ],
)
def test_an_unfit_alert_is_refused_in_a_sentence(band, why):
    with pytest.raises(BadAlert, match=why):
        band.refuse_unfit()


def test_every_figure_can_be_watched(sqlite_database, now):
    with sqlite_database.reading() as session:
        found = figures.figures(session, Span(now, now), [], [])
    assert tuple(each.name for each in found) == NAMES
