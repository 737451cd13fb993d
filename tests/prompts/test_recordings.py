import wave
from io import BytesIO

import numpy as np
import pytest

from ivr.languages import ENGLISH
from ivr.prompts import load_catalogue
from ivr.prompts.recordings import recordings_folder
from ivr.prompts.render import render
from ivr.prompts.riff import comment_of, write_wav


def hum(text, speed):
    """A voice that is not one: 24 kHz, as long as the text."""
    return np.sin(np.arange(len(text) * 2400, dtype=np.float32) / speed).astype(np.float32)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "common.yaml").write_text("hello: Hello.\nnumber: I have {value:digits}.")
    return tmp_path


def rendered(folder):
    return list(render(load_catalogue(folder, ENGLISH, brand="Acme"), folder / "recordings", hum, 24000))


def test_a_recording_is_8_khz_and_carries_its_words(folder):
    assert rendered(folder) == ["hello", "hello.easy"]
    wav = (folder / "recordings" / "hello.wav").read_bytes()
    assert comment_of(wav) == "Hello."
    with wave.open(BytesIO(wav)) as sound:
        assert (sound.getframerate(), sound.getsampwidth(), sound.getnchannels()) == (8000, 2, 1)
        assert sound.getnframes() == len("Hello.") * 800


def test_easy_mode_pauses_between_sentences(folder):
    (folder / "common.yaml").write_text("hello: Hi. Hi.")
    rendered(folder)
    with wave.open(str(folder / "recordings" / "hello.easy.wav")) as sound:
        assert sound.getnframes() == pytest.approx(8000 * (0.3 + 0.7 + 0.3), abs=9)


def test_only_changed_texts_are_recorded_again(folder):
    rendered(folder)
    assert rendered(folder) == []
    (folder / "common.yaml").write_text("hello: Hi.")
    assert rendered(folder) == ["hello", "hello.easy"]


def test_a_recording_of_no_prompt_is_removed(folder):
    rendered(folder)
    (folder / "common.yaml").write_text("bye: Goodbye.")
    assert rendered(folder) == ["hello", "hello.easy", "bye", "bye.easy"]
    assert not (folder / "recordings" / "hello.wav").exists()


def test_words_survive_in_any_language():
    assert comment_of(write_wav(b"\0\0\0", "您好, ça va?")) == "您好, ça va?"


def test_a_file_without_words_has_none():
    assert comment_of(b"RIFF\0\0\0\0WAVE") == ""


def test_each_brand_has_its_own_recordings_for_two_hotlines_may_share_a_checkout(tmp_path):
    folders = {recordings_folder(tmp_path, brand) for brand in ("Acme", "Globex", "GLOBEX", "Café", "小米", "../..")}
    assert len(folders) == 6
    assert all(folder.is_relative_to(tmp_path / "recordings") and ".." not in folder.parts for folder in folders)
