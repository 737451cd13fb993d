"""The ABNF form, clause by clause of SRGS 1.0: what must be read, and what must be refused and where."""

import pytest

from ivr.speech.grammar import Grammar, GrammarError
from tests.english import parse

HEAD = "#ABNF 1.0;\nlanguage en-US;\nroot $a;\n"


def taken(grammar: Grammar, words: str) -> bool:
    return bool(grammar.meanings(words))


LEGAL_HEADERS = {
    "no encoding": "#ABNF 1.0;\nlanguage en;\n",
    "encoding": "#ABNF 1.0 UTF-8;\nlanguage en;\n",
    "carriage returns": "#ABNF 1.0;\r\nlanguage en;\r\n",
    "byte order mark": "\ufeff#ABNF 1.0;\nlanguage en;\n",
    "any order": "#ABNF 1.0;\nroot $a;\nmode voice;\nlanguage fr-CA;\n",
    "tag format": "#ABNF 1.0;\nlanguage en;\ntag-format <semantics/1.0>;\n",
    "base": "#ABNF 1.0;\nlanguage en;\nbase <http://www.example.com/base-file>;\n",
    "lexicons": "#ABNF 1.0;\nlanguage en;\nlexicon <a.pls>;\nlexicon <b.pls>~<application/pls+xml>;\n",
    "metas": "#ABNF 1.0;\nlanguage en;\nmeta 'Creator' is \"me\";\nhttp-equiv \"Date\" is 'now';\n",
    "tag": "#ABNF 1.0;\nlanguage en;\ntag-format <semantics/1.0>;\n{var x = 1};\n{!{function f() { return 1; }}!};\n",
    "comments": "#ABNF 1.0;\n// one\n/* two */ language /* three */ en; /** four */\n",
    "keys need no language": "#ABNF 1.0;\nmode dtmf;\n",
}


@pytest.mark.parametrize("header", LEGAL_HEADERS.values(), ids=LEGAL_HEADERS)
def test_header_is_read(header: str) -> None:
    assert taken(parse(header + "public $a = 1 2;"), "1 2")


ILLEGAL_HEADERS = {
    "missing": "language en;\n",
    "wrong version": "#ABNF 2.0;\nlanguage en;\n",
    "older draft": "#ABNF V1.0 UTF-8;\nlanguage en;\n",
    "another format": "#JSGF V1.0;\n",
    "small letters": "#abnf 1.0;\nlanguage en;\n",
    "two spaces": "#ABNF  1.0;\nlanguage en;\n",
    "no semicolon": "#ABNF 1.0\nlanguage en;\n",
    "something behind": "#ABNF 1.0; language en;\n",
    "blank line first": "\n#ABNF 1.0;\nlanguage en;\n",
    "comment first": "/* x */\n#ABNF 1.0;\nlanguage en;\n",
    "no language for voice": "#ABNF 1.0;\nmode voice;\n",
    "language twice": "#ABNF 1.0;\nlanguage en;\nlanguage fr;\n",
    "not a language": "#ABNF 1.0;\nlanguage english_us;\n",
    "unknown mode": "#ABNF 1.0;\nlanguage en;\nmode speech;\n",
    "unknown declaration": "#ABNF 1.0;\nlanguage en;\nimport <x>;\n",
    "unknown root": "#ABNF 1.0;\nlanguage en;\nroot $b;\n",
    "root without dollar": "#ABNF 1.0;\nlanguage en;\nroot a;\n",
    "unquoted meta": "#ABNF 1.0;\nlanguage en;\nmeta Creator is me;\n",
    "meta without is": '#ABNF 1.0;\nlanguage en;\nmeta "a" "b";\n',
    "bare tag format": "#ABNF 1.0;\nlanguage en;\ntag-format semantics/1.0;\n",
    "bare base": "#ABNF 1.0;\nlanguage en;\nbase http://example.com;\n",
    "tag without semicolon": "#ABNF 1.0;\nlanguage en;\n{x}\n",
    "declaration after a rule": "#ABNF 1.0;\nlanguage en;\n$b = x;\nmode voice;\n",
}


@pytest.mark.parametrize("header", ILLEGAL_HEADERS.values(), ids=ILLEGAL_HEADERS)
def test_header_is_refused(header: str) -> None:
    with pytest.raises(GrammarError):
        parse(header + "public $a = 1 2;")


