"""Digits are grouped as people read them out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.identifiers.grouping import digit_groups


@pytest.mark.parametrize(
    ("digits", "groups"),
    [
        ("", []),
        ("4", ["4"]),
        ("47", ["47"]),
        ("4729", ["47", "29"]),
        ("47291", ["472", "91"]),
        ("472916", ["472", "916"]),
        ("5550143", ["555", "0143"]),
        ("2025550143", ["202", "555", "0143"]),
        ("12025550143", ["1", "202", "555", "0143"]),
        ("490154203237518", ["490", "154", "203", "237", "518"]),
        ("4901542032375", ["490", "154", "203", "23", "75"]),
    ],
)
def test_digits_are_read_in_the_usual_groups(digits, groups):
    assert digit_groups(digits) == groups


@given(st.text("0123456789", min_size=2, max_size=25))
def test_no_digit_is_lost_and_none_is_left_alone_at_the_end(digits):
    groups = digit_groups(digits)
    assert "".join(groups) == digits
    assert len(groups[-1]) > 1
