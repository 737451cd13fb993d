"""Sentences with values are heard in the voice of the recordings, and travel in their own addresses."""

from datetime import UTC, datetime, timedelta
from functools import cache, partial

import pytest
from flask import Flask

from ivr.offline_voice import offline_voice
from ivr.prompts import Spoken
from ivr.prompts.riff import comment_of
from ivr.telephony.audio_files import audio_blueprint
from ivr.telephony.prompt_verbs import PromptVerbs
from ivr.telephony.sentences import LIFE_SECONDS, MAX_LETTERS, BadSentence, Sentences
from ivr.telephony.urls import Urls

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
WORDS = "Your Aurora 5, order 4 7 2 9, is being repaired."
SENTENCE = Spoken(WORDS, WORDS, code="en", language="en-US")


def host(secret="one secret", at=NOW, **voices):
    return Sentences(secret, lambda: at, voices or {"en": partial(cache(offline_voice), "hibari")})


@pytest.fixture(scope="module")
def sentences():
    return host()


@pytest.fixture
def asked(sentences):
    app = Flask("sound")
    app.register_blueprint(audio_blueprint({}, sentences))
    return lambda token: app.test_client().get(f"/audio/sentences/{token}.wav")


def test_a_sentence_is_spoken_with_its_words_in_it_and_kept_by_nobody(sentences, asked):
    answer = asked(sentences.token(SENTENCE))
    assert (answer.status_code, answer.mimetype) == (200, "audio/wav")
    assert comment_of(answer.data) == WORDS
    assert 2 < len(answer.data) / 16_000 < 8
    assert answer.headers["Cache-Control"] == "no-store"


def test_another_host_speaks_the_same_bytes(sentences):
    token = host().token(SENTENCE)
    assert token == sentences.token(SENTENCE)
    assert sentences.wav(token) == host().wav(token)


def test_an_address_does_not_tell_what_is_said(sentences):
    token = sentences.token(SENTENCE)
    assert "4729" not in token
    assert len({sentences.token(SENTENCE), sentences.token(Spoken(WORDS, WORDS, code="en", easy=True))}) == 2


@pytest.mark.parametrize("damage", [lambda token: token[:-4] + "AAAA", lambda token: "x", lambda token: token[8:]])
def test_a_forged_address_is_not_found(sentences, asked, damage):
    assert asked(damage(sentences.token(SENTENCE))).status_code == 404


def test_strangers_and_late_comers_hear_nothing(sentences):
    with pytest.raises(BadSentence, match="forged"):
        host("another secret").wav(sentences.token(SENTENCE))
    with pytest.raises(BadSentence, match="too old"):
        host(at=NOW + timedelta(seconds=LIFE_SECONDS + 1)).wav(sentences.token(SENTENCE))


def test_easy_mode_is_slower(sentences):
    easy = sentences.wav(sentences.token(Spoken(WORDS, WORDS, code="en", easy=True)))
    assert len(easy) > 1.2 * len(sentences.wav(sentences.token(SENTENCE)))


def test_prompts_without_a_voice_here_are_said_in_the_lines_own(sentences):
    verb = PromptVerbs(Urls("https://h.example", "wss://h.example/media"), sentences, "Polly.Amy")
    french = verb(Spoken("Bonjour", "Bonjour", code="fr", language="fr-FR"), "fr")
    assert (french.tag, french.get("voice"), french.get("language")) == ("Say", "Polly.Amy", "fr-FR")
    long = verb(Spoken("a" * (MAX_LETTERS + 1), "a", code="en", language="en-US"), "en")
    assert long.tag == "Say"
    english = verb(SENTENCE, "en")
    assert english.tag == "Play"
    assert english.text.startswith("https://h.example/audio/sentences/")
