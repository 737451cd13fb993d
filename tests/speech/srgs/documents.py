"""SRGS 1.0, chapters 3 to 5: rules, headers, encodings, comments, DTMF, what a processor must and may do."""

# ruff: noqa: E501 (a table: one clause a row)
from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from tests.speech.srgs.clause import XMLNS, Clause, document, header, illegal, rule

X = "$main = x;"
HEADER = header("language en-US;", "root $main;")
DTMF = 'mode="dtmf" root="main"'

RULES = [
    Clause("3.1", "a name is an XML name", "$main = $größe_2; $größe_2 = x;",
           rule('<ruleref uri="#größe_2"/>') + '<rule id="größe_2">x</rule>', ("x",)),
    *(illegal("3.1", f"a name has no {sign}", f"$main = $a{sign}b; $a{sign}b = x;",
              rule("x") + f'<rule id="a{sign}b">x</rule>') for sign in ".:-"),
    illegal("3.1", "a name does not begin with a digit", "$main = x; $1a = y;", rule("x") + '<rule id="1a">y</rule>'),
    illegal("3.1", "a rule has a name", "$main = x; $ = y;", rule("x") + "<rule>y</rule>"),
    illegal("3.1", "each name once", "$main = x; $a = y; $a = z;", rule("x") + '<rule id="a">y</rule><rule id="a">z</rule>'),
    illegal("3.1", "a rule is not empty", "$main = ;", rule("  ")),
    Clause("3.1", "a rule may be NULL or an empty item", "$main = x $a $b; $a = $NULL; $b = ();",
           rule('x <ruleref uri="#a"/><ruleref uri="#b"/>')
           + '<rule id="a"><ruleref special="NULL"/></rule><rule id="b"><item/></rule>', ("x",)),
    illegal("3.1", "a rule ends with a semicolon", "$main = x", None),
    illegal("3.1", "a rule has an equals sign", "$main x;", None),
    illegal("3.1", "rules stand in no rule", None, rule('x <rule id="a">y</rule>')),
    Clause("3.2", "public and private", "private $main = $a; public $a = x;",
           '<rule id="main" scope="private"><ruleref uri="#a"/></rule><rule id="a" scope="public">x</rule>', ("x",)),
    illegal("3.2", "there are two scopes", "protected $main = x;", '<rule id="main" scope="protected">x</rule>'),
    illegal("3.2", "private rules are not seen from outside", "$main = $<fruit.gram#hidden>;",
            rule('<ruleref uri="fruit.grxml#hidden"/>')),
    illegal("3.2", "a private root is not seen by its name", "$main = $<fruit.gram#main>;",
            rule('<ruleref uri="fruit.grxml#main"/>')),
    Clause("3.3", "examples in documentation comments and elements", "/** Doc. @example x\n * @example y */ $main = x | y;",
           rule("<example>x</example><example/><one-of><item>x</item><item>y</item></one-of>"), ("x", "y")),
    illegal("3.3", "an example holds text", None, rule("<example><token>x</token></example>x")),
]  # fmt: skip

