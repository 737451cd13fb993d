from zoneinfo import ZoneInfo

import pytest

from ivr.languages import ENGLISH
from ivr.prompts.say_as import SAY_AS

UTC = ZoneInfo("UTC")


@pytest.mark.parametrize(
    ("say_as", "value", "spoken"),
    [
        ("digits", "4729", "4 7, 2 9"),
        ("digits", "47290", "4 7 2, 9 0"),
        ("digits", "4729013", "4 7 2, 9 0 1 3"),
        ("digits", "2025550143", "2 0 2, 5 5 5, 0 1 4 3"),
        ("digits", "490154203237518", "4 9 0, 1 5 4, 2 0 3, 2 3 7, 5 1 8"),
        ("digits", "AB12", "A B, 1 2"),
        ("digits", "+12025550143", "2 0 2, 5 5 5, 0 1 4 3"),
        ("digits", "+0", "0"),
        ("telephone", "+12025550143", "2 0 2, 5 5 5, 0 1 4 3"),
        ("telephone", "+33123456789", "0 1, 2 3, 4 5, 6 7, 8 9"),
        ("telephone", "2025550143", "2 0 2, 5 5 5, 0 1 4 3"),
        ("date", "2026-11-17", "Tuesday, November 17th"),
        ("date", "2026-11-21", "Saturday, November 21st"),
        ("date", "2026-11-12T10:00:00+00:00", "Thursday, November 12th"),
        ("money", {"amount": "84.50", "currency": "EUR"}, "84 euros and 50 cents"),
        ("money", {"amount": "1.01", "currency": "USD"}, "1 US dollar and 1 cent"),
        ("money", {"amount": "84", "currency": "EUR"}, "84 euros"),
        ("money", {"amount": "500.00", "currency": "JPY"}, "500 Japanese yen"),
        ("ordinal", 3, "3rd"),
        ("ordinal", 12, "12th"),
        ("count", 1200, "1,200"),
        ("text", "Nova 5", "Nova 5"),
    ],
)
def test_values_are_spoken_right(say_as, value, spoken):
    assert SAY_AS[say_as](value, ENGLISH, UTC) == spoken


def test_times_are_the_hotlines_own():
    late = "2026-11-17T23:30:00+00:00"
    assert SAY_AS["date"](late, ENGLISH, ZoneInfo("Europe/Paris")) == "Wednesday, November 18th"
    assert SAY_AS["time"](late, ENGLISH, ZoneInfo("Europe/Paris")) == "12:30 AM"


def test_money_without_a_currency_is_refused():
    with pytest.raises(TypeError):
        SAY_AS["money"]("84.50", ENGLISH, UTC)
