"""The XML form, clause by clause of SRGS 1.0: what must be read, and what must be refused."""

import pytest

from ivr.speech.grammar import GrammarError
from tests.english import parse

GRAMMAR = '<grammar xmlns="http://www.w3.org/2001/06/grammar" version="1.0" xml:lang="en" root="a"{}>{}</grammar>'
DOCTYPE = '<!DOCTYPE grammar PUBLIC "-//W3C//DTD GRAMMAR 1.0//EN" "http://www.w3.org/TR/speech-grammar/grammar.dtd">'


def grammar(body: str, attributes: str = "") -> str:
    return GRAMMAR.format(attributes, body)


def rule(content: str) -> str:
    return grammar(f'<rule id="a">{content}</rule>')


LEGAL_CONTENT = {
    "hello world": "hello world",
    '"San Francisco" here': "san francisco here",
    "<token>San Francisco</token>": "san francisco",
    '<token xml:lang="fr">oui</token>': "oui",
    "<one-of><item>x</item><item>y</item></one-of>": "y",
    '<one-of><item weight="2">x</item><item weight=".5">y</item></one-of>': "y",
    '<one-of xml:lang="fr"><item xml:lang="fr-CA">oui</item></one-of>': "oui",
    '<item repeat="2">x</item>': "x x",
    '<item repeat="0-1">x</item> y': "y",
    '<item repeat="1-">x</item>': "x x x",
    '<item repeat="1-" repeat-prob="0.5">x</item>': "x x",
    "<item/> x": "x",
    '<ruleref special="NULL"/> x': "x",
    'x <ruleref special="GARBAGE"/> y': "x whatever y",
    '<one-of><item>x</item><item><ruleref special="VOID"/></item></one-of>': "x",
    "x<tag>anything &lt; here</tag>": "x",
    "<example>x y</example> x y": "x y",
    "x <!-- comment --> y": "x y",
    "<![CDATA[x]]> y": "x y",
    'x <other xmlns="http://example.com/ns">not ours <b/></other>': "x",
}


@pytest.mark.parametrize("content", LEGAL_CONTENT)
def test_content_takes_its_words(content: str) -> None:
    assert parse(rule(content), "xml").meanings(LEGAL_CONTENT[content])


LEGAL_GRAMMARS = {
    "doctype": DOCTYPE + rule("x"),
    "declaration": '<?xml version="1.0" encoding="UTF-8"?>\n' + rule("x"),
    "mode": grammar('<rule id="a">x</rule>', ' mode="voice"'),
    "prefix": '<g:grammar xmlns:g="http://www.w3.org/2001/06/grammar" version="1.0" xml:lang="en" root="a">'
    '<g:rule id="a">x</g:rule></g:grammar>',
    "header": grammar(
        '<meta name="Creator" content="me"/><meta http-equiv="Date" content="now"/><lexicon uri="a.pls" type="a/b"/>'
        '<metadata><r xmlns="http://example.com/r">x</r></metadata><tag>var x</tag><rule id="a">x</rule>'
    ),
    "reference": grammar('<rule id="a"><ruleref uri="#b"/></rule><rule id="b" scope="public">x</rule>'),
    "base": grammar('<rule id="a">x</rule>', ' xml:base="http://example.com/" tag-format="semantics/1.0"'),
}


@pytest.mark.parametrize("text", LEGAL_GRAMMARS.values(), ids=LEGAL_GRAMMARS)
def test_grammar_is_read(text: str) -> None:
    assert parse(text, "xml").meanings("x")


ILLEGAL_CONTENT = [
    "",
    " ",
    "<example>x</example>",
    "<one-of/>",
    "<one-of>x<item>y</item></one-of>",
    "<one-of><token>x</token></one-of>",
    "<token/>",
    "<token><tag>x</tag></token>",
    '<token>x "y</token>',
    'x "y',
    '""',
    "<ruleref/>",
    '<ruleref uri="#b" special="NULL"/>',
    '<ruleref special="null"/>',
    '<ruleref uri="#b"/>',
    '<ruleref uri=""/>',
    '<ruleref uri="#a"/> x',
    '<ruleref special="NULL">x</ruleref>',
    '<item repeat="3-2">x</item>',
    '<item repeat="-2">x</item>',
    '<item repeat="">x</item>',
    '<item repeat="a">x</item>',
    '<item repeat="2" repeat-prob="1.5">x</item>',
    '<item weight="-1">x</item>',
    '<item weight="1e2">x</item>',
    '<item colour="red">x</item>',
    '<item xml:lang="e_n">x</item>',
    '<rule id="b">x</rule>',
    "<example><tag/></example> x",
    "<meta name='a' content='b'/>",
    "<count>x</count>",
    "<item>x",
]


@pytest.mark.parametrize("content", ILLEGAL_CONTENT)
def test_content_is_refused(content: str) -> None:
    with pytest.raises(GrammarError):
        parse(rule(content), "xml")


ILLEGAL_GRAMMARS = {
    "no namespace": '<grammar version="1.0" xml:lang="en"><rule id="a" scope="public">x</rule></grammar>',
    "wrong namespace": rule("x").replace("2001/06", "2000/06"),
    "no version": rule("x").replace(' version="1.0"', ""),
    "wrong version": rule("x").replace('version="1.0"', 'version="2.0"'),
    "no language": rule("x").replace(' xml:lang="en"', ""),
    "wrong mode": grammar('<rule id="a">x</rule>', ' mode="speech"'),
    "wrong root": rule("x").replace('root="a"', 'root="b"'),
    "unknown attribute": grammar('<rule id="a">x</rule>', ' colour="red"'),
    "duplicate rule": grammar('<rule id="a">x</rule><rule id="a">y</rule>'),
    "rule without id": grammar("<rule>x</rule>"),
    "dotted id": grammar('<rule id="a">x</rule><rule id="b.c">x</rule>'),
    "reserved id": grammar('<rule id="a">x</rule><rule id="VOID">x</rule>'),
    "wrong scope": grammar('<rule id="a" scope="global">x</rule>'),
    "text outside": grammar('x<rule id="a">x</rule>'),
    "item outside": grammar('<item>x</item><rule id="a">x</rule>'),
    "meta after rule": grammar('<rule id="a">x</rule><meta name="a" content="b"/>'),
    "meta of two kinds": grammar('<meta name="a" http-equiv="b" content="c"/><rule id="a">x</rule>'),
    "meta without content": grammar('<meta name="a"/><rule id="a">x</rule>'),
    "lexicon without uri": grammar('<lexicon type="a/b"/><rule id="a">x</rule>'),
    "another root element": '<rule xmlns="http://www.w3.org/2001/06/grammar" id="a">x</rule>',
    "not XML": "hello",
    "nothing": "",
}


@pytest.mark.parametrize("text", ILLEGAL_GRAMMARS.values(), ids=ILLEGAL_GRAMMARS)
def test_grammar_is_refused(text: str) -> None:
    with pytest.raises(GrammarError):
        parse(text, "xml")


BOMB = "<!DOCTYPE grammar [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>" + rule("&b;")
OUTSIDE = "<!DOCTYPE grammar [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>" + rule("&a;")


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, DOCTYPE + rule("&a;")], ids=["bomb", "outside", "undeclared"])
def test_entities_are_refused(text: str) -> None:
    with pytest.raises(GrammarError, match="entity"):
        parse(text, "xml")


def test_error_says_the_line() -> None:
    with pytest.raises(GrammarError) as refused:
        parse(grammar('\n\n  <rule id="a">x</rule>\n  <rule id="a">y</rule>'), "xml")
    assert (refused.value.line, refused.value.column) == (4, 3)
