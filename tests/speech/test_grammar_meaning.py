"""What words mean: SISR 1.0 literals and scripts, ambiguity, garbage, several grammars at once."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.speech.grammar import Grammar, GrammarError, union
from tests.english import load, parse

LITERALS = "#ABNF 1.0;\nlanguage en;\nroot $a;\ntag-format <semantics/1.0-literals>;\n"
SCRIPT = "#ABNF 1.0;\nlanguage en;\nroot $a;\ntag-format <semantics/1.0>;\n"


def meaning(grammar: Grammar, words: str) -> Any:
    (only,) = grammar.meanings(words)
    return only.value


def test_literal_is_the_value() -> None:
    assert meaning(parse(LITERALS + "$a = yes please {yes} | no;"), "yes please") == "yes"


def test_without_a_tag_the_words_are_the_value() -> None:
    assert meaning(parse(LITERALS + "$a = (yes | no) please;"), "No, please!") == "no please"


def test_without_a_tag_the_last_rule_inside_gives_the_value() -> None:
    assert meaning(parse(LITERALS + "$a = [please] $b now; $b = go {move};"), "please go now") == "move"


@pytest.mark.parametrize(
    ("rules", "words", "value"),
    [
        ("$a = x {out = 'y'};", "x", "y"),
        ("$a = x {out.size = 1; out.more = [1, true, null]};", "x", {"size": 1, "more": [1, True, None]}),
        ("$a = x {var n = 2} y {out = n * 3};", "x y", 6),
        ("$a = $b {out.b = rules.b} $c {out.c = rules.c.name}; $b = one {out = 1}; $c = c {out.name = 'C'};", "one c",
         {"b": 1, "c": "C"}),
        ("$a = {out = 0} ($b {out += rules.latest()})<1->; $b = one {out = 1} | two {out = 2};", "one two two", 5),
        ("$a = $b x {out = rules.b}; $b = hello world;", "hello world x", "hello world"),
        ("$a = x y {out = meta.current().text};", "x y", "x y"),
        ("$a = $b {out = meta.b().text + meta.latest().score}; $b = x y;", "x y", "x y1"),
        ("$a = x {!{ if (true) { out = '}'; } }!};", "x", "}"),
        ("$a = x {// a comment} y {out = 1};", "x y", 1),
        ("$a = x {};", "x", {}),
        ("$a = x {out = undefined};", "x", None),
        ("$a = {var n = 1} $b {out = typeof n + rules.b}; $b = x {out = typeof n};", "x", "numberundefined"),
    ],
)  # fmt: skip
def test_script_gives_the_value(rules: str, words: str, value: Any) -> None:
    assert meaning(parse(SCRIPT + rules), words) == value


def test_header_tags_are_seen_by_all_rules() -> None:
    grammar = parse(SCRIPT + "{!{function twice(n) { return 2 * n; }}!};\n$a = x {out = twice(21)};")
    assert meaning(grammar, "x") == 42


def test_nothing_is_kept_from_one_caller_to_the_next() -> None:
    grammar = parse(SCRIPT + "$a = x {kept = typeof kept; out = kept};")
    assert [meaning(grammar, "x") for _ in range(2)] == ["undefined", "undefined"]


@pytest.mark.parametrize(
    "script", ["while (true);", "throw 'no'", "var s = 'x'; for (;;) s += s", "(function f() { f(); })()", "nothing.x",
               "out = []; for (;;) out.push('xxxxxxxxxxxxxxxx')", "out = {}; out.me = out"],
)  # fmt: skip
def test_script_that_fails_or_never_ends_is_a_nomatch(script: str) -> None:
    begun = time.process_time()
    assert parse(SCRIPT + f"$a = x {{!{{{script}}}!}};").meanings("x") == []
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("tag", ["out = ", "} out = 1; {", "var 1"])
def test_tag_that_is_no_script_is_refused_where_it_stands(tag: str) -> None:
    with pytest.raises(GrammarError, match="not a script") as refused:
        parse(SCRIPT + f"$a = x {{!{{{tag}}}!}};")
    assert refused.value.line == 5


def test_ambiguity_is_visible_and_follows_the_weights() -> None:
    grammar = parse(LITERALS + "$a = /3/ right {correct} | right {direction};")
    assert [(each.value, each.weight) for each in grammar.meanings("right")] == [("correct", 0.75), ("direction", 0.25)]


def test_two_ways_to_one_value_are_no_ambiguity() -> None:
    assert meaning(parse(LITERALS + "$a = x {same} | [y] x {same};"), "x") == "same"


def test_unknown_word_makes_the_whole_utterance_a_nomatch() -> None:
    grammar = parse(LITERALS + "$a = repair status;")
    assert not grammar.meanings("my repair status")
    assert not grammar.meanings("repair [unk]")
    assert not grammar.meanings("")


def test_garbage_takes_what_the_grammar_lets_it() -> None:
    grammar = parse(LITERALS + "$a = $GARBAGE status $GARBAGE {status};")
    assert meaning(grammar, "what is the status of it [unk]") == "status"
    assert not grammar.meanings("what is it")


def test_weight_of_zero_is_never_said() -> None:
    assert not parse(LITERALS + "$a = /0/ x | y;").meanings("x")


def test_several_grammars_tell_which_one_matched() -> None:
    both = union([load("builtin:digits?length=2"), load("builtin:boolean")])
    assert [(each.grammar, each.value) for each in both.meanings("four seven")] == [("builtin:digits?length=2", "47")]
    assert both.meanings("yes")[0].grammar == "builtin:boolean"
    keys = both.dtmf()
    assert keys is not None
    assert keys.meanings("1")[0].value is True


@pytest.mark.parametrize(
    ("said", "complete", "can_continue"),
    [("", False, True), ("four seven", False, True), ("four seven two nine", True, False), ("forty", False, True),
     ("forty seven twenty", True, True), ("hello", False, False), ("four seven two nine one", False, False)],
)  # fmt: skip
def test_what_is_still_expected(said: str, complete: bool, can_continue: bool) -> None:
    expected = load("builtin:digits?length=4").expects(said)
    assert (expected.complete, expected.can_continue) == (complete, can_continue)


def test_next_words_are_told() -> None:
    grammar = parse(LITERALS + '$a = new ("york city" | jersey [please]);')
    assert grammar.expects("new").next_words == {"york", "jersey"}
    assert grammar.expects("new york").next_words == {"city"}
    assert grammar.expects("new jersey").complete


def test_garbage_behind_keeps_nobody_waiting() -> None:
    expected = parse(LITERALS + "$a = help $GARBAGE;").expects("help")
    assert (expected.complete, expected.can_continue) == (True, False)


def test_few_sentences_are_given_to_vosk_whole() -> None:
    assert parse(LITERALS + "$a = yes [please] | no;").phrases() == ["yes", "yes please", "no", "[unk]"]


def test_many_sentences_are_given_as_words_word_pairs_and_sentences_drawn() -> None:
    grammar = parse(LITERALS + "$a = (one | two) $a | stop;")
    *phrases, _garbage = grammar.phrases()
    pairs = ["one one", "one stop", "one two", "two one", "two stop", "two two"]
    assert phrases[:9] == ["one", "stop", "two", *pairs]
    assert any(phrase.count(" ") > 3 for phrase in phrases)
    assert all(grammar.meanings(phrase) for phrase in phrases[9:])


def test_heavy_alternatives_are_drawn_more_often() -> None:
    grammar = parse(LITERALS + f"$a = (/9/ often | /1/ seldom) ({' | '.join(f'w{n}' for n in range(900))});")
    drawn = [sentence.split()[0] for sentence in grammar.sentences(300, seed=1)]
    assert drawn.count("often") > 3 * drawn.count("seldom") > 0


@pytest.mark.parametrize("body", ["x $a $a", "(x<0->)<0->", "(((x<0->)<0->)<0->)<0->", "($b $b $b $b $b $b $VOID) | y"])
def test_hard_grammars_keep_nobody_waiting(body: str) -> None:
    grammar = parse(LITERALS + f"$a = {body}; $b = a | b | c | d | e | f | g;")
    begun = time.process_time()
    grammar.phrases(), grammar.sentences(10), grammar.meanings("x " * 60), grammar.sentences(10, seed=1)
    assert time.process_time() - begun < 3


words = st.sampled_from(["one", "two", "three", '"four five"'])


def expansions(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        several.map(" ".join),
        several.map(lambda each: f"({' | '.join(each)})"),
        inner.map(lambda each: f"[{each}]"),
        inner.map(lambda each: f"({each})<1-2>"),
        inner.map(lambda each: f"({each}) {{tag}}"),
    )


@given(st.recursive(words, expansions, max_leaves=8))
def test_every_sentence_listed_has_a_meaning(expansion: str) -> None:
    grammar = parse(LITERALS + f"$a = {expansion};")
    for sentence in grammar.sentences(20) + grammar.sentences(5, seed=1):
        assert grammar.meanings(sentence)
        assert grammar.expects(sentence).complete


@given(st.recursive(words, expansions, max_leaves=8))
def test_every_beginning_of_a_sentence_can_continue(expansion: str) -> None:
    grammar = parse(LITERALS + f"$a = {expansion};")
    for sentence in grammar.sentences(10, seed=2):
        said = sentence.split()
        assert all(grammar.expects(said[:at]).can_continue for at in range(1, len(said)))


def test_a_thousand_phrases_are_told_apart() -> None:
    body = " | ".join(f"phrase number{at} of{at % 7} many {{p{at}}}" for at in range(1_000))
    assert meaning(parse(LITERALS + f"$a = {body};"), "phrase number999 of5 many") == "p999"
