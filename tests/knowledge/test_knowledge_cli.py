import io
import json
from pathlib import Path

import pytest

from ivr.knowledge.cli import main
from ivr.storage import Database
from tests.knowledge.conftest import ARTICLES


@pytest.fixture
def run(keyring, sqlite_url, tmp_path, monkeypatch, capsys):
    """Run a command; return its exit status, and what it wrote to both."""

    def run(*words, typed=b""):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed)))
        status = main([str(word) for word in words], lambda: Database(sqlite_url, keyring))
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


@pytest.fixture
def file(tmp_path) -> Path:
    rows = "".join(f'{id_},{language},{title},"{text}"\n' for id_, language, title, text in ARTICLES)
    (tmp_path / "a.csv").write_text(f"id,language,title,text\n{rows}")
    return tmp_path / "a.csv"


def test_import_then_search(run, file):
    assert run("import", file)[:2] == (0, "10 new, 0 changed, 0 the same, 0 left out\n")
    typed = b"how do i take a picture of my screen\n\nwho won the match\n" + b"\xff\xfe\n"
    status, out, _ = run("search", "-", typed=typed)
    answers = [json.loads(line) for line in out.splitlines()]
    assert (status, [answer["decision"] for answer in answers]) == (0, ["answer", "unsure", "unsure", "unsure"])
    assert [list(answer) for answer in answers] == [["words", "decision", "articles"]] * 4
    assert answers[0]["articles"][0]["id"] == "1"
    assert list(answers[0]["articles"][0]) == ["id", "title", "score"]
    assert answers[1]["articles"] == []


def test_search_in_a_language(run, file):
    run("import", file)
    found = json.loads(run("search", "comment faire une capture", "--language", "fr")[1])
    assert [each["title"] for each in found["articles"]] == ["Faire une capture d'écran"]


def test_bad_rows_are_told_and_the_status_is_1(run, tmp_path):
    (tmp_path / "a.csv").write_text("id,language,title,text\n1,en,,\n2,en,A,B.\n")
    status, out, err = run("import", tmp_path / "a.csv")
    assert (status, out) == (1, "1 new, 0 changed, 0 the same, 1 left out\n")
    assert "line 2: title: give 1 to 255 characters; text: give 1 to 1000000 characters" in err


def test_a_missing_file_is_an_error_in_a_sentence(run, tmp_path):
    status, _, err = run("import", tmp_path / "no.csv")
    assert (status, err.startswith("error: ")) == (2, True)
    assert "not there" in err
