"""`lint` and `understand`, as somebody with a grammar and a shell uses them."""

import io
import json
from pathlib import Path

import pytest

from ivr.languages import ENGLISH
from ivr.speech.cli import main
from ivr.speech.grammar.lint import lint

HEAD = "#ABNF 1.0;\nlanguage en;\nroot $a;\ntag-format <semantics/1.0-literals>;\n"


@pytest.fixture
def menu(tmp_path: Path) -> Path:
    path = tmp_path / "menu.gram"
    path.write_text(HEAD + "$a = repair {repair} | opening hours {hours};\n")
    return path


def test_a_grammar_that_parses(menu, capfd):
    assert main(["lint", "--syntax", str(menu)]) == 0
    assert capfd.readouterr().out == ""


def test_a_grammar_that_does_not_parse_says_where(menu, capfd):
    menu.write_text(HEAD + "$a = repair\n  | ;\n")
    assert main(["lint", "--syntax", str(menu)]) == 1
    assert capfd.readouterr().out.startswith(f"{menu}:6:5: error: Found ';'")


def test_findings_as_json(menu, capfd):
    menu.write_text(HEAD + "$a = $b;\n")
    assert main(["lint", str(menu), "--syntax", "--json"]) == 1
    (finding,) = json.loads(capfd.readouterr().out)
    assert (finding["kind"], finding["line"], finding["column"]) == ("error", 5, 6)


def test_what_a_grammar_refers_to_may_be_elsewhere(menu, capfd):
    menu.write_text(HEAD + "$a = $<no.gram>; $b = $<http://example.com/x.gram>;\n")
    assert main(["lint", "--syntax", str(menu)]) == 0
    first, second = capfd.readouterr().out.splitlines()
    assert f"{menu}:5:6: absent: There is no grammar 'no.gram'" in first
    assert "would be fetched" in second


def test_a_file_that_is_not_there(tmp_path, capfd):
    assert main(["lint", "--syntax", str(tmp_path / "none.gram")]) == 2
    assert "is not there" in capfd.readouterr().err


def test_a_folder_against_the_model(model, menu, tmp_path, capfd):
    menu.write_text(HEAD + "$a = repair {r} | colourise {c};\n")
    for name in ("menu", "other"):
        (tmp_path / f"{name}.dtmf.gram").write_text("#ABNF 1.0;\nmode dtmf;\nroot $a;\n$a = 2 {r};\n")
    (tmp_path / "other.gram").write_text(HEAD + "$a = help {r};\n")
    offers = tmp_path / "offers.csv"
    offers.write_text("grammar,sentence\nmenu,repair\nmenu,sales\n")
    assert main(["lint", str(tmp_path), "--offered", str(offers), "--together", "menu,other"]) == 1
    found = capfd.readouterr().out
    assert "word: The model does not know 'colourise', so nobody can say it. The model has col" in found
    assert "menu: prompt: A prompt offers 'sales', which is not taken" in found
    assert "menu: keys: Key 2 means something in other too" in found


def test_options_that_sound_alike_are_heard_so(model, menu, capfd):
    menu.write_text(HEAD + "$a = pair {pair} | pear {pear} | tomorrow morning {tomorrow};\n")
    assert main(["lint", str(menu), "--sounds", "--json"]) == 1
    sounds = [each["problem"] for each in json.loads(capfd.readouterr().out) if each["kind"] == "sounds"]
    assert sounds == ["'pear' (pear) was heard as pair, 2 of 2 times"]


def test_the_confusion_table_counts_what_was_heard(menu):
    findings = lint(menu, ENGLISH, lambda word: True, hear=lambda grammar: lambda said: "repair")
    assert [str(each) for each in findings] == [
        f"{menu}: sounds: 'opening hours' (hours) was heard as repair, 2 of 2 times. Use other words."
    ]


def test_what_words_mean(menu, capfd):
    assert main(["understand", "Opening hours!", "--grammar", str(menu)]) == 0
    answer = json.loads(capfd.readouterr().out)
    assert (answer["taken"], answer["meanings"][0]["value"]) == (True, "hours")


def test_many_lines_of_words(menu, capfd, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("repair\nsales\n"))
    assert main(["understand", "-", "--grammar", str(menu)]) == 1
    assert [json.loads(line)["taken"] for line in capfd.readouterr().out.splitlines()] == [True, False]


def test_keys_mean_something_too(capfd):
    assert main(["understand", "42", "--grammar", "builtin:digits?length=2", "--keys"]) == 0
    assert json.loads(capfd.readouterr().out)["meanings"][0]["value"] == "42"


def test_a_grammar_of_another_language_is_one_finding_and_not_one_a_word(menu):
    menu.write_text(menu.read_text().replace("language en", "language fr-CA"))
    [finding] = lint(menu, ENGLISH, lambda word: word == "[unk]", model_words=["repair"])
    assert (finding.kind, finding.problem) == ("language", "The grammar declares 'fr', the model hears 'en'")
    assert "--language fr" in str(finding)


def test_the_language_is_what_the_grammars_declare(menu, capfd, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for declared in ("fr", "zh-CN"):
        menu.write_text(menu.read_text().replace("language en", f"language {declared}"))
        assert main(["lint", str(menu)]) == 2
        assert f"python -m ivr.speech fetch {declared[:2]}" in capfd.readouterr().err
        menu.write_text(HEAD + "$a = repair;\n")


def test_each_language_of_a_folder_is_linted_for_itself(menu, capfd, tmp_path):
    for code in ("en", "fr"):
        (tmp_path / code).mkdir()
        (tmp_path / code / "menu.gram").write_text(menu.read_text().replace("language en", f"language {code}"))
    menu.unlink()
    (tmp_path / "fr" / "menu.gram").open("a").write("$b = ;")
    assert main(["lint", "--syntax", str(tmp_path)]) == 1
    [line] = capfd.readouterr().out.splitlines()
    assert line.startswith(str(tmp_path / "fr"))
