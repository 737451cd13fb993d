"""Numbers of people are masked in the words of every language, and other words are not."""

import pytest

from ivr.languages import LANGUAGES
from ivr.redaction import MASK, Scrubber

SCRUBBER = Scrubber(language.redaction for language in LANGUAGES.values())


@pytest.mark.parametrize(
    "personal",
    [
        "forty seven twenty nine",
        "seventeen nineteen",
        "four thousand seven hundred twenty nine",
        "quatre sept deux neuf",
        "quarante-sept vingt-neuf",
        "zéro six douze trente-quatre cinquante-six soixante-dix-huit",
        "soixante-douze quatre-vingt-onze",
        "quatre mille sept cent vingt-neuf",
        "septante-deux nonante-trois",
        "零零七",
        "四七二九",
        "幺三八零零幺三八零零零",
        "四七，二九",
        "四 七 二 九",
        "四千七百二十九",
    ],
)
def test_numbers_in_words_are_masked(personal):
    assert SCRUBBER.scrub(f"« {personal} »") == f"« {MASK} »"


@pytest.mark.parametrize(
    "harmless",
    [
        "twenty five minutes",
        "one or two days",
        "dans soixante-douze heures",
        "quatre-vingts euros",
        "un ou deux jours",
        "deux cents euros",
        "两三天",
        "一个星期",
        "三百块钱",
        "您排在第3位",
    ],
)
def test_other_words_are_left(harmless):
    assert SCRUBBER.scrub(harmless) == harmless
