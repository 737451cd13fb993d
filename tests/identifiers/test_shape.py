"""What a number may look like."""

import pytest
from stdnum import luhn as reference

from ivr.identifiers import Shape, luhn

NUMBER = Shape(least=4, most=15, checked=15)
IMEI, MISTYPED = "490154203237518", "490154203237510"


@pytest.mark.parametrize("digits", [IMEI, MISTYPED, "0", "79927398713", "79927398710"])
def test_the_check_digit_is_that_of_the_standard(digits):
    assert luhn(digits) == reference.is_valid(digits)


@pytest.mark.parametrize(
    ("digits", "allowed"),
    [("472", False), ("4729", True), ("2025550143", True), (IMEI, True), (MISTYPED, False), (IMEI + "0", False)],
)
def test_what_is_allowed(digits, allowed):
    assert NUMBER.allows(digits) is allowed
    assert (NUMBER.weight(digits) > 0) is allowed


@pytest.mark.parametrize(("digits", "chunk"), [("", True), ("472", True), ("4729", False), (IMEI, False)])
def test_less_than_the_shortest_number_is_a_chunk(digits, chunk):
    assert NUMBER.is_chunk(digits) is chunk


def test_a_right_check_digit_makes_a_number_likelier():
    assert NUMBER.weight(IMEI) > NUMBER.weight(IMEI[:14])


def test_an_imei_that_lost_a_digit_seems_to_be_one():
    assert NUMBER.seems(IMEI[:14]) == NUMBER.seems(IMEI[:13]) == 15
    assert NUMBER.seems("2025550143") == 10
    assert Shape(4, 4).seems("0143") == 4
