from collections.abc import Callable

import pytest

from ivr.intents import Understanding, labels
from ivr.languages import CHINESE, ENGLISH, FRENCH, Language
from tests.speech.wordings import wordings

Understood = Callable[[str], Understanding]


def first(understanding: Understanding) -> str:
    return understanding.ruling.likely[0].topic


def belongs(topic: str) -> tuple[str, ...]:
    """Return the topic and the coarse ones it counts as."""
    return (topic, *labels(topic))


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("when is it ready", "repair"),
        ("cancel my repair", "cancel_repair"),
        ("i'd like to approve the quote", "quote"),
        ("how much does it cost", "repair"),
        ("the battery is swollen", "safety"),
        ("did you just call me", "really_you"),
        ("i want a refund", "return"),
        ("operator", "agent"),
    ],
)
def test_what_callers_say_is_understood_at_once(understood: Understood, words: str, topic: str) -> None:
    assert (understood(words).ruling.decision, first(understood(words))) == ("accept", topic)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (ENGLISH, "my phone fell in the river while kayaking"),
        (ENGLISH, "the thing is hot as an oven while plugged in"),
        (FRENCH, "de la fumée blanche s'échappe du haut-parleur"),
        (FRENCH, "mon tel est trempé il a passé la nuit dehors"),
        (FRENCH, "je sens du courant quand je touche le bord"),
        (CHINESE, "手机屁股冒白烟"),
        (CHINESE, "手机泡在汤里了"),
        (CHINESE, "一碰就麻好像有电"),
    ],
)
def test_danger_is_understood_in_words_that_were_not_learned(understood_in, language: Language, words: str) -> None:
    found = understood_in(language)(words)
    assert (found.ruling.decision != "refuse", first(found)) == (True, "safety")


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("i have to put off the visit to your shop", "appointment"),
        ("i signed up for a lesson but something came up", "appointment"),
        ("can i come by on friday instead", "appointment"),
        ("we're moving to japan will my warranty still work there", "warranty"),
        ("can i pay to get longer protection", "warranty"),
        ("it's an apple phone can you fix it", "wrong_brand"),
        ("is there a place where pensioners learn mobile phones", "course"),
    ],
)
def test_what_no_grammar_has_is_offered(understood: Understood, words: str, topic: str) -> None:
    assert topic in [each.topic for each in understood(words).ruling.likely]


@pytest.mark.parametrize(
    ("language", "words", "topic"),
    [
        (FRENCH, "annulez ma place au cours de photo", "appointment"),
        (FRENCH, "je me suis inscrite à un atelier mais j'ai un empêchement", "appointment"),
        (FRENCH, "décalez ma visite à un autre jour", "appointment"),
        (FRENCH, "combien vous prenez pour une nouvelle batterie", "part_price"),
        (FRENCH, "ça coûte cher de changer le micro", "part_price"),
        (FRENCH, "est ce que mon téléphone est couvert au canada", "warranty"),
        (FRENCH, "le coursier passe quand chercher mon téléphone", "send_in"),
        (FRENCH, "j'ai changé d'avis sur le téléphone que j'ai acheté", "return"),
        (CHINESE, "我报了摄影课来不了了帮我取消", "appointment"),
        (CHINESE, "换一块电池你们收多少钱", "part_price"),
        (CHINESE, "充电口坏了换一个得花多少", "part_price"),
        (CHINESE, "我手机还有哪些权益没用", "warranty"),
        (CHINESE, "我想周五过来看看还有位置吗", "centre"),
        (CHINESE, "我买的手机不想要了", "return"),
        (CHINESE, "我的手机不是你们牌子的", "wrong_brand"),
    ],
)
def test_wishes_of_a_service_are_first_in_each_language(understood_in, language: Language, words: str, topic: str):
    found = understood_in(language)(words)
    assert (found.ruling.decision != "refuse", first(found)) == (True, topic)


@pytest.mark.parametrize("words", ["4 7 2 9 1 6", "my order number is four seven two nine one six", "it's 472916"])
def test_a_bare_number_is_a_repair_with_its_number(understood: Understood, words: str) -> None:
    found = understood(words)
    assert (found.ruling.decision, first(found), found.slots) == ("accept", "repair", {"number": "472916"})


def test_a_number_in_a_longer_sentence_is_kept(understood: Understood) -> None:
    said = "is the testing finished or not i need it back order eight one one two zero six"
    assert understood(said).slots == {"number": "811206"}


@pytest.mark.parametrize(
    "words",
    ["hello", "good evening", "great thanks", "thank you very much", "later", "um", "", "?!", "zzzz" * 2500],
)
def test_greetings_thanks_and_noise_are_no_wishes(understood: Understood, words: str) -> None:
    assert understood(words).ruling.decision == "refuse"


def test_a_very_long_story_is_understood_quickly(understood: Understood) -> None:
    assert understood("my phone does not turn on " * 400).ruling.decision != "refuse"


def test_words_that_come_close_end_and_cancel_nothing(understood: Understood) -> None:
    found = [
        understood(words) for _, words in wordings("harmless")[::3]
    ]  # all of them by grammars: test_harmless_words
    taken = {first(each) for each in found if each.universal}
    assert not taken & {"goodbye", "cancel", "keypad"}


@pytest.mark.parametrize("words", ["i think that's all i needed thanks", "please stop that", "don't record me at all"])
def test_what_takes_something_away_is_only_offered_in_free_wording(understood: Understood, words: str) -> None:
    assert understood(words).ruling.decision != "accept" or not understood(words).universal


def test_universals_in_their_own_words_are_taken(understood: Understood) -> None:
    found = [understood(words) for words in ("goodbye", "repeat that", "go back")]
    assert [(each.universal, first(each)) for each in found] == [(True, "goodbye"), (True, "repeat"), (True, "back")]


def test_invented_wishes_that_were_not_learned_are_understood(understood: Understood) -> None:
    wishes = [(topic, understood(words).ruling) for topic, words in wordings("topics") if topic]
    right = [any(topic in belongs(each.topic) for each in ruling.likely) for topic, ruling in wishes]
    wrong = [ruling.decision == "accept" and topic not in belongs(ruling.likely[0].topic) for topic, ruling in wishes]
    assert sum(right) / len(wishes) >= 0.92
    assert sum(wrong) / len(wishes) <= 0.04


@pytest.mark.parametrize(
    ("words", "topics"),
    [
        ("when is my phone ready and also i want to know if the warranty covers water damage", {"repair", "warranty"}),
        ("is my repair finished and what time does the shop close", {"repair", "centre"}),
        ("where is my repair and do i still have warranty", {"repair", "warranty"}),
        ("when is my phone ready and please hurry", {"repair"}),
        ("is it ready and when is it ready", {"repair"}),
    ],
)
def test_several_wishes_of_one_sentence_are_found(understood: Understood, words: str, topics: set[str]) -> None:
    assert {first(understood(words)), *understood(words).then} == topics


def test_what_a_sentence_names_beside_its_topic_comes_with_it(understood: Understood) -> None:
    assert understood("does my warranty count in canada").slots == {"country": "CA"}
    assert understood("i want to return my phone in canada").slots == {}
