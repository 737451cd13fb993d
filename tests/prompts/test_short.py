"""Callers hear their answer soon because every prompt is short; easy mode says more."""

import statistics

import pytest

from ivr.languages import LANGUAGES
from ivr.prompts import load_catalogues
from ivr.prompts.catalogue import READ_ONLY
from ivr.prompts.length import MOST, is_list, words
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


@pytest.mark.parametrize("language", CATALOGUES)
def test_no_prompt_is_long(language):
    assert {name: length for name, length in lengths(language).items() if length > MOST} == {}


@pytest.mark.parametrize("language", CATALOGUES)
def test_most_prompts_are_very_short(language):
    assert statistics.median(lengths(language).values()) <= MEDIAN