HEADERS = [
    Clause("4", "a grammar needs no rules", header("language en;"), document("", attributes='xml:lang="en"')),
    illegal("4.1", "the self-identifying header comes first", "language en;\n" + X, None),
    *(illegal("4.1", f"{first!r} is no header", first + "\nlanguage en;\n" + X, None)
      for first in ("\n#ABNF 1.0;", " #ABNF 1.0;", "// x\n#ABNF 1.0;", "#ABNF;", "#ABNF 2.0;", "#ABNF 1.0", "#abnf 1.0;",
                    "#ABNF  1.0;", "#ABNF 1.0 ;", "#ABNF 1.0;/* x */", "#JSGF V1.0;")),
    Clause("4.1", "lines end in any way", HEADER.replace("\n", "\r") + X, None, ("x",)),
    Clause("4.1", "comments stand between declarations, which are in any order",
           header("/* a */ root $main; // b", "/** c */ meta 'a' is 'b'; language /* d */ en;") + X, None, ("x",)),
    illegal("4.1", "no other declarations", header("language en;", "author me;") + X, document("<author/>" + rule("x"))),
    *(illegal("4.1", f"once only: {twice}", header("language en;", twice, twice) + X, None)
      for twice in ("language fr;", "mode voice;", "root $main;", "tag-format <a>;", "base <a>;")),
    illegal("4.1", "no declaration after a rule", HEADER + X + "mode voice;", document(rule("x") + '<meta name="a" content="b"/>')),
    illegal("4.3", "the version is 1.0", None, f'<grammar xmlns="{XMLNS}" xml:lang="en">{rule("x")}</grammar>'),
    illegal("4.3", "no other version", None, f'<grammar xmlns="{XMLNS}" version="1.1" xml:lang="en">{rule("x")}</grammar>'),
    illegal("4.3", "the namespace is SRGS's", None, f'<grammar version="1.0" xml:lang="en">{rule("x")}</grammar>'),
    illegal("4.3", "the root element is grammar", None, f'<g:rule xmlns:g="{XMLNS}" id="main">x</g:rule>'),
    illegal("4.3", "well-formed XML", None, document(rule("x")).replace("</grammar>", "")),
    illegal("4.3", "text stands in rules", None, document("x" + rule("x"))),
    illegal("4.3", "no other attributes", None, document(rule("x"), attributes='xml:lang="en" root="main" colour="red"')),
    Clause("4.3", "a document type, a schema, a stylesheet, a prefix", None,
           '<?xml version="1.0"?><?xml-stylesheet href="a.css"?><!-- x -->'
           '<!DOCTYPE g:grammar PUBLIC "-//W3C//DTD GRAMMAR 1.0//EN" "http://www.w3.org/TR/speech-grammar/grammar.dtd">'
           f'<g:grammar xmlns:g="{XMLNS}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="1.0" xml:lang="en"'
           f' xsi:schemaLocation="{XMLNS} http://www.w3.org/TR/speech-grammar/grammar.xsd" root="main">'
           '<g:rule id="main">x</g:rule></g:grammar>', ("x",)),
    Clause("4.12", "comments anywhere between tokens", "$main = x/* a */y // b ; c\n z; /**/ // d",
           rule("x <!-- a --> y <!-- <item> --> z"), ("x y z",)),
    illegal("4.12", "a comment is closed", X + " /* x", rule("x <!-- y")),
    illegal("4.12", "comments do not nest", X + " /* a /* b */ c */", None),
]  # fmt: skip

GREEK = "$main = ναι;"


def named(encoding: str) -> str:
    return f"#ABNF 1.0 {encoding};\nlanguage el;\nroot $main;\n{GREEK}"


def declared(encoding: str) -> str:
    return document(
        rule("ναι"), attributes='xml:lang="el" root="main"', before=f'<?xml version="1.0" encoding="{encoding}"?>'
    )


ENCODINGS = [
    *(Clause("4.4", encoding, named(encoding).encode(codec), declared(encoding).encode(codec), ("ναι",), ("nai",))
      for encoding, codec in (("UTF-8", "utf-8"), ("utf-8", "utf-8-sig"), ("UTF-16", "utf-16"), ("ISO-8859-7", "iso-8859-7"),
                              ("windows-1253", "cp1253"))),
    *(Clause("4.4", f"UTF-16 by its first bytes ({codec})", mark + named("UTF-16").encode(codec),
             mark + declared("UTF-16").encode(codec), ("ναι",))
      for codec, mark in (("utf-16-le", BOM_UTF16_LE), ("utf-16-be", BOM_UTF16_BE))),
    Clause("4.4", "UTF-8 where none is named", header("language el;", "root $main;") + GREEK,
           document(rule("ναι"), attributes='xml:lang="el" root="main"'), ("ναι",)),
    Clause("4.4", "ISO-8859-1", "#ABNF 1.0 ISO-8859-1;\nlanguage sv;\nroot $main;\n$main = rätt;".encode("latin-1"),
           document(rule("rätt"), attributes='xml:lang="sv" root="main"',
                    before='<?xml version="1.0" encoding="ISO-8859-1"?>').encode("latin-1"), ("rätt",), ("ratt",)),
    Clause("4.4", "ISO-8859-1 where none is named and the bytes are no UTF-8",
           "#ABNF 1.0;\nlanguage sv;\nroot $main;\n$main = rätt;".encode("latin-1"), None, ("rätt",), ("ratt",)),
    illegal("4.4", "XML without a named encoding is UTF-8", None,
            document(rule("rätt"), attributes='xml:lang="sv" root="main"').encode("latin-1")),
    illegal("4.4", "an encoding that does not exist", named("KLINGON-8"), declared("KLINGON-8")),
    illegal("4.4", "bytes of another encoding", named("UTF-8").encode("iso-8859-7"), declared("UTF-8").encode("iso-8859-7")),
]  # fmt: skip

