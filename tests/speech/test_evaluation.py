import json
import subprocess
import sys
import wave
from dataclasses import replace

import numpy as np
import pytest

from ivr.settings import PROJECT
from ivr.speech.cli import main
from ivr.speech.confidence import FILE, Model
from ivr.speech.confidence.evidence import Evidence
from ivr.speech.confidence.fitting.logistic import fit, fit_signed, probabilities
from ivr.speech.confidence.fitting.sounds import junk
from ivr.speech.confidence.probability import DOUBT
from ivr.speech.evaluation.comparison import changes
from ivr.speech.evaluation.manifest import Clip, ManifestError, read_manifest
from ivr.speech.evaluation.outcome import Result, outcome_of, word_errors
from ivr.speech.mulaw import samples_of
from ivr.speech.recognition import Recognition


def clip(expected):
    return Clip(PROJECT / "clip.wav", "menu", expected)


def result(outcome):
    return Result("clip.wav", "menu", "status", outcome)


@pytest.fixture
def manifest(tmp_path, say, grammars):
    """Two sentences and a noise under the menu of these tests."""
    sounds = {"status": say("repair status"), "hours": say("opening hours"), "": junk(1)}
    lines = ["audio,grammar,expected,text"]
    for number, (expected, mulaw) in enumerate(sounds.items()):
        with wave.open(str(tmp_path / f"{number}.wav"), "wb") as file:
            file.setparams((1, 2, 8000, 0, "NONE", ""))
            file.writeframes(samples_of(mulaw).tobytes())
        lines.append(f"{number}.wav,menu,{expected},{'repair status' if number == 0 else ''}")
    path = tmp_path / "manifest.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.mark.parametrize(
    ("expected", "interpretation", "decision", "outcome"),
    [
        ("status", "status", "accept", "correct_accept"),
        ("status", "status", "confirm", "confirm"),
        ("status", "hours", "accept", "false_accept"),
        ("status", "hours", "confirm", "wrong_confirm"),
        ("status", "status", "reject", "false_reject"),
        ("", "status", "accept", "false_accept"),
        ("", None, "reject", "correct_reject"),
    ],
)
def test_what_a_decision_is_worth(expected, interpretation, decision, outcome):
    assert outcome_of(clip(expected), interpretation, decision) == outcome


@pytest.mark.parametrize(
    ("expected", "interpretation"),
    [("true", True), ("0123", "0123"), ("42", 42), ("42", "42"), ('{"size": 2}', {"size": 2}), ("AB 1", "ab 1")],
)
def test_expectations_are_json_or_text(expected, interpretation):
    assert clip(expected).wants(interpretation)


def test_word_errors_are_words_to_change_add_or_leave_out():
    assert word_errors("four seven two", "four seven two") == 0
    assert word_errors("four seven two", "for seven two two") == 2


def test_a_changed_grammar_mends_and_breaks():
    old, new = [result("false_reject"), result("confirm")], [result("correct_accept"), result("false_accept")]
    assert [change.kind for change in changes(old, new)] == ["broken", "mended"]


def test_a_manifest_without_its_columns_is_refused(tmp_path):
    (tmp_path / "bad.csv").write_text("file,words\n")
    with pytest.raises(ManifestError, match="audio, expected, grammar"):
        read_manifest(tmp_path / "bad.csv")


def test_the_fitted_numbers_are_about_our_evidence():
    assert Model.load(PROJECT / "grammars" / FILE)


def test_something_loud_between_the_words_is_asked_back_and_never_refused():
    model = Model.load(PROJECT / "grammars" / FILE)
    certain = Evidence(1.0, 0.0, 1.5, 0.0, 0.0, 1.0, 1.1, 0.4, 1.0, outside=0.0)
    doubtful = model.probability(replace(certain, outside=1.0), "digits")
    assert DOUBT <= doubtful < model.probability(certain, "digits")


def test_logistic_regression_finds_the_line():
    features = np.array([[-2.0], [-1.0], [1.0], [2.0]])
    chances = probabilities(features, fit(features, np.array([0.0, 0.0, 1.0, 1.0])))
    assert chances[0] < chances[1] < 0.5 < chances[2] < chances[3]


def test_no_evidence_is_turned_round():
    chance = np.random.default_rng(1)
    right = chance.integers(0, 2, 200).astype(float)
    telling, misleading = right + chance.normal(size=200), chance.normal(size=200) - 0.5 * right
    weights = fit_signed(np.stack([telling, misleading], axis=1), right, (1, 1))
    assert weights[0] > 0
    assert weights[1] == 0


@pytest.mark.speech
def test_evaluate_counts_and_compares(model, manifest, grammars, capfd):
    assert (
        main(["evaluate", str(manifest), "--grammars", str(grammars), "--against", str(grammars), "--json", "-"]) == 0
    )
    told = json.loads(capfd.readouterr().out)
    assert [each["interpretation"] for each in told["clips"]][:2] == ["status", "hours"]
    assert [each["decision"] for each in told["clips"]][2] == "reject"
    assert told["grammars"][0]["word_error_rate"] == 0
    assert told["changes"] == []


@pytest.mark.speech
def test_recognise_prints_json(model, manifest, grammars, capfd):
    audio = manifest.with_name("0.wav")
    assert main(["recognise", str(audio), "--grammar", "menu", "--grammars", str(grammars)]) == 0
    told = json.loads(capfd.readouterr().out)
    assert told["interpretation"] == "status"
    assert set(told) >= {"text", "words", "interpretation", "decision", "confidence", "decode_seconds"}
    assert set(told["words"][0]) == {"text", "start", "end", "confidence"}


def test_wrong_use_is_told_in_one_line(tmp_path, capfd):
    assert main(["recognise", str(tmp_path / "none.wav"), "--grammar", "builtin:digits"]) == 2
    assert main(["evaluate", str(tmp_path / "none.csv")]) == 2
    assert capfd.readouterr().err.count("error:") == 2


def test_the_package_can_be_used_by_itself():
    command = [sys.executable, "-m", "ivr.speech", "--help"]
    assert "recognise" in subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_importing_the_package_starts_no_thread():
    code = "import ivr.speech, ivr.speech.decoding.fork_server as n; assert n.threads() == 1, n.threads()"
    subprocess.run([sys.executable, "-c", code], check=True, env={"OPENBLAS_NUM_THREADS": "1"}, cwd=PROJECT)


def test_a_recognition_is_frozen():
    with pytest.raises(AttributeError):
        Recognition("", (), None, (), 0.0, "reject", "", b"", 0.0, 0.0).text = "other"
