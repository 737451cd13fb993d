"""The opening is heard whole before a word is kept: who chooses another language by key hears it in that language."""

import pytest

from tests.line import Office, line_settings


@pytest.fixture
def line(sqlite_database, clock, tmp_path):
    (tmp_path / "here.yaml").write_text("languages: [en, fr]\ntimezone: UTC\ncountry: US\n")
    return Office(sqlite_database, line_settings(regions=tmp_path), clock, hears=True).line()


def test_a_language_chosen_while_the_notice_plays_brings_the_notice_in_it(line):
    line.rings().presses("8").hears("Ce que vous dites")
    assert not line.call.state["keypad_only"]


def test_another_key_while_the_notice_plays_means_keys_only(line):
    line.rings().presses("1")
    assert line.call.state["keypad_only"]
