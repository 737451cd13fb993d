"""Each service answers, and every answer it may give can be written as a text message, in each language."""

import pytest

from ivr.dialog.instructions import Say
from ivr.dialog.script import Decision
from ivr.languages import LANGUAGES
from ivr.prompts import load_catalogues
from ivr.prompts.template import Key, Offer
from ivr.services import HOTLINE, SERVICES
from ivr.services.texts.forms.text_answer import _is_answer
from ivr.settings import PROJECT

SERVING = [item for form in HOTLINE.forms.values() for item in form.items if isinstance(item, Decision) and item.serves]
ANSWERS = sorted({move.prompt for item in SERVING for move in item.may if isinstance(move, Say)} - {"text_off"})
"""The prompts of answers; "text_off" says that the region sends no texts."""
ANSWER_NOTHING = {"survey", "texts"}


@pytest.fixture(scope="module")
def catalogues():
    return load_catalogues(PROJECT / "audio", LANGUAGES, brand="Acme")


def test_every_service_answers():
    assert {item.serves for item in SERVING} == {service.name for service in SERVICES} - ANSWER_NOTHING


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_can_be_written(catalogues, language):
    """What asks for keys or words is left out of a text, and so is talk about texts: no answer may be such a prompt."""
    prompts = catalogues[language].prompts
    written = [
        name
        for name in ANSWERS
        if _is_answer(name)
        and prompts[name]["text"]
        and not any(isinstance(p, Offer | Key) for p in prompts[name]["text"])
    ]
    assert written == ANSWERS
