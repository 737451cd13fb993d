"""Settings mean what people meant, or say what to write instead."""

import os

import pytest

import ivr.settings
from ivr.settings import BadSettings, Settings, _open_to_others, load

KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="


def agents(written, region="US"):
    return Settings(_env_file=None, agent_numbers=written, region=region).agent_numbers


@pytest.mark.parametrize("written", ["+1 (202) 555-0110", "202-555-0110", "+12025550110", " 2025550110, "])
def test_an_agents_number_may_be_written_in_any_notation(written):
    assert agents(written) == "+12025550110"


def test_a_national_number_is_of_the_hotlines_region():
    assert agents("01 23 45 67 89, client:alice", region="FR") == "+33123456789,client:alice"


@pytest.mark.parametrize("written", ["12", "call me", "+12025550110; +12025550111"])
def test_an_agents_number_that_is_none_is_told(written):
    with pytest.raises(ValueError, match="write it as"):
        agents(written)


@pytest.fixture
def told(tmp_path, monkeypatch):
    """What is said of settings, in the environment and in the file; "" when they are taken."""

    def told(file="", **given):
        (tmp_path / "hotline.env").write_text(file)
        (tmp_path / "hotline.env").chmod(0o600)
        for name in [name for name in os.environ if name.startswith("IVR_")]:
            monkeypatch.delenv(name)
        for name, value in ({"data": str(tmp_path)} | given).items():
            monkeypatch.setenv(f"IVR_{name.upper()}", value)
        load.cache_clear()
        try:
            load()
        except BadSettings as bad:
            return str(bad)
        finally:
            load.cache_clear()
        return ""

    return told


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("model_path", "/nowhere", "there is no Vosk model in '/nowhere'"),
        ("transcript_model_path", "/tmp", "there is no Vosk model"),
        ("regions", "/nowhere", "there is no folder"),
        ("web_port", "http", "write digits only"),
        ("web_port", "8,000", "write digits only"),
        ("web_port", "70000", "less than or equal to 65535"),
        ("web_workers", "0", "greater than or equal to 1"),
        ("decoders", "-1", "greater than or equal to 0"),
        ("web_port", "8001", "IVR_MEDIA_PORT are both 8001"),
        ("host", "http://here", "no address to bind to"),
        ("host", "999.1.1.1", "no address to bind to"),
        ("public_url", "hotline.example.com", "write one such as https://"),
        ("public_url", "https://hotline example.com", "no URL"),
        ("public_url", "https://hotline.example.com?x=1", "leave it out"),
        ("public_url", "https://hotline.example.com:99999", "no URL"),
        ("media_url", "https://hotline.example.com/media", "write one such as wss://"),
        ("look_up_url", "ftp://shop.example.com", "write one such as https://"),
        ("database_url", "hotline.sqlite3", "no URL of a database"),
        ("database_url", "mysql://u:secret@h/db", "write sqlite"),
        ("timezone", "Paris", "there is no time zone"),
        ("region", "USA", "there is no country"),
        ("log_level", "loud", "write one of DEBUG"),
        ("speech", "maybe", "write true or false"),
        ("env", "prod", "'development' or 'production'"),
        ("encryption_keys", "short", "make one with"),
        ("index_key", "short", "make one with"),
        ("twilio_account_sid", "SK123", "no account SID"),
        ("web_prot", "8000", "did you mean IVR_WEB_PORT?"),
        ("environment", "production", "there is no setting IVR_ENVIRONMENT"),
        ("public_url", "https://hotline.example.com", "set IVR_ENV=production"),
        ("brand", "x" * 5000, "at most 60 letters"),
        ("brand", "{brand}", "without brackets"),
        ("brand", "...", "can't be said"),
        ("brand", '"Acme"', "its quotes would be part of it"),
        ("brand", "Ac\nme", "write it in one line"),
        ("look_up_token", "to\x07ken", "control character"),
        ("look_up_token", "日本", "no header of a request"),
        ("voice", "Polly Joanna", "no voice of Twilio"),
        ("timezone", "x" * 5000, f"{'x' * 60}...'; write"),
        ("model_path", "x" * 5000, "there is no Vosk model"),
        ("regions", "x" * 5000, "there is no folder"),
        ("web_port", "9" * 400, "999..."),
        ("host", "x" * 5000, "no address to bind to"),
        ("proxies", "99", "less than or equal to 16"),
        ("sms_a_day", "9" * 12, "less than or equal to 1000000"),
        ("encryption_keys", ",,", "make one with"),
        ("index_key", f"{KEY},{KEY}", "it is one key"),
        ("database_url", "sqlite://", "names no file"),
        ("database_url", "sqlite:////nowhere/hotline.sqlite3", "there is no folder '/nowhere'"),
        ("map_url", "https://maps.example.com", "{latitude} and {longitude}"),
        ("map_url", "https://maps.example.com/{latitude}/{longitude}/{zoom}", "no map"),
        ("smtp_url", "http://user:secret@mail.example.com", "no mail server"),
        ("smtp_url", "smtps:user:secret", "no mail server"),
        ("mail_from", "hotline", "no mail address"),
        ("alert_url", "chat.example.com", "write one such as https://"),
    ],
)
def test_a_mistake_is_one_sentence_that_says_what_to_write(told, name, value, sentence):
    said = told(**{name: value})
    assert sentence in said
    assert f"IVR_{name.upper()}" in said
    assert "\n" not in said
    assert "secret" not in said
    assert len(said) < 250


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("env", " Development "),
        ("timezone", "europe/paris"),
        ("timezone", "America/New York"),
        ("region", "fr"),
        ("log_level", "debug"),
        ("speech", "off"),
        ("speech", "YES"),
        ("web_port", " 8000 "),
        ("web_port", ""),
        ("model_path", ""),
        ("public_url", "http://127.0.0.1:8000/"),
        ("database_url", "postgres://user@host/name"),
        ("regions", "  "),
        ("brand", "AT&T"),
        ("brand", "L'Oréal"),
        ("language", "EN"),
        ("map_url", "none"),
        ("alert_url", "https://chat.example.com/hook?key=1"),
        ("smtp_url", "smtps://user:secret@mail.example.com:465"),
    ],
)
def test_what_people_write_is_taken(told, name, value):
    assert told(**{name: value}) == ""


