import asyncio
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from ivr.languages import ENGLISH
from ivr.speech.active import Active
from ivr.speech.confidence import Material, evidence
from ivr.speech.decoding import Decode, Hypothesis, Word
from ivr.speech.echo import is_echo
from ivr.speech.emphasis import emphasised, kind_of
from ivr.speech.listening import Listening
from ivr.speech.mulaw import mulaw_of
from ivr.speech.reading import readings, with_confidences
from ivr.speech.spelling import even
from ivr.speech.weighing import Heard, Weighed, Weigher
from tests.english import load, parse

WORDS = ENGLISH.words
MENU = parse("#ABNF 1.0;\nlanguage en;\nroot $all;\npublic $all = repair status | opening hours | an agent;")
PROMPT = "Say repair status, or press one. For opening hours, press two."


def heard(*said):
    """A decode of words and likelihoods."""
    return Decode(tuple(Hypothesis(words(text), likelihood) for text, likelihood in said), 0.01)


def weighed(grammar, decode):
    """What is decided on after one decode that is its own rival."""
    active = Active((grammar,), grammar, (), "digits")
    whole = Heard(b"", active, decode, decode.words, grammar.expects(decode.text))
    return Weighed(whole, tuple(readings(grammar, [decode])), (decode,), decode)


def words(text):
    return tuple(Word(word, float(at), at + 0.9, 0.0) for at, word in enumerate(text.split()))


def test_the_likeliest_meaning_comes_first():
    found = readings(MENU, [heard(("opening hours", 50.0), ("repair status", 55.0))])
    assert [reading.value for reading in found] == ["repair status", "opening hours"]


def test_hypotheses_that_mean_nothing_take_their_share():
    (reading,) = readings(MENU, [heard(("repair hours", 50.0), ("repair status", 50.0))], bonus=0.0)
    assert reading.share == pytest.approx(0.5)


def test_the_check_digit_chooses_among_the_alternatives():
    imei = load("builtin:imei")
    wrong, right = "four nine oh one five four two oh three two three seven five one nine", "one eight"
    said = heard((wrong, 90.0), (wrong.removesuffix("one nine") + right, 88.0))
    assert readings(imei, [said])[0].value == "490154203237518"


def test_two_meanings_of_the_same_words_share_their_probability():
    likely, other = readings(load("builtin:digits"), [heard(("nine hundred seven", 90.0))])
    assert (likely.value, other.value) == ("907", "9007")
    assert likely.clarity + other.clarity == pytest.approx(1)


def test_a_right_check_digit_that_hardly_anything_speaks_for_is_in_doubt():
    imei = load("builtin:imei")
    right, wrong = "four nine oh one five four two oh three two three seven five one eight", "four " * 15
    likely, lucky = heard((right, 90.0), (wrong, 82.0)), heard((wrong, 90.0), (right, 82.0))
    sure, unsure = (weighed(imei, decode).evidence.lead for decode in (likely, lucky))
    assert unsure < 0 < sure


def test_a_number_heard_in_many_ways_is_in_doubt_unless_the_others_fail_a_check_digit():
    digits, imei = load("builtin:digits"), load("builtin:imei")
    right, wrong = "four nine oh one five four two oh three two three seven five one eight", "four " * 15
    ways = [f"four seven two nine one {last}" for last in ("six", "eight", "two", "five")]
    many = heard(*((words, 90.0 - at / 2) for at, words in enumerate(ways)))
    assert weighed(digits, many).in_doubt
    assert not weighed(digits, heard((ways[0], 90.0), (ways[1], 87.0))).in_doubt
    assert not weighed(imei, heard((right, 90.0), (wrong, 91.5))).in_doubt


@pytest.mark.parametrize(
    ("said", "share_of_it", "may_be"), [("no", 88.0, True), ("no", 80.0, False), ("yes", 88.0, False)]
)
def test_a_no_that_another_word_hides_is_asked_back(said, share_of_it, may_be):
    grammar = load("builtin:boolean")
    whole = weighed(grammar, heard(("now", 90.0), (said, share_of_it)))
    active = replace(whole.heard.active, answers=("no", "yes"), agreeing=frozenset(("yes",)))
    assert replace(whole, heard=replace(whole.heard, active=active)).may_be_no is may_be


def test_words_that_many_decodes_hear_are_understood_once():
    asked = []

    def meanings(said):
        asked.append(said)
        return MENU.meanings(said)

    said = heard(("opening hours", 50.0), ("repair status", 55.0))
    assert readings(MENU, [said, said, said], meanings=cache(meanings)) == readings(MENU, [said, said, said])
    assert asked == [("opening", "hours"), ("repair", "status")]


def test_a_loud_stretch_that_no_word_covers_speaks_against_a_number():
    sound = np.concatenate([np.zeros(4000), np.full(12000, 4000.0), np.zeros(4000)])
    clip = mulaw_of(sound)
    beginning = (Word("four", 0.5, 1.5, 0.0),)

    def outside(said):
        heard = Decode((Hypothesis(said, 50.0),), 0.01)
        return evidence(Material(clip, said, 1.0, 0.0, 0.0, heard, heard)).outside

    assert outside((*beginning, Word("four", 1.5, 2.0, 0.0))) == 0
    assert outside(beginning) == 1


