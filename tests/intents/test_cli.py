import io
import json
from pathlib import Path

import pytest

from ivr.intents import store
from ivr.intents.cli import main
from ivr.intents.encoder import encoder
from ivr.intents.sentences import Sentence
from ivr.intents.training import train


@pytest.fixture
def model(few: list[Sentence], tmp_path: Path) -> str:
    store.save(train(few, encoder()), tmp_path / "en-1.npz")
    return str(tmp_path / "en-1.npz")


def typed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_each_line_is_answered_with_a_line(
    model: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, b"is it ready\n\n" + b"my repair " * 1000 + b"\n\xff\xfe\nrepair 4 7 2 9 1 6")
    assert main(["understand", "-", "--model", model]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [set(answer) for answer in answers] == [{"words", "decision", "topics", "slots"}] * 5
    assert (answers[1]["decision"], answers[1]["topics"]) == ("refuse", [])
    assert answers[4]["slots"] == {"number": "472916"}
    assert set(answers[4]["topics"][0]) == {"topic", "probability", "labels"}


def test_a_report_counts_by_label(model: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "said.csv").write_text("id,text,label,second_label\n1,repair,repair,\n2,warranty,repair,centre\n")
    assert main(["report", str(tmp_path / "said.csv"), "--model", model, "--against", model]) == 0
    told = capsys.readouterr().out
    assert "repair" in told
    assert "50.0%" in told
    assert "0 of 2 rows changed" in told


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"text,topic\n1,2\n", "no column label"), (b"\xff\xff", "CSV file"), (b"", "no column label")],
)
def test_a_wrong_file_gets_one_sentence(
    content: bytes, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.csv").write_bytes(content)
    assert main(["report", str(tmp_path / "bad.csv")]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["report", "nowhere.csv"],
        ["understand", "hi", "--model", "nowhere.npz"],
        ["understand", "hi", "--language", "xx"],
        ["understand", "hi", "--grammars", "nowhere"],
        ["train", "--grammars", "nowhere"],
    ],
)
def test_what_is_missing_is_told_with_status_2(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith("error: ")
