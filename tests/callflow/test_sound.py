"""The hotline's forms, prompts and grammars fit together."""

import pytest

from ivr.callflow.topics import IN_OWN_WORDS
from ivr.check import problems
from ivr.dialog.script import Field
from ivr.services import HOTLINE, SERVICES, TOPICS
from ivr.services.page import page
from ivr.services.repair.forms.progress import STAGES
from ivr.services.repair.repairs import Stage
from ivr.settings import PROJECT
from ivr.speech.grammar import union
from tests.english import load


@pytest.mark.thorough  # `make quick` has run the check itself
def test_the_call_flow_is_sound():
    assert [str(problem) for problem in problems()] == []


def test_the_page_that_is_made_from_the_services_is_current():
    assert (PROJECT / "docs" / "callflow.md").read_text(encoding="utf-8") == page(HOTLINE, SERVICES)


def test_every_stage_of_a_repair_has_its_sentence():
    assert set(STAGES) == {stage.value for stage in Stage}


@pytest.mark.thorough
def test_every_topic_can_be_said():
    field = next(item for item in HOTLINE.forms["main_menu"].items if isinstance(item, Field))
    menu = union([load(name, folder=PROJECT / "grammars" / "en") for name in field.grammars])
    said = {meaning.value["topic"] for words in menu.sentences(2000, seed=1) for meaning in menu.meanings(words)}
    assert said == {topic.name for topic in TOPICS} - set(IN_OWN_WORDS)


@pytest.mark.thorough
def test_no_field_takes_words_or_keys_that_are_taken_everywhere():
    folder = PROJECT / "grammars" / "en"
    everywhere = load("everywhere", folder=folder)
    fields = [item for form in HOTLINE.forms.values() for item in form.items if isinstance(item, Field)]
    for ref in {ref for field in fields for ref in field.grammars + field.corrections + HOTLINE.yes_no}:
        grammar = load(ref, folder=folder)
        assert [words for words in everywhere.sentences(2000) if grammar.meanings(words)] == [], ref
