import pytest

from ivr.languages import ENGLISH
from ivr.settings import PROJECT
from ivr.speech.active import ActiveGrammars
from ivr.speech.decoding import Decode, Hypothesis, Word
from ivr.speech.endpoint import timeout
from ivr.speech.grammar import Continuation
from ivr.speech.listening import Listening
from ivr.speech.weighing import Heard

LISTENING = Listening(("any",), complete_timeout=0.6, incomplete_timeout=1.4)


def test_an_answer_that_cannot_go_on_ends_early():
    assert timeout(LISTENING, Continuation(complete=True, can_continue=False)) < 0.3


def test_an_answer_that_may_go_on_is_given_the_complete_timeout():
    assert timeout(LISTENING, Continuation(complete=True, can_continue=True)) == 0.6


def test_a_number_with_a_digit_missing_is_waited_for():
    assert timeout(LISTENING, Continuation(complete=False, can_continue=True)) == 1.4


def test_words_outside_the_grammar_are_given_time_to_become_an_answer():
    assert timeout(LISTENING, Continuation(complete=False, can_continue=False)) == 1.4


NUMBER = Listening(("any",), complete_timeout=0.8, incomplete_timeout=2.5, usual_digits=(6, 10))
GOES_ON = Continuation(complete=True, can_continue=True)


def test_a_number_shorter_than_usual_is_waited_for_between_its_digits():
    assert timeout(NUMBER, GOES_ON, digits=4) == 2.5


def test_a_number_of_usual_length_is_taken_soon():
    assert timeout(NUMBER, GOES_ON, digits=6, longest_pause=0.3) == 0.8


def test_who_speaks_slowly_may_go_on_slowly():
    assert timeout(NUMBER, GOES_ON, digits=6, longest_pause=1.2) == pytest.approx(1.92)
    assert timeout(NUMBER, GOES_ON, digits=6, longest_pause=2.0) == 2.5


def hypothesis(text, likelihood):
    return Hypothesis(tuple(Word(word, 0.0, 0.0, 0.0) for word in text.split()), likelihood)


def test_the_digits_are_those_of_the_words_that_the_grammar_goes_on_from_not_of_a_longer_reading():
    active = ActiveGrammars(PROJECT / "grammars", ENGLISH).active(("builtin:digits?maxlength=15", "everywhere"))
    heard = (hypothesis("three seven two", 251.7), hypothesis("do i seven two", 249.0))
    continuation = active.grammar.expects("three seven two")
    assert Heard(b"", active, Decode(heard, 0.0), heard[1].words, continuation).digits == 3
    assert timeout(NUMBER, continuation, digits=3) == 2.5
