"""Universals and yes or no are found in free wording, and other sentences are left alone."""

from pathlib import Path

import pytest

from ivr.languages import ENGLISH
from ivr.speech.cli.understand import understood as meaning_of
from ivr.speech.grammar import union
from ivr.speech.grammar.lint import lint
from tests.english import check, load
from tests.speech.wordings import wordings

FOLDER = Path("grammars/en")
SAID = {
    "agent": ["can i talk to a person please", "get me a human", "i'd like to speak with a representative", "operator",
              "is there anyone real i can talk to", "i don't want to talk to a machine", "put me through to somebody"],
    "repeat": ["say that again", "sorry i didn't catch that", "what was that", "could you repeat the question please",
               "would you mind repeating that", "could you speak a little slower"],
    "back": ["go back", "take me back one step", "previous menu"],
    "help": ["what can i say", "what are my options", "i don't know what to do", "how does this work", "i need help",
             "what sort of things can i ask you"],
    "cancel": ["take me back to the main menu", "start over", "never mind",
               "cancel that", "forget it", "i changed my mind", "please stop talking"],
    "goodbye": ["bye bye", "have a nice day", "that's all i needed thanks", "i have to go now", "talk to you later"],
    "language": ["do you speak spanish", "switch to english please", "i want to use another language", "spanish"],
}  # fmt: skip
NOT_RECORDED = {
    "en": ["please don't record me", "stop recording", "do not record this call please", "please stop recording me"],
    "fr": ["ne m'enregistrez plus", "n'enregistrez pas s'il vous plaît", "arrêtez d'enregistrer"],
    "zh": ["请 不要 录音", "停止 录音", "别 录音"],
}
OTHERS = """where is my repair
cancel my reservation at the steakhouse
can you help me with my taxes
it fell into water
how do you say goodbye in french
play that song again
transfer two hundred dollars to bob
call my mother
what is the weather in boston
who speaks latin today
i am leaving for paris tomorrow
tell me a joke
what languages are spoken in switzerland
four seven two nine
stop the music
my battery does not charge"""


def understood(words: str) -> object:
    """Return what typed words mean where both grammars are active, as the command says it; None for nothing."""
    grammar = union([load("everywhere", folder=FOLDER), load("yes_no", folder=FOLDER)])
    found = meaning_of(grammar, words)["meanings"]
    return found[0]["value"] if found else None


@pytest.mark.parametrize(("value", "words"), [(value, words) for value, each in SAID.items() for words in each])
def test_universal_is_found(value: str, words: str) -> None:
    assert [each.value for each in load("everywhere.free", folder=FOLDER).meanings(words)] == [value]


@pytest.mark.parametrize("words", OTHERS.splitlines())
def test_other_sentence_is_left_alone(words: str) -> None:
    assert understood(words) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [("yeah that's right", True), ("i think so", True), ("sounds good to me", True), ("i don't think so", False),
     ("no that's not right", False), ("not really", False), ("i'd rather not", False)],
)  # fmt: skip
def test_yes_and_no_in_free_wording(words: str, value: bool) -> None:
    assert understood(words) is value


def test_free_wordings_are_found_and_other_questions_left_alone() -> None:
    values: dict[str, object] = {"yes": True, "no": False, "": None}
    right = {True: 0, False: 0}
    total = {True: 0, False: 0}
    for meaning, words in wordings("universals"):
        total[bool(meaning)] += 1
        right[bool(meaning)] += understood(words) == values.get(meaning, meaning)
    assert right[True] / total[True] >= 0.97
    assert right[False] / total[False] > 0.98


@pytest.mark.parametrize(
    "words", ["I can't hear you!", "i cant hear you", "I can\u2019t hear you...", "can\u2019t hear ya"]
)
def test_apostrophes_case_and_punctuation_make_no_difference(words: str) -> None:
    assert understood(words) in ("slower", "repeat")


def test_what_calls_listen_for_means_the_same_in_free_wording() -> None:
    live = load("everywhere", folder=FOLDER)
    free = live.free()
    assert free is not None
    for words in live.sentences(300, seed=1):
        assert free.meanings(words)[0].value == live.meanings(words)[0].value, words


@pytest.mark.parametrize("name", ["everywhere", "everywhere.free", "everywhere.dtmf", "plain", "yes_no", "yes_no.free"])
def test_grammar_is_sound(name: str) -> None:
    assert check(FOLDER / f"{name}.gram") == []


def test_lint_finds_what_a_caller_would(tmp_path: Path) -> None:
    head = "#ABNF 1.0;\nlanguage en;\nroot $a;\ntag-format <semantics/1.0>;\n"
    (tmp_path / "menu.gram").write_text(
        head + "/** @example repairs please */ $a = repair {out = 'r'} | reception {oops.x};"
    )
    (tmp_path / "menu.dtmf.gram").write_text("#ABNF 1.0;\nmode dtmf;\nroot $a;\n$a = 1 | 2;")
    (tmp_path / "other.gram").write_text(head + "$a = help;")
    (tmp_path / "other.dtmf.gram").write_text("#ABNF 1.0;\nmode dtmf;\nroot $a;\n$a = 2;")
    (tmp_path / "broken.gram").write_text(head + "$a = $b;")
    findings = lint(
        tmp_path,
        ENGLISH,
        {"repair", "help", "receptions"}.__contains__,
        model_words=["repair", "help", "receptions"],
        offered={"menu": ["repair", "sales"]},
        together=[("menu", "other")],
    )
    found = {(each.kind, Path(each.file).name) for each in findings}
    assert {("error", "broken.gram"), ("example", "menu.gram"), ("script", "menu.gram"), ("word", "menu.gram")} <= found
    assert {("prompt", "menu"), ("keys", "menu"), ("keys", "menu.gram")} <= found
    assert any(each.kind == "garbage" for each in findings)
    assert any("receptions" in each.advice for each in findings)


@pytest.mark.parametrize("language", NOT_RECORDED)
def test_a_no_to_recording_is_taken_in_the_ways_people_say_it(language: str) -> None:
    everywhere = load("everywhere", folder=Path("grammars") / language)
    said = {words: meaning_of(everywhere, words)["meanings"] for words in NOT_RECORDED[language]}
    assert [words for words, found in said.items() if not found or found[0]["value"] != "keypad"] == []


@pytest.mark.parametrize(
    "words", ["don't record my calls", "how do i record a call", "the phone records me all the time"]
)
def test_recordings_of_the_phone_are_no_matter_of_ours(words: str) -> None:
    assert meaning_of(load("everywhere", folder=FOLDER), words)["meanings"] == []
