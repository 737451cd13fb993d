"""Which part of a number is asked for again."""

import pytest

from ivr.identifiers import doubtful_part, parts


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (4, ((0, 2), (2, 4))),
        (6, ((0, 3), (3, 6))),
        (10, ((0, 3), (3, 6), (6, 10))),
        (11, ((0, 4), (4, 7), (7, 11))),
        (15, ((0, 3), (3, 6), (6, 9), (9, 12), (12, 15))),
    ],
)
def test_parts_are_the_groups_that_are_read_out_without_single_digits(length, expected):
    assert parts(length) == expected


@pytest.mark.parametrize(
    ("values", "part"),
    [
        (["472916", "472919"], (3, 6)),
        (["472916", "572916", "482916"], (0, 3)),
        (["472916", "572919"], None),
        (["2025550143", "2025553143", "2025550149"], (6, 10)),
        (["490154203237518", "490155203237518", "490154283237518"], (3, 9)),
        (["490154203237518", "910154203237518", "490154203237519"], None),
        (["472916"], None),
        (["472916", "47291"], None),
    ],
)
def test_the_fewest_groups_outside_which_the_values_agree(values, part):
    assert doubtful_part(tuple((value, 1 / len(values)) for value in values)) == part


def test_a_value_that_is_hardly_likely_does_not_count():
    assert doubtful_part((("472916", 0.5), ("472919", 0.45), ("872916", 0.05))) == (3, 6)
