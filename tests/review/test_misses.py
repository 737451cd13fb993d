"""What was not understood is found after a call, grouped by likeness, and labelled."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from ivr import calls, review
from ivr.calls.tables import CallRow
from ivr.redaction import MASK
from ivr.review import audit
from ivr.review.grouping import forget_empty
from ivr.review.tables import AuditRow, MissGroupRow
from tests.review.conftest import HANGS_UP, pressed, refused, taken


def said(group):
    return {miss.words for miss in group.examples}


def test_what_is_alike_is_one_group_and_the_most_frequent_comes_first(past):
    past.call(refused("can you mend my phone"), HANGS_UP)
    past.call(refused("i have lost my charger"), HANGS_UP)
    past.call(refused("i need my phone mended"), pressed("0", "agent"))
    past.looked_through()
    found = past.listed()
    assert [said(group) for group in found.groups] == [
        {"can you mend my phone", "i need my phone mended"},
        {"i have lost my charger"},
    ]
    assert (found.groups[0].count, found.groups[0].share, found.calls) == (2, 2 / 3, 3)
    assert dict(found.groups[0].did_next) == {"hung_up": 1, "agent": 1}


@pytest.mark.parametrize(
    ("after", "did"),
    [
        (taken("my repair", {"topic": "repair"}), "understood"),
        (refused("mend it"), "again"),
        (pressed("1"), "keys"),
        (pressed("0"), "agent"),
        (taken("agent", "agent"), "agent"),
        (HANGS_UP, "hung_up"),
    ],
)
def test_it_tells_what_the_caller_did_next(past, after, did):
    past.call(refused("can you mend my phone"), after)
    past.looked_through()
    assert dict(past.listed().groups[0].did_next)[did] == 1


def test_it_tells_what_the_call_came_to_after_all(past):
    past.call(refused("can you mend my phone"), taken("my repair", {"topic": "repair"}))
    past.looked_through()
    assert past.listed().groups[0].topics == [("repair", 1)]


@pytest.mark.parametrize(
    ("wrong", "after"),
    [
        (taken("i want it back", ["repair", "return"]), pressed("4", 0, field="offered")),
        (taken("i want it back", {"topic": "repair"}), taken("go back", "back")),
        (taken("the second one", 2, decision="confirm"), taken("no", False)),
    ],
)
def test_what_the_caller_took_back_was_taken_for_something_else(past, wrong, after):
    past.call(wrong, after)
    past.looked_through()
    (group,) = past.listed(kind="corrected").groups
    assert said(group) == {wrong[1]}


def test_only_redacted_words_are_kept_and_nothing_of_sensitive_answers(past):
    past.call(refused("my name is rosamunde and mend my phone"), HANGS_UP)
    past.call(refused("one two three four", sensitive=True), HANGS_UP)
    past.looked_through()
    (group,) = past.listed().groups
    assert said(group) == {f"my name is {MASK} and mend my phone"}


def test_sounds_without_words_are_a_group_of_their_own(past):
    past.call(refused(""), HANGS_UP)
    past.call(refused(""), HANGS_UP)
    past.looked_through()
    assert [group.count for group in past.listed().groups] == [2]


def test_a_call_that_is_transcribed_later_is_grouped_by_what_was_really_said(past, database):
    sid = past.call(refused("a the"), HANGS_UP)
    past.looked_through()
    with database.writing() as session:
        calls.transcribe(session, calls.transcript(session, sid)[0].utterance_id, "can you mend my phone")
    past.looked_through()
    assert [said(group) for group in past.listed().groups] == [{"can you mend my phone"}]


def test_groups_go_with_the_last_of_their_calls(past, database):
    past.call(refused("can you mend my phone"), HANGS_UP)
    past.looked_through()
    with database.writing() as session:
        session.query(CallRow).delete()
        forget_empty(session)
        assert session.query(MissGroupRow).count() == 0


def test_a_label_says_what_a_group_means_and_who_said_so(past, database, now):
    past.call(refused("can you mend my phone"), HANGS_UP)
    past.looked_through()
    (group,) = past.listed().groups
    with database.writing() as session:
        assert review.label(session, group.id, "repair", "Ada", now)
        assert not review.label(session, 999, "repair", "Ada", now)
    assert past.listed().groups == []
    assert past.listed(state="labelled").groups[0].labelled_by == "Ada"


def test_a_change_in_the_list_of_changes_is_seen(database, now):
    with database.writing() as session:
        for minute in range(3):
            audit.note(session, "Ada", "label", f"group {minute}", now + timedelta(minutes=minute))
        assert audit.first_broken(session) is None
        assert [entry.number for entry in audit.entries(session)] == [3, 2, 1]
        session.execute(update(AuditRow).where(AuditRow.number == 2).values(who="Bob"))
        session.expire_all()
        assert audit.first_broken(session) == 2
