"""Of a clip anybody may hear what tells nothing of a person, and nothing else."""

from datetime import UTC, datetime

import pytest

from ivr.calls import NewUtterance
from ivr.jobs.__main__ import DECOYS
from ivr.jobs.transcribing import proven
from ivr.languages import LANGUAGES
from ivr.redaction import Redactors
from ivr.review.audible import audible, masked_words, numbers_in, silenced
from ivr.speech.decoding import GARBAGE, Job, Word

REDACTOR = Redactors(LANGUAGES.values()).of("en")


def spoken(text, pause=0.1):
    return [Word(word, at * (0.4 + pause), at * (0.4 + pause) + 0.4, 1.0) for at, word in enumerate(text.split())]


def test_words_that_tell_nothing_are_heard_with_what_is_between_them():
    assert audible(spoken("where is my repair"), (), (), REDACTOR) == ((0.0, 1.9),)


def test_a_number_is_silent_and_a_little_more_on_both_sides():
    assert audible(spoken("call four seven two nine please"), (), (), REDACTOR) == ((0.0, 0.4), (2.5, 2.9))


def test_what_the_questions_grammar_heard_as_a_number_is_silent_too():
    heard = [Word(word, at, at + 0.3, 1.0) for at, word in ((0.5, "four"), (0.8, "seven"), (1.1, "two"))]
    assert audible(spoken("please for seven to go on"), heard, (), REDACTOR) == ((0.0, 0.4), (1.5, 2.9))


def test_a_long_pause_may_hide_a_word_that_nobody_has_written_down():
    assert audible(spoken("where is", pause=0.5), (), (), REDACTOR) == ((0.0, 0.4), (0.9, 1.3))


def test_sounds_without_a_word_are_silent():
    assert audible(spoken(f"where {GARBAGE} is"), (), (), REDACTOR) == ((0.0, 0.4), (1.0, 1.4))
    assert audible((), (), (), REDACTOR) == ()


def test_each_word_is_masked_or_not():
    assert masked_words(spoken("my name is rosalind"), REDACTOR) == [False, False, False, True]


def test_what_is_silenced_is_as_long_as_before():
    clip = bytes(range(1, 101)) * 80
    quiet = silenced(clip, [(0.0, 0.1), (0.9, 5.0)])
    assert (len(quiet), quiet[:800], set(quiet[800:7200]), quiet[7200:]) == (8000, clip[:800], {0xFF}, clip[7200:])


SENTENCES = [
    "where is my repair the order is four seven two nine one six",
    "please call me back my number is two oh two five five five oh one four three thank you",
    "the serial number is nine eight seven six five four three two one and the screen is broken",
]


def test_digits_that_were_written_as_other_words_are_silent():
    numbers = numbers_in([*spoken("two"), Word(GARBAGE, 0.5, 0.9, 1.0), *spoken("four seven two")[1:]])
    assert numbers == [(0.5, 1.4)]
    assert audible(spoken("for sevens to go"), (), numbers, REDACTOR) == ((0.0, 0.4), (1.5, 1.9))


@pytest.mark.speech
@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_number_is_heard_in_what_is_left_of_a_real_voice(pool, run, say, sentence):
    def decode(clip, _language, phrases):
        return run(pool.decode(Job(clip, phrases, decoys=DECOYS if phrases else 0))).words

    spoken = NewUtterance("CA1", 1, datetime.now(UTC), say(sentence))
    said = decode(spoken.clip, "en", None)
    spans = proven(decode, spoken, "en", said, REDACTOR)
    left = decode(silenced(spoken.clip, spans), "en", None)
    assert not {"nine", "seven", "five", "six"} & {word.text for word in left}
    assert 0.8 < sum(end - start for start, end in spans) < len(spoken.clip) / 8000 - 1.5
