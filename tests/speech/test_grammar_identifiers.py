"""One identifier out of several hearings, keys and a check digit."""

import pytest
from stdnum import imei

from ivr.speech.grammar import best_identifier, fits, merge

IMEI_MASK = "D" * 15


def test_half_by_voice_and_half_by_keys() -> None:
    assert merge(["AB12????", "????3456"]) == "AB123456"
    assert merge(["AB1234?6", "AB1239??"]) == "AB1239?6"


def test_parts_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="not as long"):
        merge(["AB", "ABC"])


@pytest.mark.parametrize(
    ("value", "fitting"),
    [("AB12", True), ("ab12", True), ("A?1?", True), ("AB1", False), ("1B12", False), ("ABC2", False)],
)
def test_mask(value: str, fitting: bool) -> None:
    assert fits(value, "LL-DD") is fitting


def test_mask_with_letters_of_its_own() -> None:
    assert fits("RO4729", "roDDDD")
    assert not fits("RA4729", "roDDDD")


def test_check_digit_decides_between_hearings() -> None:
    heard = [[("490154203237519", 0.7), ("490154203237518", 0.3)]]
    assert [each.value for each in best_identifier(heard, IMEI_MASK, imei.is_valid)] == ["490154203237518"]


def test_check_digit_finds_one_position_not_heard() -> None:
    assert best_identifier([[("49015420323751?", 1.0)]], IMEI_MASK, imei.is_valid)[0].value == "490154203237518"


def test_second_hearing_settles_letters_that_sound_alike() -> None:
    ranked = best_identifier(
        [[("AB123456", 0.6), ("AD123456", 0.4)], [("AV123456", 0.5), ("AD123456", 0.5)]], "LLDDDDDD"
    )
    assert ranked[0].value == "AD123456"
    assert ranked[0].doubtful == (1,)
    assert sum(each.weight for each in ranked) == pytest.approx(1)


def test_denied_value_is_not_offered_again() -> None:
    ranked = best_identifier([[("AB123456", 0.9), ("AD123456", 0.1)]], "LLDDDDDD", refused=["ab123456"])
    assert [each.value for each in ranked] == ["AD123456"]


def test_nothing_that_fits_is_an_empty_list() -> None:
    assert best_identifier([[("12", 1.0)]], "LL") == []
    assert best_identifier([], "LL") == []
