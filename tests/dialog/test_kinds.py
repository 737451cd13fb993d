"""What a slot's kind takes, and what it refuses."""

import pytest

from ivr.dialog.kinds import COUNT, DIGITS, MONEY, NAMES, TEXT, Like, ListOf, Maybe, OneOf, Record

PLACE = Record({"name": TEXT, "boxes": COUNT})


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (PLACE, {"name": "Riverside", "boxes": 3, "more": True}),
        (Maybe(PLACE), None),
        (ListOf(DIGITS), ["4729", "12"]),
        (Like(TEXT, ("near me",)), "anywhere"),
        (OneOf((1, "more")), "more"),
        (MONEY, {"amount": "84.50", "currency": "EUR"}),
        (NAMES, {"en": "Riverside", "fr": "Rive"}),
    ],
)
def test_a_kind_takes_its_values(kind, value):
    assert kind.accepts(value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (PLACE, "Riverside"),
        (PLACE, {"name": "Riverside"}),
        (PLACE, {"name": "Riverside", "boxes": "three"}),
        (COUNT, True),
        (ListOf(DIGITS), "4729"),
        (Like(TEXT, ("near me",)), 4),
        (OneOf((1, "more")), 2),
        (MONEY, {"amount": "84.50"}),
        (NAMES, {}),
    ],
)
def test_and_refuses_others(kind, value):
    assert not kind.accepts(value)


@pytest.mark.parametrize("kind", [PLACE, Maybe(PLACE), ListOf(COUNT), Like(TEXT, ("near me",)), OneOf((1, 2)), MONEY])
def test_its_samples_are_of_it(kind):
    assert all(kind.accepts(sample) for sample in kind.samples)
