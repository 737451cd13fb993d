"""Builtins understand numbers, codes, dates and money the way people say them on the telephone."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.speech.grammar import GrammarError
from tests.english import load

IMEI = "four nine oh one five four two oh three two three seven five one eight"

SAID = {
    "boolean": {"yeah that's right": True, "yes please": True, "nope": False, "no thank you": False, "maybe": None},
    "digits": {
        "four seven two nine": "4729",
        "forty seven twenty nine": "4729",
        "double four nine oh": "4490",
        "triple zero seven": "0007",
        "one two three four fifty six seventy eight": "12345678",
        "nineteen hundred": "1900",
        "four hundred and twelve": "412",
        "two thousand and five": "2005",
        "nineteen hundred and five": "1905",
        "nine hundred seven four two": "900742",
        "eight hundred five five five oh one four four": "8005550144",
        "three thousand five five five": "3000555",
        "forty seven thousand two hundred and sixteen": "47216",
        "four hundred seventy two thousand nine hundred sixteen": "472916",
        "twenty thousand": "20000",
        "five": "5",
        "four score": None,
    },
    "digits?length=4": {
        "four oh seven two": "4072",
        "forty oh seven": "4007",
        "forty twelve": "4012",
        "one thousand": "1000",
    },
    "digits?minlength=2;maxlength=3": {"one": None, "one two": "12", "one two three four": None},
    "digits?plain=true": {"one two": "12", "twelve": None, "double two": None},
    "number": {
        "minus three point five": "-3.5",
        "one hundred and twenty five thousand": "125000",
        "twelve hundred": "1200",
        "four two seven": "427",
        "plus ten": "10",
        "a million": "1000000",
        "zero": "0",
    },
    "currency": {
        "twelve dollars and fifty cents": "USD12.50",
        "twelve fifty": "12.50",
        "fifty pence": "GBP0.50",
        "nineteen dollars and ninety nine cents": "USD19.99",
        "a dollar": "USD1.00",
        "two dollars and a half": "USD2.50",
        "six hundred yen": "JPY600.00",
        "five u s dollars": "USD5.00",
        "twelve point five euros": "EUR12.50",
    },
    "date": {
        "march third nineteen twenty eight": "19280303",
        "the ninth of september nineteen sixty four": "19640909",
        "seven may nineteen forty four": "19440507",
        "july twelfth": "????0712",
        "twenty first of march two thousand and twenty four": "20240321",
        "nineteen ninety nine": "1999????",
        "the fifth": "??????05",
        "january first two thousand and four": "20040101",
        "february thirtieth": None,
        "november ninth sixty five": "19651109",
        "the ninth of november twenty two": "20221109",
        "december twenty fifth oh five": "20051225",
        "may nineteen sixty five": "196505??",
        "february thirtieth sixty five": None,
    },
    "time": {
        "half past three": "0330?",
        "three thirty p.m.": "0330p",
        "fifteen thirty": "1530h",
        "quarter to one": "1245?",
        "ten fifteen in the morning": "1015a",
        "noon": "1200p",
        "half past three in the afternoon": "0330p",
        "oh nine hundred": "0900h",
        "nine hundred hours": "0900h",
        "twelve o'clock midnight": "1200a",
        "about five o'clock sharp": "0500?",
    },
    "phone": {
        "two oh two five five five oh one four three": "2025550143",
        "area code two one two five five five oh one double nine": "2125550199",
        "five five five oh one two three extension four two": "5550123x42",
    },
    "imei": {IMEI: "490154203237518", IMEI.replace("eight", "nine"): None, "four nine oh one": None},
    "repair_order": {
        "a b one two three four five six": "AB123456",
        "alpha bravo double one triple two three": "AB112223",
        "a as in alpha b as in boy one twenty three forty five oh": "AB123450",
        "a b one two three": None,
    },
    "code?pattern=roDDDD": {"r o four seven two nine": "RO4729", "romeo oscar forty seven twenty nine": "RO4729"},
    "code?pattern=LL-DD": {"a b dash one two": "AB12", "a b twelve": "AB12"},
    "serial": {
        "k l m u five two seven four": "KLMU5274",
        "v a d r thirty one oh seven": "VADR3107",
        "k o t seven four two": "KOT742",
        "o k seven seven four four": "OK7744",
        "four o four k l m": "404KLM",
        "o four two seven seven k": "04277K",
    },
    "spelling": {"h o w e l l": "HOWELL", "p i double t s": "PITTS", "m as in mike a r y": "MARY"},
    "spelling?plain=true": {"m a r y": "MARY", "mike a r y": None},
    "postcode": {"nine four one oh three": "94103", "zip code nine oh two one oh dash one two three four": "902101234"},
    "postcode?country=uk": {"s w one a one a a": "SW1A1AA", "m one one a e": "M11AE"},
}
CASES = [(name, words, value) for name, table in SAID.items() for words, value in table.items()]


@pytest.mark.parametrize(("name", "words", "value"), CASES)
def test_words_mean(name: str, words: str, value: Any) -> None:
    meanings = load(f"builtin:{name}").meanings(words)
    assert (meanings[0].value if meanings else None) == value


@pytest.mark.parametrize(
    ("name", "keys", "value"),
    [
        ("boolean", "1", True),
        ("boolean?y=7;n=9", "9", False),
        ("digits?length=3", "123", "123"),
        ("number", "12*5", "12.5"),
        ("currency", "12*50", "12.50"),
        ("date", "20260513", "20260513"),
        ("time", "1530", "1530h"),
        ("phone", "2025550143*12", "2025550143x12"),
        ("imei", "490154203237518", "490154203237518"),
        ("postcode", "94103", "94103"),
    ],
)
def test_keys_mean(name: str, keys: str, value: Any) -> None:
    assert load(f"builtin:{name}", mode="dtmf").meanings(keys)[0].value == value


def test_letters_of_a_code_are_pressed_on_the_keys_they_stand_on() -> None:
    keys = load("builtin:repair_order").dtmf()
    assert keys is not None
    assert {each.value for each in keys.meanings("22123456")} >= {"AA123456", "CB123456"}


def test_what_cannot_be_keyed_in_has_no_keys() -> None:
    assert load("builtin:serial").dtmf() is None
    assert load("builtin:spelling").dtmf() is None


WRONG = """nonsense digits?size=3 digits?length=abc digits?minlength=5;maxlength=2 digits?length boolean?y=1;n=1
boolean?y=12 code code?pattern=L+L postcode?country=xx city?table=none.csv digits?length=9999"""


@pytest.mark.parametrize("ref", WRONG.split())
def test_wrong_reference_says_what_can_be(ref: str) -> None:
    with pytest.raises(GrammarError) as refused:
        load(f"builtin:{ref}")
    assert refused.value.expected


def test_cities_come_from_a_table_and_follow_it(tmp_path: Path) -> None:
    table = tmp_path / "towns.csv"
    table.write_text("# name, value\nNew York,NYC\nSaint-Étienne\n", "utf-8")
    cities = load("builtin:city?table=towns.csv", folder=tmp_path)
    assert cities.meanings("i live in new york")[0].value == "NYC"
    assert cities.meanings("saint étienne")[0].value == "Saint-Étienne"
    table.write_text("Boston\n")
    assert load("builtin:city?table=towns.csv", folder=tmp_path).meanings("boston")


@pytest.mark.parametrize("words", ["forty seven two", "two hundred forty seven", "seven forty seven"])
def test_lost_digit_is_never_made_up_from_a_round_number(words: str) -> None:
    assert not load("builtin:digits?length=4").meanings(words)


@pytest.mark.parametrize("words", ["k o seven four two", "k oh seven four two", "four two seven o k"])
def test_an_o_between_a_letter_and_a_digit_is_in_doubt(words: str) -> None:
    first, second = load("builtin:serial?minlength=5").meanings(words)[:2]
    assert first.weight == second.weight < 0.6


@pytest.mark.parametrize("words", ["nine hundred seven", "eight hundred fifty five", "nineteen hundred five"])
def test_words_that_people_mean_either_way_are_in_doubt(words: str) -> None:
    assert load("builtin:digits").meanings(words)[0].weight < 0.6


DIGIT_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


@settings(deadline=None)
@given(st.text("0123456789", min_size=1, max_size=15))
def test_any_digits_said_one_by_one_come_first(digits: str) -> None:
    said = " ".join(DIGIT_WORDS[int(digit)] for digit in digits)
    assert load("builtin:digits").meanings(said)[0].value == digits
    assert load(f"builtin:digits?length={len(digits)}").expects(said).complete


@pytest.mark.parametrize("name", SAID)
def test_every_sentence_of_a_builtin_fits_it(name: str) -> None:
    grammar = load(f"builtin:{name}")
    assert all(grammar.expects(sentence).complete for sentence in grammar.sentences(60, seed=3))
