"""Offline voices: as long and as loud as speech, quicker where asked, and a sentence where there is none."""

import numpy as np
import pytest

from ivr.languages import CHINESE, FRENCH
from ivr.offline_voice import NoVoice, offline_voice
from ivr.prompts import load_catalogue
from ivr.prompts.render import render
from ivr.settings import PROJECT
from ivr.speech.audio import read_wav
from ivr.speech.mulaw import samples_of, seconds_of

SAID = {
    "fr": ("Bienvenue au service clients. Quel est l'objet de votre appel ?", "Oui."),
    "cmn": ("欢迎致电客户服务热线，请问您想咨询什么？", "是。"),
}


@pytest.mark.parametrize("name", SAID)
def test_a_sentence_lasts_as_long_as_people_take_for_it(name):
    voice = offline_voice(name)
    long, short = (len(voice.speak(text, 1.0)) / voice.rate for text in SAID[name])
    assert 2.5 < long < 7
    assert 0.2 < short < 1.5


@pytest.mark.parametrize("name", SAID)
def test_a_slower_voice_takes_longer(name):
    voice = offline_voice(name)
    assert len(voice.speak(SAID[name][0], 0.7)) > 1.2 * len(voice.speak(SAID[name][0], 1.0))


def test_every_language_says_something_else():
    french, chinese = offline_voice("fr"), offline_voice("cmn")
    assert not np.array_equal(french.speak("12", 1.0), chinese.speak("12", 1.0))


def test_a_voice_that_is_not_there_is_named():
    with pytest.raises(NoVoice, match="no voice 'nobody'"):
        offline_voice("nobody")


@pytest.mark.parametrize("language", [FRENCH, CHINESE], ids=lambda language: language.code)
def test_recordings_are_telephone_sound_with_their_words(language, tmp_path):
    catalogue = load_catalogue(PROJECT / "audio" / language.code, language, brand="Acme")
    few = {"goodbye": catalogue.prompts["goodbye"]}
    voice = offline_voice(language.voice.offline)
    small = type(catalogue)(language, few, constants={"brand": "Acme"})
    assert set(render(small, tmp_path, voice.speak, voice.rate)) == {"goodbye", "goodbye.easy"}
    mulaw = read_wav(tmp_path / "goodbye.wav")
    assert 1 < seconds_of(mulaw) < 6
    assert 1000 < np.sqrt(np.mean(samples_of(mulaw).astype(float) ** 2)) < 8000
