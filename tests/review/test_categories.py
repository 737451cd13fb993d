"""Calls are sorted by rules, and each shows in which turns it fits."""

import pytest
from sqlalchemy import select

from ivr.calls.tables import CallRow
from ivr.review import categories
from ivr.review.categories import BadRule, Part, Rule
from ivr.review.categories.rule import Heard, turns_that_fit
from tests.review.conftest import HANGS_UP, pressed, taken

TURNS = (
    Heard(0, "start", "", ()),
    Heard(1, "speech", "What is it about?", ("when do you open on sunday", "")),
    Heard(2, "silence", "Which city?", ("",)),
    Heard(3, "silence", "Which city?", ("",)),
    Heard(4, "speech", "Which city please?", ("•••", "i want a person now")),
)
OPEN, PERSON = Part("caller", "open", "any"), Part("caller", "a person")
TRANSFERRED = Part("outcome", "transferred")


@pytest.mark.parametrize(
    ("rule", "turns"),
    [
        (Rule((Part("caller", "you open"),)), (1,)),
        (Rule((Part("caller", "open you"),)), None),
        (Rule((Part("caller", "sunday when", "all"),)), (1,)),
        (Rule((Part("caller", "sunday opened", "any"),)), (1,)),
        (Rule((Part("caller", "sunday open", "near"),)), (1,)),
        (Rule((Part("caller", "sunday person", "near"),)), None),
        (Rule((Part("hotline", "city please"),)), (4,)),
        (Rule((Part("silence", "2"),)), (3,)),
        (Rule((Part("silence", "3"),)), None),
        (Rule((OPEN, Part("silence", "1"), PERSON, TRANSFERRED), in_order=True), (1, 2, 4)),
        (Rule((PERSON, OPEN)), (4, 1)),
        (Rule((PERSON, OPEN), in_order=True), None),
        (Rule((Part("hotline", "which city"), Part("silence", "1")), in_order=True), (2,)),
        (Rule((TRANSFERRED,)), ()),
        (Rule((Part("outcome", "answered"),)), None),
    ],
)
def test_a_call_fits_a_rule_in_some_turns(rule, turns):
    assert turns_that_fit(rule, TURNS, "transferred") == turns


@pytest.mark.parametrize("part", [Part("caller", "  "), Part("outcome", "well"), Part("silence", "0"), Part("x", "y")])
def test_a_rule_that_fits_nothing_is_refused(part):
    with pytest.raises(BadRule):
        Rule((part,)).refuse_unfit()


def test_calls_are_sorted_when_they_are_over_and_past_ones_afterwards(past):
    asked = past.call(taken("when do you open", {"topic": "hours"}), HANGS_UP, outcome="transferred")
    past.call(taken("where is my repair", {"topic": "repair"}), pressed("0"))
    past.looked_through()
    rule = Rule((Part("caller", "you open"), TRANSFERRED))
    with past.database.writing() as session:
        number = categories.add(session, "Hours", rule, "Ada", past.now)
        assert not categories.categories(session)[0].is_done
        assert categories.catch_up(session)
        assert not categories.catch_up(session)
    later = past.call(taken("do you open today", {"topic": "hours"}), outcome="transferred")
    past.looked_through()
    with past.database.writing() as session:
        categories.categorise(session, session.scalars(select(CallRow.sid)).all())
        (known,) = categories.categories(session)
        assert (known.calls, known.is_done, known.rule) == (2, True, rule)
        assert categories.fits_of(session, asked) == [categories.Fit("Hours", (0,))]
        assert categories.fits_of(session, later)
        categories.drop(session, number, "Ada", past.now)
        assert categories.fits_of(session, asked) == []
