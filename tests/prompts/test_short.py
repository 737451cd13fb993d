"""Callers hear their answer soon because every prompt is short; easy mode says more."""

import re
import statistics

import pytest

from ivr.languages import LANGUAGES
from ivr.prompts import load_catalogues
from ivr.prompts.catalogue import READ_ONLY
from ivr.prompts.template import Text, offers
from ivr.settings import PROJECT

CATALOGUES = load_catalogues(PROJECT / "audio", LANGUAGES, brand="Acme")
MEDIAN, MOST = 8, 16
CHARACTERS_A_WORD = 2  # of Chinese, which writes no spaces


def words(template):
    """Count the words of a prompt; a value counts as one."""
    text = "".join(part.text if isinstance(part, Text) else " x " for part in template)
    chinese = re.findall(r"[\u4e00-\u9fff]", text)
    return len(re.findall(r"[^\W\u4e00-\u9fff][\w'’]*", text)) + len(chinese) / CHARACTERS_A_WORD


def is_list(template):
    """A prompt that offers keys is a list of choices."""
    return any(offers(template))


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