DECLARATIONS = [
    illegal("4.5", "a voice grammar declares its language", header("mode voice;", "root $main;") + X,
            document(rule("x"), attributes='mode="voice" root="main"')),
    illegal("4.5", "also when it declares no mode", header("root $main;") + X, document(rule("x"), attributes='root="main"')),
    Clause("4.5", "any language by its code", header("language pt-BR;", "root $main;") + X,
           document(rule("x"), attributes='xml:lang="pt-BR" root="main"'), ("x",)),
    Clause("4.5", "keys have none; it is ignored", header("language fr;", "mode dtmf;", "root $main;") + "$main = 1;",
           document(rule("1"), attributes=DTMF + ' xml:lang="fr"'), ("1",)),
    illegal("4.5", "a language has a form", header("language english_us;") + X, document(rule("x"), attributes='xml:lang="en_US"')),
    Clause("4.6", "voice is the default", HEADER + X, document(rule("x")), ("x",)),
    Clause("4.6", "dtmf", header("mode dtmf;", "root $main;") + "$main = 1 2;", document(rule("1 2"), attributes=DTMF), ("1 2", "12")),
    illegal("4.6", "there are two modes", header("language en;", "mode speech;") + X,
            document(rule("x"), attributes='xml:lang="en" mode="speech"')),
    illegal("4.6", "modes are not mixed", "$main = $<keys.gram>;", rule('<ruleref uri="keys.grxml"/>')),
    Clause("4.7", "a root is not required: the public rules can be activated", header("language en;") + "public $a = x; $b = y;",
           document('<rule id="a" scope="public">x</rule><rule id="b">y</rule>', attributes='xml:lang="en"'), ("x",), ("y",)),
    illegal("4.7", "the root is defined", HEADER + "$a = x;", document('<rule id="a">x</rule>')),
    illegal("4.7", "the root is one of these rules", header("language en;", "root $<fruit.gram>;") + X,
            document(rule("x"), attributes='xml:lang="en" root="fruit.grxml"')),
    Clause("4.8", "the tag format is a URI; tags of any other are kept as text",
           header("language en;", "tag-format <http://example.com/tags>;", "root $main;") + "$main = x {#?!};",
           document(rule("x <tag>#?!</tag>"), attributes='xml:lang="en" root="main" tag-format="http://example.com/tags"'), ("x",)),
    illegal("4.8", "ABNF writes it in angle brackets", header("language en;", "tag-format semantics/1.0;") + X, None),
    Clause("4.9", "references are relative to the base", header("language en;", "base <./inner/>;", "root $main;") + "$main = $<deep.gram>;",
           document(rule('<ruleref uri="deep.grxml"/>'), attributes='xml:lang="en" root="main" xml:base="./inner/"'), ("deep",)),
    Clause("4.9", "else to a meta named base", header("language en;", "meta 'base' is './inner/';", "root $main;") + "$main = $<deep.gram>;",
           document('<meta name="base" content="./inner/"/>' + rule('<ruleref uri="deep.grxml"/>')), ("deep",)),
    Clause("4.9", "the declaration wins", header("language en;", "meta 'base' is './none/';", "base <inner/>;", "root $main;")
           + "$main = $<deep.gram>;",
           document('<meta name="base" content="./none/"/>' + rule('<ruleref uri="deep.grxml"/>'),
                    attributes='xml:lang="en" root="main" xml:base="inner/"'), ("deep",)),
    Clause("4.9", "local references are not moved by it", header("language en;", "base <http://example.com/>;", "root $main;")
           + "$main = $<#a>; $a = x;",
           document(rule('<ruleref uri="#a"/>') + '<rule id="a">x</rule>',
                    attributes='xml:lang="en" root="main" xml:base="http://example.com/"'), ("x",)),
    Clause("4.10", "any number of lexicons, which need not be there",
           header("language en;", "lexicon <http://example.com/a.pls>;", "lexicon <b>~<application/pls+xml>;", "root $main;") + X,
           document('<lexicon uri="http://example.com/a.pls"/><lexicon uri="b" type="application/pls+xml"/>' + rule("x")), ("x",)),
    illegal("4.10", "a lexicon has a URI", header("language en;", "lexicon;") + X, document("<lexicon/>" + rule("x"))),
    Clause("4.11", "meta and http-equiv, any number, in either quotes",
           header("language en;", "meta 'a' is 'no';", 'meta "b" is \'"c"\';', "http-equiv 'Expires' is '0';",
                  "root $main;") + X,
           document('<meta name="a" content="no"/><meta name="b" content="&quot;c&quot;"/><meta http-equiv="Expires" content="0"/>'
                    + rule("x")), ("x",)),
    Clause("4.11", "metadata of any schema", None,
           document('<metadata><r:d xmlns:r="http://example.com/r" about="x">text<r:e/></r:d></metadata>' + rule("x")), ("x",)),
    illegal("4.11", "a meta has a name and a content", header("language en;", "meta 'a';") + X, document('<meta name="a"/>' + rule("x"))),
    illegal("4.11", "a meta is of one kind", header("language en;", "meta http-equiv 'a' is 'b';") + X,
            document('<meta name="a" http-equiv="b" content="c"/>' + rule("x"))),
]  # fmt: skip

