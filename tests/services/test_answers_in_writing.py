"""Each service answers, and every answer it may give can be written as a text message, in each language.

That callers get them, by keys: test_whole_calls_by_keys.py.
"""

import pytest

from ivr.languages import LANGUAGES
from ivr.prompts import load_catalogues
from ivr.prompts.template import Key, Offer
from ivr.services import SERVICES
from ivr.settings import PROJECT
from tests.services.whole_calls import SERVING, answers_of

ANSWER_NOTHING = {"survey", "texts"}


@pytest.fixture(scope="module")
def catalogues():
    return load_catalogues(PROJECT / "audio", LANGUAGES, brand="Acme")


def test_every_service_answers():
    assert {item.serves for item in SERVING} == {service.name for service in SERVICES} - ANSWER_NOTHING


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_can_be_written(catalogues, language):
    """An answer that asks for keys would ask for them in a text message too."""
    prompts = catalogues[language].prompts
    answers = sorted({prompt for service in SERVICES for prompt in answers_of(service.name)})
    asking = {name for name in answers if any(isinstance(part, Offer | Key) for part in prompts[name]["text"])}
    assert [name for name in answers if not prompts[name]["text"] or name in asking] == []
