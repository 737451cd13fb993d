"""A newcomer finds two weeks of calls; here three days of them."""

from sqlalchemy import select

from ivr import calls
from ivr.calls.tables import CallRow
from ivr.hotline.demo_calls import add_demo_calls
from ivr.services.repair.demo import add_demo_repairs
from tests.line import line_settings

CLIP = b"\x7f" * 8000


def test_calls_of_many_kinds_are_invented_once_with_what_their_callers_said(sqlite_database, now):
    add_demo_repairs(sqlite_database, now)
    made = add_demo_calls(line_settings(), sqlite_database, now, lambda _: CLIP, days=3)
    assert add_demo_calls(line_settings(), sqlite_database, now, lambda _: CLIP) == 0
    with sqlite_database.reading() as session:
        outcomes = session.scalars(select(CallRow.outcome)).all()
        sids = session.scalars(select(CallRow.sid)).all()
        clips = [clip for sid in sids for clip in calls.clips(session, sid).values()]
        live = session.scalars(select(CallRow.sid).where(CallRow.ended_at.is_(None))).all()
    assert (len(outcomes), live) == (made, [])
    assert len(set(outcomes)) > 3
    assert "fault" not in outcomes
    assert set(clips) == {CLIP}
