"""Grammar files: encodings, references between files, builtins inside, keys beside, what is refused."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.speech.grammar import GrammarError
from ivr.speech.grammar.reader import read_bytes
from tests.english import check, load, parse

HEAD = "#ABNF 1.0;\nlanguage en;\nroot $main;\ntag-format <semantics/1.0-literals>;\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "colours.gram").write_text(HEAD + "public $main = red | $blue;\nprivate $blue = blue;\n")
    return tmp_path


def write(folder: Path, name: str, body: str) -> Path:
    (folder / name).write_text(HEAD + body)
    return folder / name


def test_rule_of_another_file_by_root_and_by_name(folder: Path) -> None:
    write(folder, "car.gram", "$main = a $<colours.gram> car | $<colours.gram#main>~<application/srgs> bus;")
    assert load("car", folder=folder).meanings("a blue car")
    assert load("car", folder=folder).meanings("red bus")


def test_a_grammar_of_a_service_is_found_by_its_name_alone(folder: Path) -> None:
    (folder / "garage").mkdir()
    write(folder / "garage", "car.gram", "$main = a $<../colours> car;")
    assert load("car", folder=folder).meanings("a blue car")


def test_files_of_both_forms_refer_to_each_other(folder: Path) -> None:
    (folder / "car.grxml").write_text(
        '<grammar xmlns="http://www.w3.org/2001/06/grammar" version="1.0" xml:lang="en" root="a">'
        '<rule id="a">a <ruleref uri="colours.gram#main"/> car</rule></grammar>'
    )
    assert load("car", folder=folder).meanings("a red car")[0].value == "red"


def test_builtin_inside_a_grammar(folder: Path) -> None:
    write(folder, "order.gram", "$main = order number $<builtin:digits?length=4>;")
    assert load("order", folder=folder).meanings("order number forty seven two nine")[0].value == "4729"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("$main = $<colours.gram#blue>;", "private"),
        ("$main = $<colours.gram#green>;", "no rule"),
        ("$main = $<nothing.gram>;", "no grammar"),
        ("$main = $<http://example.com/x.gram>;", "would be fetched"),
        ("$main = $<//example.com/x.gram>;", "would be fetched"),
        ("$main = $<file:///etc/passwd>;", "would be fetched"),
        ("$main = $<builtin:nonsense>;", "no builtin"),
        ("$main = $<builtin:digits?size=4>;", "no parameter"),
        ("$main = $<self.gram> x;", "Left recursion"),
    ],
)
def test_reference_is_refused_where_it_stands(folder: Path, body: str, problem: str) -> None:
    path = write(folder, "self.gram", body)
    (error,) = check(path)
    assert problem in str(error)
    assert error.file


def test_keys_and_words_cannot_be_mixed(folder: Path) -> None:
    (folder / "keys.gram").write_text("#ABNF 1.0;\nmode dtmf;\nroot $main;\npublic $main = 1;\n")
    (error,) = check(write(folder, "mixed.gram", "$main = $<keys.gram>;"))
    assert "dtmf" in error.problem


def test_named_rule_can_be_activated(folder: Path) -> None:
    write(folder, "two.gram", "public $main = one; public $other = two;")
    assert load("two#other", folder=folder).meanings("two")
    assert not load("two#other", folder=folder).meanings("one")


def test_without_a_root_all_public_rules_are_active() -> None:
    grammar = parse("#ABNF 1.0;\nlanguage en;\npublic $a = one; public $b = two; $c = three;")
    assert [bool(grammar.meanings(word)) for word in ("one", "two", "three")] == [True, True, False]


def test_edited_file_is_read_again(folder: Path) -> None:
    path = write(folder, "live.gram", "$main = old | $<colours.gram>;")
    first = load("live", folder=folder)
    assert load("live", folder=folder) is first
    path.write_text(HEAD + "$main = new;")
    assert load("live", folder=folder).meanings("new")


def test_keys_stand_in_the_file_beside(folder: Path) -> None:
    (folder / "colours.dtmf.gram").write_text(
        "#ABNF 1.0;\nmode dtmf;\nroot $main;\ntag-format <semantics/1.0-literals>;\n$main = 1 {red} | 2 {blue};\n"
    )
    keys = load("colours", folder=folder).dtmf()
    assert keys is not None
    assert keys.meanings("2")[0].value == "blue"


def test_grammar_without_keys_says_so(folder: Path) -> None:
    assert load("colours", folder=folder).dtmf() is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "cp1252"])
def test_encodings_of_both_forms(encoding: str, folder: Path) -> None:
    named = "utf-8" if encoding == "utf-8-sig" else encoding
    abnf = f"#ABNF 1.0 {named};\nlanguage fr;\nroot $a;\n$a = café;\n"
    xml = (
        f'<?xml version="1.0" encoding="{named}"?><grammar xmlns="http://www.w3.org/2001/06/grammar" version="1.0" '
        'xml:lang="fr" root="a"><rule id="a">café</rule></grammar>'
    )
    assert read_bytes(abnf.encode(encoding), "a.gram").rules == read_bytes(xml.encode(encoding), "a.grxml").rules


@pytest.mark.parametrize("data", [b"#ABNF 1.0 KLINGON-8;\n", b"#ABNF 1.0 utf-8;\n$a = caf\xe9;", b"\xff\xfe\0"])
def test_unreadable_characters_are_refused(data: bytes) -> None:
    with pytest.raises(GrammarError):
        read_bytes(data, "a.gram")


def test_file_that_is_not_there_or_too_big(folder: Path) -> None:
    assert "Cannot read" in str(check(folder / "none.gram")[0])
    (folder / "big.gram").write_text(HEAD + "// " + "x" * 2_000_001)
    assert "too big" in str(check(folder / "big.gram")[0])


def test_nesting_without_end_is_refused() -> None:
    with pytest.raises(GrammarError, match="nested"):
        parse(HEAD + f"$main = {'(' * 500}x{')' * 500};")
    chain = "".join(f"$r{at} = $r{at + 1};" for at in range(3_000))
    with pytest.raises(GrammarError, match="nested"):
        parse(HEAD + f"$main = $r0; {chain} $r3000 = x;")


FRAGMENTS = ["#ABNF 1.0;\n", "language en;", "root $a;", "$a", " = ", "x", " | ", "<2>", "[", "]", "(", ")", "{", "}"]
FRAGMENTS += ["{!{", "}!}", ";", '"', "!", "/1/", "$<", ">", "//", "/*", "*/", "\n", "$NULL", "public ", "é", "<", "/"]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join))
def test_scrambled_grammar_is_read_or_refused(text: str) -> None:
    read_or_refuse((HEAD + text).encode(), "x.gram")


@given(st.binary(max_size=200), st.sampled_from(["x.gram", "x.grxml"]), st.sampled_from([b"", b"#ABNF 1.0;\n", b"<"]))
def test_random_bytes_are_read_or_refused(data: bytes, name: str, start: bytes) -> None:
    read_or_refuse(start + data, name)


def read_or_refuse(data: bytes, name: str) -> None:
    with suppress(GrammarError):
        assert read_bytes(data, name).file == name
