"""Which grammars are active at a question."""

from ivr.hotline.main_question import GRAMMARS, questions
from ivr.languages import ENGLISH
from ivr.services import HOTLINE
from ivr.settings import PROJECT
from ivr.speech.grammar import load


def test_each_question_is_listed_once_the_main_question_first():
    listed = questions()
    assert listed[0] == GRAMMARS
    assert len(set(listed)) == len(listed)
    assert HOTLINE.yes_no + HOTLINE.universals in listed
    names = {name for refs in listed for name in refs}
    assert all(load(name, language=ENGLISH, folder=PROJECT / "grammars/en").members for name in names)