LEGAL_RULES = {
    "$a = hello;": "hello",
    "$a = hello world;": "hello world",
    '$a = "San Francisco";': "san francisco",
    '$a = "don\'t";': "don't",
    "$a = x-1.5_z:w;": "x 1 5 z w",
    "$a = x | y | z;": "z",
    "$a = /2/ x | /.5/ y | /1./ z | /0.1/ w;": "w",
    "$a = (x | y) z;": "y z",
    "$a = x [y] z;": "x z",
    "$a = x ();": "x",
    "$a = x | ();": "x",
    "$a = x $NULL;": "x",
    "$a = x | $VOID;": "x",
    "$a = x $GARBAGE y;": "x anything at all y",
    "$a = x<2>;": "x x",
    "$a = x<0-1> y;": "y",
    "$a = x<2-3>;": "x x x",
    "$a = x <1->;": "x x x x x",
    "$a = x<1- /0.6/>;": "x x",
    "$a = (x y)<2>;": "x y x y",
    "$a = x<0> y;": "y",
    "$a = x {tag};": "x",
    "$a = {tag} x {!{ a } b }!};": "x",
    "$a = {tag}<2> x;": "x",
    "$a = bonjour!fr-CA;": "bonjour",
    "$a = (oui | non)!fr [merci]!fr;": "oui merci",
    "$a = x!en<2>;": "x x",
    "$a = $b; $b = x;": "x",
    "$a = $b; public $b = x;": "x",
    "$a = $b; private $b = x;": "x",
    "$a = $<#b>; $b = x;": "x",
    "$a = public private root language;": "public private root language",
    "$a = x $a | y;": "x x x y",
    "$a = ünïcode ça;": "ünïcode ça",
    "$ä1_ = x; $a = $ä1_;": "x",
    "/** Doc. @example x y */ $a = x /* between */ y // end\n;": "x y",
    "$a = /1/x|/2//**/y;": "y",
}


@pytest.mark.parametrize("rule", LEGAL_RULES)
def test_rule_takes_its_words(rule: str) -> None:
    assert taken(parse(HEAD + rule), LEGAL_RULES[rule])


ILLEGAL_RULES = [
    "$a = ;",
    "$a = x",
    "$a x;",
    "a = x;",
    "$a = x | ;",
    "$a = | x;",
    "$a = x || y;",
    "$a = (x;",
    "$a = x);",
    "$a = [x;",
    "$a = [];",
    "$a = (x];",
    '$a = "x;',
    '$a = "";',
    "$a = don't;",
    "$a = $b;",
    "$a = x; $a = y;",
    "$NULL = x; $a = x;",
    "$GARBAGE = x; $a = x;",
    "$a.b = x; $a = x;",
    "$a-b = x; $a = x;",
    "$a:b = x; $a = x;",
    "$1a = x; $a = x;",
    "$ a = x;",
    "$a = $ b; $b = x;",
    "$a = /x/ y;",
    "$a = /-1/ y;",
    "$a = /1e3/ y;",
    "$a = /./ y;",
    "$a = /1 y;",
    "$a = /1/;",
    "$a = x<>;",
    "$a = x<-2>;",
    "$a = x<3-2>;",
    "$a = x<a>;",
    "$a = x<1.5>;",
    "$a = x<1-2-3>;",
    "$a = x<1 /2/>;",
    "$a = x<2><3>;",
    "$a = <2>;",
    "$a = x*;",
    "$a = x+;",
    "$a = {tag;",
    "$a = {!{tag};",
    "$a = x!;",
    "$a = x!english_us;",
    "$a = {t}!en x;",
    "$a = $<>;",
    "$a = $<a b.gram>;",
    "$a = $<x.gram>~<nothing>;",
    "$a = $a x | y;",
    "$a = $b x; $b = [y] $a;",
    "$a = $b<0-1> $a | x; $b = y;",
    "public public $a = x;",
    "protected $a = x;",
    "$a = x; /* never closed",
]


@pytest.mark.parametrize("rule", ILLEGAL_RULES)
def test_rule_is_refused(rule: str) -> None:
    with pytest.raises(GrammarError) as refused:
        parse(HEAD + rule)
    assert refused.value.line >= 1


def test_error_says_where_what_and_what_to_do() -> None:
    with pytest.raises(GrammarError) as refused:
        parse(HEAD + "$a = one\n   two'three;")
    error = refused.value
    assert (error.line, error.column) == (5, 7)
    assert "expected ';'" in str(error)
    assert "double quotes" in error.advice


KEYS = "#ABNF 1.0;\nmode dtmf;\nroot $a;\n"


def test_keys_are_the_sixteen_of_a_telephone() -> None:
    grammar = parse(KEYS + '$a = 1 2 "*" "#" A;', "abnf")
    assert taken(grammar, "1 2 * # A")
    assert taken(grammar, "12*#a")


@pytest.mark.parametrize("token", ["12", "hello", "E", '"1 2"'])
def test_other_tokens_are_no_keys(token: str) -> None:
    with pytest.raises(GrammarError):
        parse(KEYS + f"$a = {token};")
