"""Order numbers, phone numbers and IMEIs are told apart by more than their length."""

import pytest

from ivr.services.repair.forms.number import kind_of


@pytest.mark.parametrize(
    ("number", "country", "kind"),
    [
        ("4729", "US", "order"),
        ("2025550143", "US", "phone"),
        ("12025550143", "US", "phone"),
        ("1000234567", "US", "order"),
        ("1000234567", "", "phone"),
        ("0612345678", "FR", "phone"),
        ("33612345678", "US", "phone"),
        ("13800138000", "CN", "phone"),
        ("+12025550143", "FR", "phone"),
        ("356938035643809", "US", "imei"),
        ("3569380356438012", "US", "imei"),
        ("270113177609606898", "US", "imei"),
        ("123456789012345678", "US", "order"),
    ],
)
def test_a_number_is_what_it_looks_like_in_its_country(number, country, kind):
    assert kind_of(number, country) == kind
