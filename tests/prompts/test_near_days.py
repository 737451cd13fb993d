"""Days near today are said as people say them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ivr.dialog.instructions import Say
from ivr.languages import LANGUAGES
from ivr.prompts import load_catalogues
from ivr.settings import PROJECT

TODAY = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)  # a Tuesday


def told(day, language="en", timezone="UTC"):
    catalogue = load_catalogues(PROJECT / "audio", LANGUAGES, brand="Acme", timezone=timezone)[language]
    return replace(catalogue, now=lambda: TODAY).spoken(Say("promised", {"promised": day})).text


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-23", "for yesterday."),
        ("2026-11-24", "for today."),
        ("2026-11-25", "for tomorrow."),
        ("2026-11-30", "for Monday."),
        ("2026-12-01", "for Tuesday, December 1st."),
        ("2026-11-18", "for Wednesday."),
        ("2026-11-17", "for Tuesday, November 17th."),
    ],
)
def test_days_within_a_week_have_no_date(day, words):
    assert told(day).endswith(words)


def test_today_is_the_day_where_the_caller_is():
    assert told("2026-11-25", timezone="Europe/Paris").endswith("for today.")


def test_french_and_chinese_say_them_too():
    assert "pour demain" in told("2026-11-25", "fr")
    assert "pour le mardi 1er décembre" in told("2026-12-01", "fr")
    assert "明天" in told("2026-11-25", "zh")
