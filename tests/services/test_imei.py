"""The forms of a device's number come out the same; none of them is anybody's by accident."""

import pytest

from ivr.identity.columns import identifier, imeis
from ivr.identity.imei import normal_imei

ONE, OTHER, MEID = "356938035643809", "490154203237518", "268435456010201020"


@pytest.mark.parametrize(
    ("written", "is_"),
    [
        (ONE, ONE),
        ("35-693803-564380-9", ONE),
        ("35693803564380", ONE),
        ("3569380356438012", ONE),
        ("356938035643809 / 01", ONE),
        ("A10000009296F2", "270113177609606898"),
        ("a1 000000 9296f2", "270113177609606898"),
        (MEID, MEID),
        ("2684354560 10201020", MEID),
    ],
)
def test_forms_of_one_number_come_out_the_same(written, is_):
    assert normal_imei(written) == is_


@pytest.mark.parametrize("written", ["356938035643808", "0" * 15, "0" * 14, "9" * 18, "12", "C02XL0ABJGH5", "", "n/a"])
def test_what_is_no_number_of_a_device_is_none(written):
    assert normal_imei(written) is None


@pytest.mark.parametrize("between", [" / ", "/", " ", "; ", ",", " & "])
def test_a_phone_with_two_sim_cards_has_two(between):
    assert imeis(ONE + between + OTHER) == (ONE, OTHER)


def test_a_device_may_have_none():
    assert imeis("") == ()


@pytest.mark.parametrize(("kind", "written"), [("order", "1.23457E+12"), ("order", "300001.0"), ("phone", "1.2E+10")])
def test_numbers_that_a_spreadsheet_has_cut_are_not_taken_for_others(kind, written):
    with pytest.raises(ValueError, match="as text"):
        identifier(kind, "US")(written)


@pytest.mark.parametrize("written", ["Ж4729", "47:29", "47\x0029", "471 200,50"])
def test_an_order_number_loses_nothing_but_its_separators(written):
    with pytest.raises(ValueError, match="4 to 20"):
        identifier("order", "US")(written)
