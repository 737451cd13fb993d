"""Prompts in a text message: values as they are written, no questions."""

from zoneinfo import ZoneInfo

import pytest

from ivr.dialog.instructions import Say
from ivr.languages import LANGUAGES
from ivr.prompts import load_catalogues
from ivr.prompts.written import Writer
from ivr.settings import PROJECT

CATALOGUES = load_catalogues(PROJECT / "audio", LANGUAGES, brand="Acme")
WRITE = Writer(CATALOGUES, "en")
ANSWER = (
    Say("stage_in_repair", {"model": "Nova 5", "since": "2026-11-17T23:30:00+00:00"}),
    Say("promised", {"promised": "2026-12-01"}),
    Say("cost", {"cost": {"amount": "84.50", "currency": "USD"}}),
    Say("ask_quote_answer"),
)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Nov 18, 2026.", "Dec 1, 2026.", "$84.50.")),
        ("fr", ("le 18 nov. 2026", "le 1 déc. 2026", "84,50\u00a0$US")),
        ("zh", ("2026年11月18日", "2026年12月1日", "US$84.50")),
    ],
)
def test_values_are_written_as_the_language_writes_them_in_the_callers_zone(language, words):
    text = WRITE(ANSWER, language, ZoneInfo("Europe/Paris"))
    assert all(word in text for word in words), text
    assert "1]" not in text


def test_digits_stand_together_and_spelled_letters_too():
    assert "12345678" in WRITE([Say("quote_approved", {"number": "12345678"})], "en")
    assert "IMEI" in WRITE([Say("imei_help")], "en")


def test_what_offers_keys_or_is_unknown_is_left_out():
    assert WRITE([Say("ask_quote_answer"), Say("no_such_prompt")], "en") == ""


def test_messages_are_never_recorded():
    assert not [stem for stem in CATALOGUES["en"].recordable() if stem.startswith("sms_")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_blank_ends_a_link_in_every_language(language):
    link = "https://acme.example/p/AAAAAAAAAAAAAAAAAAAAAA"
    text = WRITE([Say("sms_link", {"link": link}), Say("sms_stop")], language)
    assert f"{link} " in text
    assert text == text.strip()
