import pytest

from ivr.dialog.instructions import Say
from ivr.languages import ENGLISH, LANGUAGES
from ivr.prompts import load_catalogue, load_catalogues
from ivr.prompts.riff import write_wav
from ivr.prompts.template import BadTemplate

PROMPTS = """
welcome: Welcome to {brand}.
menu:
  text: Say "repair" or press [1].
  easy: For a repair, press [1]. For an agent, press [0].
  keys: Press [1].
number: I have {value:digits}.
"""


@pytest.fixture
def folder(tmp_path):
    english = tmp_path / "en"
    (english / "recordings").mkdir(parents=True)
    (english / "common.yaml").write_text(PROMPTS)
    return english


def spoken(folder, say):
    return load_catalogue(folder, ENGLISH, brand="Acme").spoken(say)


def test_values_are_filled_in(folder):
    assert spoken(folder, Say("number", {"value": "4729"})).text == "I have 4 7, 2 9."


def test_the_brand_is_a_setting(folder):
    assert spoken(folder, Say("welcome")).text == "Welcome to Acme."


def test_each_call_hears_the_wording_that_fits(folder):
    assert spoken(folder, Say("menu")).text == "Say repair or press 1."
    assert spoken(folder, Say("menu", keypad=True, easy=True)).text == "Press 1."
    assert spoken(folder, Say("number", {"value": "4"}, easy=True)).text == "I have 4."


def test_easy_mode_is_slow_loud_and_one_sentence_at_a_time(folder):
    assert spoken(folder, Say("menu", easy=True)).ssml == (
        '<prosody rate="slow" volume="loud">For a repair, press 1.<break time="700ms"/>For an agent, press 0.</prosody>'
    )


def test_values_cannot_bring_markup(folder):
    (folder / "common.yaml").write_text("name: Hello {name}.")
    assert spoken(folder, Say("name", {"name": "<Hangup/>"})).ssml == "Hello &lt;Hangup/&gt;."


def test_a_recording_of_the_same_words_is_played(folder):
    (folder / "recordings" / "menu.keys.wav").write_bytes(write_wav(b"\0\0", "Press 1."))
    recording = spoken(folder, Say("menu", keypad=True)).recording
    assert recording is not None
    assert recording.path.name == "menu.keys.wav"


def test_a_recording_of_older_words_is_not(folder):
    (folder / "recordings" / "menu.keys.wav").write_bytes(write_wav(b"\0\0", "Press 2."))
    assert spoken(folder, Say("menu", keypad=True)).recording is None


def test_a_prompt_with_values_is_not_recorded(folder):
    recordable = load_catalogue(folder, ENGLISH, brand="Acme").recordable()
    assert not any(stem.startswith("number") for stem in recordable)


def test_every_wording_is_recorded_once_more_for_easy_mode(folder):
    recordable = load_catalogue(folder, ENGLISH, brand="Acme").recordable()
    assert {stem for stem in recordable if stem.startswith("menu")} == {
        "menu",
        "menu.easy",
        "menu.keys",
        "menu.keys.easy",
    }
    assert recordable["welcome.easy"] == recordable["welcome"]


def test_each_language_has_its_folder(folder):
    assert load_catalogues(folder.parent, LANGUAGES, brand="Acme").keys() == {"en"}


def test_the_files_of_a_language_are_one_catalogue(folder):
    (folder / "repair.yaml").write_text("told: It is ready.")
    assert spoken(folder, Say("told")).text == "It is ready."
    assert spoken(folder, Say("menu", keypad=True)).text == "Press 1."


def test_a_prompt_whose_name_stands_twice_is_refused_with_both_places(folder):
    (folder / "repair.yaml").write_text("told: It is ready.\nwelcome: Hello.")
    with pytest.raises(BadTemplate, match=r"en/repair.yaml, line 2: the prompt welcome stands in .*, line \d+ too"):
        load_catalogue(folder, ENGLISH, brand="Acme")


@pytest.mark.parametrize(
    "text",
    ["bad: Press 1.", "bad: {easy: Hello.}", "bad: '{when:never}'", "bad: 3", "bad: {a: {", "bad: ''", "bad: {text: }"],
)
def test_a_bad_prompt_is_named(folder, text):
    (folder / "common.yaml").write_text(text)
    with pytest.raises(BadTemplate, match="bad"):
        load_catalogue(folder, ENGLISH, brand="Acme")
