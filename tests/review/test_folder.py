"""Additions are written into a folder of grammars of its own, whole, and nothing else changes in it."""

import pytest

from ivr.intents import store
from ivr.languages import LANGUAGES
from ivr.review.content import Change, dumped, loaded, merged
from ivr.review.folder import folder_of
from ivr.review.topics import GRAMMARS
from ivr.speech.grammar import GrammarError, load

MEND = Change("phrase", "en", "main_menu", "mend", like="repair")
SENTENCE = Change("sentence", "en", "repair", "can you mend my phone")


def folder(tmp_path, *changes):
    return folder_of(changes, GRAMMARS, LANGUAGES, tmp_path)


def main_menu(folder):
    return load("main_menu", folder=folder / "en", language=LANGUAGES["en"])


def test_without_additions_it_is_the_files_alone(tmp_path):
    assert folder(tmp_path) == GRAMMARS
    assert list(tmp_path.iterdir()) == []


def test_a_phrase_means_what_another_one_means(tmp_path):
    before, after = main_menu(GRAMMARS), main_menu(folder(tmp_path, MEND))
    assert before.meanings("mend") == []
    assert after.meanings("mend")[0].value == before.meanings("repair")[0].value
    assert after.meanings("repair")[0].value == before.meanings("repair")[0].value
    assert "mend" in after.phrases()
    assert after.phrases().count("mend") < 100  # what is said seldom is not what Vosk expects
    assert after.dtmf().meanings("1")


def test_a_phrase_goes_into_a_grammar_of_words_too(tmp_path):
    change = Change("phrase", "en", "everywhere", "a human being", like="agent")
    grammar = load("everywhere", folder=folder(tmp_path, change) / "en", language=LANGUAGES["en"])
    assert grammar.meanings("a human being")[0].value == "agent"
    assert grammar.meanings("go back")[0].value == "back"


def test_grammars_that_refer_to_it_take_the_phrase_too(tmp_path):
    grammar = load("topic_choice", folder=folder(tmp_path, MEND) / "en", language=LANGUAGES["en"])
    assert grammar.meanings("mend")[0].value == {"topic": "repair"}


def test_a_sentence_makes_another_model(tmp_path):
    after = folder(tmp_path, SENTENCE)
    assert (after / "en" / "topics" / "repair.txt").read_text().endswith("@heard\ncan you mend my phone\n")
    assert store.version("en", after) != store.version("en", GRAMMARS)
    assert store.version("fr", after) != store.version("fr", GRAMMARS)  # French learns the English sentences


def test_the_same_additions_are_written_once(tmp_path):
    assert folder(tmp_path, MEND) == folder(tmp_path, MEND)
    for text in "abcdefg":
        newest = folder(tmp_path, Change("sentence", "en", "repair", text))
    assert newest.exists()
    assert len(list(tmp_path.iterdir())) == 5


def test_a_phrase_like_one_that_is_not_taken_is_refused(tmp_path):
    with pytest.raises(GrammarError, match="does not take"):
        folder(tmp_path, Change("phrase", "en", "main_menu", "mend", like="blue elephants"))
    with pytest.raises(GrammarError):
        folder(tmp_path, Change("phrase", "en", "no_such", "mend", like="repair"))
    assert list(tmp_path.glob("making-*")) == []


def test_a_sentence_moves_to_another_topic_and_is_taken_away():
    moved = Change("sentence", "en", "warranty", SENTENCE.text)
    gone = Change("sentence", "en", "repair", SENTENCE.text, removes=True)
    assert merged((), [SENTENCE, MEND, moved]) == (MEND, moved)
    assert merged((SENTENCE, MEND), [gone]) == (MEND,)
    assert loaded(dumped([MEND, gone])) == (MEND, gone)