def test_a_line_of_the_file_that_sets_nothing_is_told(told):
    assert "line 2: write NAME=value" in told("# settings\nIVR_ENV production\n")


SAFE = {
    "env": "production",
    "brand": "Aurora",
    "encryption_keys": KEY,
    "index_key": KEY,
    "secret_key": "kJ3v9xQpR7sT2wYzAbCd",
    "twilio_auth_token": "0123456789abcdef0123456789abcdef",
    "public_url": "https://hotline.example.com",
    "media_url": "wss://hotline.example.com/media",
}


def test_safe_settings_are_taken_in_production(told):
    assert told(**SAFE) == ""


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("secret_key", "a", "it can be guessed"),
        ("secret_key", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "it can be guessed"),
        ("twilio_auth_token", "a", "no auth token"),
        ("public_url", "http://hotline.example.com", "without encryption"),
        ("media_url", "ws://hotline.example.com/media", "without encryption"),
        ("brand", "", "callers would hear the made-up name Acme; write yours"),
    ],
)
def test_what_is_unsafe_is_refused_in_production(told, name, value, sentence):
    said = told(**SAFE | {name: value})
    assert (sentence in said, f"IVR_{name.upper()}" in said, "\n" in said) == (True, True, False)


def test_a_look_up_without_a_token_is_refused_in_production(told):
    assert "IVR_LOOK_UP_TOKEN" in told(**SAFE, look_up_url="https://shop.example.com")


def test_without_the_files_of_a_checkout_one_sentence_says_how_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(ivr.settings, "PROJECT", tmp_path)
    load.cache_clear()
    with pytest.raises(BadSettings, match=r"holds no grammars: run from a checkout that `pip install -e"):
        load()


def test_keys_that_others_can_read_are_refused_in_production(tmp_path, told):
    told(**SAFE)
    file = tmp_path / "hotline.env"
    file.chmod(0o644)
    assert _open_to_others(file) == [f"{file} holds keys and others can read it: chmod 600 {file}"]