def test_a_hint_wins_among_close_alternatives():
    said = [heard(("opening hours", 50.5), ("repair status", 50.0))]
    assert readings(MENU, said, hints=("repair status",))[0].value == "repair status"


def test_what_people_spell_decides_between_letters_that_sound_alike():
    heard_so = heard(("m o g u g n o", 50.5), ("m o d u g n o", 50.0))
    (first, _) = readings(load("builtin:spelling"), [heard_so], prior=lambda value: 20.0 if value == "MODUGNO" else 0.5)
    assert first.value == "MODUGNO"
    assert first.share == pytest.approx(0.97, abs=0.01)


def test_a_digit_too_short_to_be_said_loses_to_none():
    seven, oh, four = Word("seven", 0.0, 0.4, 0.0), Word("oh", 0.4, 0.48, 0.0), Word("four", 0.48, 0.9, 0.0)
    made_up, said = Hypothesis((seven, oh, four), 52.0), Hypothesis((seven, four), 50.0)
    assert readings(load("builtin:digits"), [Decode((made_up, said), 0.01)])[0].value == "74"


def test_two_decodes_are_asked_alike():
    found = readings(MENU, [heard(("repair status", 10.0)), heard(("opening hours", 99.0))])
    assert [reading.share for reading in found] == [0.5, 0.5]


def test_a_word_is_as_sure_as_the_hypotheses_that_hold_it():
    sure, unsure = with_confidences(words("one five"), [heard(("one five", 50.0), ("one nine", 50.0))], WORDS.numbers)
    assert (sure.confidence, unsure.confidence) == (1.0, 0.5)


def test_plain_digits_are_emphasised_and_menus_are_not():
    digits = [phrase for phrase in load("builtin:digits").phrases() if phrase != "[unk]"]
    assert emphasised(digits, WORDS).count("four seven") == 4
    assert emphasised(digits, WORDS).count("seventeen four") == 0
    assert emphasised(("repair status", "an agent"), WORDS) == ("repair status", "an agent")


def test_a_digit_that_none_follows_is_emphasised_by_itself():
    one = emphasised(load("builtin:digits?length=1").phrases(), WORDS)
    assert one.count("four") > 10 * one.count("oh") > 0
    assert "four four" not in one


def test_one_word_answers_are_emphasised_among_many_phrases():
    phrases = ("i don't know", "no", "no thanks", "know")
    assert emphasised(phrases, WORDS, answers=("no",)).count("no") > 10


def test_words_that_mean_something_win_against_words_that_nobody_says():
    menu = load("builtin:boolean")
    (no,) = readings(menu, [heard(("no", 50.0), ("the no", 50.0))])
    assert no.share > 0.5


def test_who_hears_another_word_for_the_same_digit_agrees():
    digits = load("builtin:digits")
    seen = weighed(digits, heard(("oh", 50.0)))
    assert replace(seen, rival=heard(("zero", 50.0))).evidence.agreement == 1
    assert replace(seen, rival=heard(("four", 50.0))).evidence.agreement == 0


def test_beside_a_number_now_and_then_the_other_phrases_stay():
    wishes = " | ".join(f"(w{number}) about my (repair | order)" for number in range(200))
    menu = parse(f"#ABNF 1.0;\nlanguage en;\nroot $all;\npublic $all = {wishes} | number $<builtin:digits?length=9>;")
    phrases = emphasised(menu.phrases(), WORDS)
    assert {"about my", "my order", "four seven"} <= set(phrases)
    assert any(phrase.startswith("w1 about my") for phrase in phrases)
    assert "forty seven" not in phrases


def test_a_grammar_is_known_by_its_words():
    assert kind_of(load("builtin:digits").phrases(), WORDS) == "digits"
    assert kind_of(load("builtin:spelling").phrases(), WORDS) == "letters"
    assert kind_of(MENU.phrases(), WORDS) == "sentences"


def test_an_echo_of_the_prompt_is_not_a_caller():
    assert is_echo("or press one for opening hours", PROMPT)
    assert not is_echo("repair status", PROMPT)
    assert not is_echo("where is my telephone please", PROMPT)
    assert not is_echo("or press one for opening hours", "")


@pytest.mark.parametrize(("said", "kind"), [("seven", "figure"), ("seven two", "digits"), ("yes", "sentences")])
def test_a_digit_by_itself_is_judged_apart(said, kind):
    assert weighed(load("builtin:digits"), heard((said, 50.0))).kind == kind


@pytest.mark.parametrize(
    ("first", "decodes"), [("make me [unk] tea please", 4), ("[unk] me [unk] [unk]", 1), ("me tea", 1)]
)
def test_a_sentence_that_noise_hid_in_part_is_heard_again(first, decodes):
    order = parse("#ABNF 1.0;\nlanguage en;\nroot $all;\npublic $all = make me (green | black) tea please;")
    active = Active((order,), order, ("make me green tea please",), "sentences")

    class Answers:
        """Decoders of which the first decode is known, and that hear all in every further one."""

        decoders = 1

        async def hear(self, job):
            return heard(("make me green tea please", 50.0))

    decode = heard((first, 50.0))
    whole = Heard(b"\xff" * 8000, active, decode, decode.words, order.expects(first))
    found = asyncio.run(Weigher(Answers(), Path("grammars"), ENGLISH, even).weigh(whole, Listening(("order",))))
    assert len(found.decodes) == decodes
    assert bool(found.found) == (decodes > 1)
