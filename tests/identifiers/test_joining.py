"""One number out of several hearings of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.identifiers import continued, hearing, repeated, replaced

IMEI = "490154203237518"
HEARINGS = st.lists(st.tuples(st.text("0123456789", min_size=1, max_size=15), st.floats(0.01, 1)), min_size=1)


def sure(digits):
    return ((digits, 1.0),)


def best(heard):
    return heard[0][0]


def test_only_digits_are_kept_of_what_may_have_been_meant():
    assert hearing([("472", 0.75), ("agent", 0.6), (True, 0.5), ("473", 0.25)]) == (("472", 0.75), ("473", 0.25))
    assert hearing([("own", 1.0)]) == ()


def test_chunks_follow_each_other():
    assert best(continued(sure("472"), (("916", 0.7), ("915", 0.3)))) == "472916"


def test_a_number_said_again_settles_what_was_doubtful_both_times():
    first, second = (("4729", 0.5), ("4759", 0.5)), (("4729", 0.5), ("1729", 0.5))
    assert best(repeated(first, second)) == "4729"


def test_a_part_said_again_replaces_that_part():
    heard = (("472919", 0.6), ("472915", 0.4))
    assert best(replaced(heard, (3, 6), sure("916"), 6)) == "472916"


def test_where_the_part_is_as_it_was_heard_that_hearing_is_believed():
    heard = (("472919", 0.5), ("572915", 0.5))
    assert best(replaced(heard, (3, 6), sure("915"), 6)) == "572915"


@pytest.mark.parametrize("lost", [1, 4, 8, 13])
def test_a_lost_digit_is_found_by_the_part_that_it_belongs_to(lost):
    heard = sure(IMEI[:lost] + IMEI[lost + 1 :])
    for start in range(0, lost + 1, 3):
        heard = replaced(heard, (start, start + 3), sure(IMEI[start : start + 3]), len(IMEI))
    assert best(heard) == IMEI


def test_all_parts_together_need_nothing_of_what_was_heard_before():
    heard = sure("11111111111111")
    for start in range(0, 15, 3):
        heard = replaced(heard, (start, start + 3), sure(IMEI[start : start + 3]), len(IMEI))
    assert best(heard) == IMEI


@given(HEARINGS, HEARINGS)
def test_shares_sum_up_to_one_whatever_is_joined(one, other):
    for joined in (continued(hearing(one), hearing(other)), repeated(hearing(one), hearing(other))):
        assert sum(share for _, share in joined) == pytest.approx(1)
