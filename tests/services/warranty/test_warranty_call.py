"""Callers hear about their warranty by keys and by voice, and which countries it counts in."""

import re

import phonenumbers
import pytest

from ivr.languages import LANGUAGES
from ivr.settings import PROJECT
from ivr.speech.grammar import load
from tests.callflow.hotline_caller import HotlineCaller
from tests.callflow.shop import IMEI, SERIAL_BY_KEYS, warranty

TOLD = (
    "The warranty of your Aurora 5 began on January 31, 2026, and ends on January 31, 2028. "
    "It has screen protection. That has been active since January 31, 2026, and ends on January 31, 2028."
)

BY_CALLING_CODE = {"AC", "AX", "BL", "BQ", "CC", "IO", "MF", "NF", "SJ", "SX", "TA", "TK"}
"""Small islands, which callers give by their calling code or by the country they belong to."""

EXTENSION = {
    "can": "yes",
    "months": 12,
    "price": {"amount": "49.00", "currency": "USD"},
    "until": "2027-01-31",
    "where": "centre",
}


@pytest.fixture
def by_keys():
    return HotlineCaller().presses("9").presses("2")


def test_the_whole_warranty_by_keys_only(by_keys):
    by_keys.presses(IMEI)
    assert TOLD in by_keys.heard
    assert "battery replacement. That began on January 31, 2026, would end on" in by_keys.heard
    by_keys.presses("82#")
    assert "Your warranty counts in South Korea." in by_keys.heard
    assert by_keys.presses("2").is_hung_up()


def test_the_whole_warranty_by_voice(caller):
    caller.says("is my phone under warranty")
    caller.says("four nine zero one five four two zero three two three seven five one eight")
    assert TOLD in caller.heard
    assert "Your warranty doesn't count in France." in caller.says("france").heard
    assert caller.hears("country_not_covered", "ways", "topic_fault")
    assert caller.says("no thanks").says("no thanks").is_hung_up()


def test_whose_warranty_is_over_is_led_on(by_keys):
    by_keys.shop.sources["warranties"] = lambda using: {**warranty(), "is_over": True}
    by_keys.presses(IMEI)
    assert "Your Aurora 5 is no longer under warranty: that ended on January 31, 2028." in by_keys.heard
    assert "A phone that does not work. Press 1. Sending in a phone. Press 2. A service centre." in by_keys.heard
    assert by_keys.presses("2").is_asked("send_imei")


@pytest.mark.parametrize(
    ("extension", "told"),
    [
        ({}, "You can extend it by 12 months for 49 US dollars. You can do that at a service centre until January 31,"),
        ({"where": "both"}, "You can do that at a centre or in our online shop until January 31, 2027."),
        ({"can": "late"}, "It could be extended until January 31, 2027 only."),
        ({"can": "no"}, "It can't be extended."),
    ],
)
def test_whether_the_warranty_can_be_extended_is_told(by_keys, extension, told):
    by_keys.shop.sources["care_extensions"] = lambda using: EXTENSION | extension
    by_keys.presses(IMEI)
    assert told in by_keys.heard
    assert by_keys.hears("ask_country")


def test_a_warranty_that_is_extended_is_not_offered_it_again(by_keys):
    by_keys.shop.sources["care_extensions"] = lambda using: EXTENSION | {"can": "has"}
    assert "extend" not in by_keys.presses(IMEI).heard


def test_a_serial_number_is_typed_by_the_keys_of_its_letters(by_keys):
    assert TOLD in by_keys.presses(f"{SERIAL_BY_KEYS}#").heard


def test_a_serial_number_is_spelled(caller):
    caller.says("warranty").says("r five c t four zero w k two x", unclearly=True)
    assert "I have R 5 C, T 4 0, W K 2 X." in caller.heard
    assert TOLD in caller.says("yes").heard


def test_an_unknown_device_is_asked_for_again(by_keys):
    by_keys.presses("490154203237526")
    assert by_keys.hears("warranty_not_found", "ask_device")


def test_a_name_of_two_countries_is_asked_back(caller):
    caller.says("warranty").presses(IMEI).says("korea")
    assert "For South Korea, say one or press 1. For North Korea, say two or press 2." in caller.heard
    assert "Your warranty doesn't count in North Korea." in caller.says("the second one").heard


def test_a_calling_code_of_several_countries_is_asked_back(by_keys):
    by_keys.presses(IMEI).presses("7#")
    assert "For Russia, press 1. For Kazakhstan, press 2. For another country, press 4." in by_keys.heard
    assert by_keys.presses("4").is_asked("country")


def test_a_calling_code_of_no_country_is_asked_again(by_keys):
    by_keys.presses(IMEI).presses("999#")
    assert by_keys.hears("no_such_country", "ask_country")


def test_who_needs_no_country_goes_on(by_keys):
    assert by_keys.presses(IMEI).presses("2#").hears("anything_else")


def test_who_names_no_country_goes_on(by_keys):
    by_keys.presses(IMEI).is_silent().is_silent()
    assert by_keys.hears("anything_else")


@pytest.mark.parametrize(
    ("language", "words", "countries"),
    [
        ("en", "algeria", "DZ"),
        ("en", "ivory coast", "CI"),
        ("en", "guinea", "GN GQ GW"),
        ("en", "sudan", "SD SS"),
        ("fr", "en algérie", "DZ"),
        ("fr", "côte d'ivoire", "CI"),
        ("fr", "guinée", "GN GQ GW"),
        ("fr", "en guinée équatoriale", "GQ"),
        ("fr", "au venezuela", "VE"),
        ("fr", "aux îles vierges", "VG VI"),
        ("zh", "去 柬埔寨", "KH"),
        ("zh", "赤道几内亚", "GQ"),
        ("zh", "圣马丁", "MF SX"),
        ("zh", "苏丹", "SD SS"),
    ],
)
def test_countries_are_known_by_their_names_in_each_language(language, words, countries):
    grammar = load("country", folder=PROJECT / "grammars" / language, language=LANGUAGES[language])
    assert [meaning.value for meaning in grammar.meanings(words)] == [countries]


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_every_country_but_small_islands_has_a_name(language):
    text = (PROJECT / "grammars" / language / "warranty" / "country.gram").read_text("utf-8")
    named = {code for codes in re.findall(r'out = "([A-Z ]+)"', text) for code in codes.split()}
    assert set(phonenumbers.SUPPORTED_REGIONS) - named <= BY_CALLING_CODE
