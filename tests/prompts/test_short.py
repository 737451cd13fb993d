"""Callers hear their answer soon because every prompt is short; easy mode says more."""

import statistics

import pytest

from ivr.check import long_prompts
from ivr.languages import LANGUAGES
from ivr.prompts import Catalogue, load_catalogues
from ivr.prompts.catalogue import READ_ONLY
from ivr.prompts.length import is_list, words
from ivr.prompts.template import parse
from ivr.settings import PROJECT

CATALOGUES = load_catalogues(PROJECT / "audio", LANGUAGES, brand="Acme")
MEDIAN = 8


def lengths(language):
    prompts = CATALOGUES[language].prompts
    return {
        name: words(wordings["text"])
        for name, wordings in prompts.items()
        if name != "notice" and not name.startswith(READ_ONLY) and not is_list(wordings["text"])
    }


@pytest.mark.parametrize("name", ["main_menu", "hours_closed", "sms_link", "notice"])
def test_the_check_finds_a_prompt_that_is_long_unless_it_is_read_or_law_asks_for_it(name):
    long = Catalogue(LANGUAGES["en"], {name: {"text": parse("The centre is closed " + "and closed " * 7)}})
    assert [(found.where, found.language) for found in long_prompts({"en": long})] == [(name, "en")] * (
        name in ("main_menu", "hours_closed")
    )


@pytest.mark.parametrize("language", CATALOGUES)
def test_most_prompts_are_very_short(language):
    assert statistics.median(lengths(language).values()) <= MEDIAN