PROCESSORS = [
    Clause("5.4", "rules may contain themselves", "$main = x $main | y;",
           rule('<one-of><item>x <ruleref uri="#main"/></item><item>y</item></one-of>'), ("y", "x x x y"), ("x x",)),
    Clause("5.4", "elements and attributes of other namespaces are ignored", None,
           document(rule('<o:maybe>this is</o:maybe><item o:weight="3">x</item>'),
                    attributes='xml:lang="en" root="main" xmlns:o="http://example.com/o"'), ("x",)),
    Clause("E", "the keys of a telephone", header("mode dtmf;", "root $main;") + '$main = 0 1 2 3 4 5 6 7 8 9 A B C D "*" "#";',
           document(rule('0 1 2 3 4 5 6 7 8 9 A B C D * #'), attributes=DTMF), ("0 1 2 3 4 5 6 7 8 9 A B C D * #",)),
    Clause("E", "star and pound by name", header("mode dtmf;", "root $main;") + "$main = star pound;",
           document(rule("star pound"), attributes=DTMF), ("* #",), ("*",)),
    Clause("E", "repeats and alternatives of keys", header("mode dtmf;", "root $main;") + "$main = (1 | 2)<2->;",
           document(rule('<item repeat="2-"><one-of><item>1</item><item>2</item></one-of></item>'), attributes=DTMF),
           ("1 2", "2 2 1"), ("1", "1 3")),
    illegal("E", "ABNF quotes * and #", header("mode dtmf;", "root $main;") + "$main = *;", None),
    illegal("E", "words are no keys", header("mode dtmf;", "root $main;") + "$main = one;", document(rule("one"), attributes=DTMF)),
]  # fmt: skip

DOCUMENTS = RULES + HEADERS + ENCODINGS + DECLARATIONS + PROCESSORS
