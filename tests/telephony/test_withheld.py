"""A withheld number is nobody's, in whatever form it arrives."""

import pytest

from ivr.telephony.withheld import caller_of

WITHHELD = ["+266696687", "+7378742833", "+86282452253", "+2562533", "+8656696", "+1266696687", "266696687"]


@pytest.mark.parametrize("number", WITHHELD)
def test_a_number_that_spells_anonymous_is_nobodys(office, number):
    assert office.line(caller=number).rings().call.from_ == "anonymous"


@pytest.mark.parametrize(
    "number", ["+12025550143", "+33123456789", "anonymous", "client:alice", "sip:alice@example.com"]
)
def test_other_callers_are_who_they_are(number):
    assert caller_of(number) == number
