import pytest

from ivr.intents.content import content
from ivr.intents.numbers import number_in


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("my order number is four seven two nine one six", "472916"),
        ("it's about 472916 please", "472916"),
        ("order 4 7 2 9 1 6", "472916"),
        ("number double four oh nine one six", "440916"),
        ("forty seven twenty nine sixteen is the number", "472916"),
        ("i m e i three five two nine one four is it ready", "352914"),
        ("la commande quatre sept deux neuf un six", "472916"),
        ("我的订单号是四七二九一六", "472916"),
    ],
)
def test_a_number_is_found_in_a_sentence(words: str, number: str) -> None:
    assert number_in(words) == number


@pytest.mark.parametrize(
    "words",
    [
        "i have had it two years",
        "they told me five to seven days",
        "the year two thousand nine",
        "since nineteen ninety nine",
        "one one seven is one number and four four one two nine or five five one two eight another",
        "r as in romeo o as in oscar seven seven three zero nine one",
        "",
    ],
)
def test_no_number_is_made_of_other_words(words: str) -> None:
    assert number_in(words) == ""


def test_numbers_and_hesitations_say_nothing_about_the_topic() -> None:
    assert content("um order four seven two nine one six uh please") == ["order", "number", "please"]


def test_chinese_is_split_into_characters() -> None:
    assert content("我的手机") == ["我", "的", "手", "机"]
