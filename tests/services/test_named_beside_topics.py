"""A sentence that says what a call is about may name a country or a city: callers are not asked for it again."""

from pathlib import Path

import pytest

from ivr.callflow.offering import chosen
from ivr.dialog.events import Filled
from ivr.languages import LANGUAGES
from ivr.services import TOPICS
from ivr.speech.grammar import load
from tests.callflow.shop import IMEI

FOLDER = Path("grammars")
SAID = {
    "en": (
        ("warranty", "is my phone covered in canada", {"country": "CA"}),
        ("warranty", "i am off to guinea does my warranty count in guinea", {"country": "GN GQ GW"}),
        ("warranty", "is my phone under warranty", None),
        ("warranty", "how long is it covered for", None),
        ("centre", "do you have a shop in boston", {"centre_place": "boston"}),
        ("centre", "i need somebody near springfield illinois today", {"centre_place": "springfield, illinois"}),
        ("centre", "i would like to come to a shop", None),
    ),
    "fr": (
        ("warranty", "est-ce que mon téléphone est garanti au canada", {"country": "CA"}),
        ("warranty", "ma garantie marche aux états-unis ou pas", {"country": "US"}),
        ("warranty", "mon téléphone est encore sous garantie", None),
        ("centre", "vous avez un magasin à lyon", {"centre_place": "lyon"}),
        ("centre", "je cherche un centre", None),
    ),
    "zh": (
        ("warranty", "我的手机在加拿大保修吗", {"country": "CA"}),
        ("warranty", "去法国能不能保修", {"country": "FR"}),
        ("warranty", "还在保修期吗", None),
        ("centre", "波士顿有没有维修点", {"centre_place": "波 士 顿"}),
        ("centre", "离北京最近的维修点在哪", {"centre_place": "北 京"}),
        ("centre", "最近的维修点在哪", None),
    ),
}


@pytest.mark.parametrize("language", SAID)
def test_what_a_sentence_names_beside_its_topic_is_heard(language):
    for topic, words, slots in SAID[language]:
        found = load(f"{topic}.named.gram", folder=FOLDER / language, language=LANGUAGES[language]).meanings(words)
        assert (found[0].value if found else None) == slots, words


def test_each_such_grammar_belongs_to_a_topic_and_fills_what_that_brings():
    brings = {topic.name: set(topic.brings) for topic in TOPICS}
    for file in FOLDER.glob("*/*/*.named.gram"):
        grammar = load(file.name, folder=file.parent, language=LANGUAGES[file.parent.parent.name])
        said = [grammar.meanings(sentence) for sentence in grammar.sentences(3)]
        assert all({*found[0].value} <= brings[file.name.split(".")[0]] for found in said), file


def test_a_country_that_was_named_is_told_and_can_be_put_right_by_the_next_answer(caller):
    caller.happens(Filled({"topic": ["warranty"], "country": "FR"}, heard="is my phone covered in france"))
    caller.presses(IMEI)
    assert "Your warranty doesn't count in France." in caller.heard
    assert caller.is_asked("country")
    assert "Your warranty counts in South Korea." in caller.says("no i said south korea").heard
    assert caller.is_asked("more")


def test_who_names_a_country_later_in_the_call_is_asked_once_more_again(caller):
    caller.happens(Filled({"topic": ["warranty"]})).presses(IMEI).says("canada")
    assert caller.is_asked("more")
    caller.happens(Filled({"topic": ["warranty"], "country": "KR"}, heard="and does it count in south korea"))
    caller.presses(IMEI)
    assert "Your warranty counts in South Korea." in caller.heard
    assert caller.says("no thanks").is_asked("more")


def test_a_place_that_was_named_is_where_centres_are_sought(caller):
    sought = []
    caller.shop.sources["places"] = lambda using: sought.append(using["centre_place"])
    caller.happens(Filled({"topic": ["centre"], "centre_place": "boston"}, heard="do you have a shop in boston"))
    assert sought == ["boston"]


def test_a_word_that_may_be_several_topics_chooses_none_but_an_offered_one():
    offered = {"topic": ["my_data", "repair"]}
    for said, meant in ((["order", "help", "return"], ""), (["order", "repair"], "repair"), (["order"], "order")):
        assert chosen({**offered, "offered": {"topic": said}}) == meant
