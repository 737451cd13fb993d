"""`python -m ivr.prompts render` makes the recordings of every language that a region offers."""

import sys

import pytest

from ivr.offline_voice import NoVoice
from ivr.prompts import __main__ as command
from ivr.settings import PROJECT, Settings


@pytest.fixture
def render(monkeypatch):
    """Run the command for the examples of regions, on a machine with a voice for English only."""
    spoken = []

    def speak(language, settings):
        if language.code != "en":
            raise NoVoice("there is no voice for it here")
        spoken.append(language.code)

    regions = PROJECT / "regions" / "examples"
    monkeypatch.setattr(command, "load", lambda: Settings(_env_file=None, regions=regions))
    monkeypatch.setattr(command, "_render", speak)

    def run(*named):
        monkeypatch.setattr(sys, "argv", ["prompts", "render", *named])
        return command.main(), spoken

    return run


def test_all_languages_of_the_regions_are_tried_and_one_without_a_voice_is_the_lines(render, capsys):
    assert render() == (0, ["en"])
    told = capsys.readouterr()
    assert [line.partition(":")[0] for line in told.err.splitlines()] == ["fr", "zh"]
    assert "fr: without recordings the line's own voice speaks" in told.out


def test_a_language_that_is_named_must_have_a_voice(render):
    assert render("fr") == (1, [])


def test_a_language_that_is_not_there_is_one_sentence(render, capsys):
    with pytest.raises(SystemExit) as ended:
        render("tlh")
    assert ended.value.code == 2
    assert "there is no language 'tlh'; there are en, fr, zh" in capsys.readouterr().err
