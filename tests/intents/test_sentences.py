from pathlib import Path

import pytest

from ivr.intents import IntentsUnavailable
from ivr.intents.sentences import Sentence, read


def written(folder: Path, text: str) -> Path:
    (folder / "agent.txt").write_text("@written\na person please\n")
    (folder / "repair.txt").write_text(text)
    return folder


def test_a_file_holds_the_sentences_of_a_topic(tmp_path: Path) -> None:
    folder = written(tmp_path, "# About.\n@heard\nis it ready\n\n@written\nmy repair to a person [agent]\n")
    assert read(folder) == [
        Sentence("a person please", "agent"),
        Sentence("is it ready", "repair", heard=True),
        Sentence("my repair to a person", "repair", "agent"),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("@said\n", "neither @heard nor @written"),
        ("is it ready [nobody]\n", "there is no topic nobody"),
        ("is it [agent] ready\n", "repair.txt:1"),
        ("[agent]\n", "repair.txt:1"),
    ],
)
def test_what_is_wrong_with_a_line_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(IntentsUnavailable, match=told.replace("[", r"\[")):
        read(written(tmp_path, text))


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (written(tmp_path, "") / "help.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(IntentsUnavailable, match="UTF-8"):
        read(tmp_path)


def test_a_folder_without_sentences_is_told(tmp_path: Path) -> None:
    with pytest.raises(IntentsUnavailable, match="no sentences"):
        read(tmp_path)
