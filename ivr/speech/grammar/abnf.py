"""Read the ABNF form of SRGS 1.0 into a document.

The reader is written by hand, not made by a parser generator: ABNF's keywords are not reserved, its lexical rules
depend on where one stands (`/` opens a weight or a comment, `<` a repeat or a URI), and people who are not programmers
read its errors, so each must say what was expected at its place.
"""

import re

from ivr.speech.grammar import limits
from ivr.speech.grammar.abnf_expansion import read_expansion, read_name, read_tag, read_uri
from ivr.speech.grammar.model import Document, Rule, Tag
from ivr.speech.grammar.source import LANGUAGE, NMTOKEN, Source

_HEADER = re.compile(r"#ABNF 1\.0(?: ([A-Za-z0-9._:-]+))?;(?=[\r\n]|$)")
_KEYWORD = re.compile(r"[a-z][a-z-]*")
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_ONCE = ("language", "mode", "root", "tag-format", "base")
_DECLARATIONS = "a declaration (language, mode, root, tag-format, base, lexicon, meta, http-equiv) or a rule"


def read_abnf(text: str, file: str) -> Document:
    """Return the document of an ABNF grammar. Raises GrammarError at the first thing the standard does not allow."""
    return _Reader(Source(text.removeprefix("\ufeff"), file)).grammar()


def declared_encoding(data: bytes) -> str:
    """Return the encoding that the self-identifying header names, or the one that the bytes are in.

    Where none is named they are UTF-8, or else ISO-8859-1, which any bytes are. The header itself is checked later.
    """
    found = _HEADER.match(data[:80].decode("ascii", "replace"))
    if found and found.group(1):
        return found.group(1)
    try:
        data.decode("utf-8")
    except UnicodeError:
        return "iso-8859-1"
    return "utf-8"


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.once: dict[str, str] = {}
        self.lists: dict[str, list[tuple[str, str]]] = {"lexicon": [], "meta": [], "http-equiv": []}
        self.tags: list[Tag] = []
        self.rules: dict[str, Rule] = {}

    def grammar(self) -> Document:
        self.source.match(
            _HEADER, "the header '#ABNF 1.0;' or '#ABNF 1.0 UTF-8;' alone on the first line", "Write it as first line."
        )
        while not self._at_end():
            self._statement()
        once, lists = self.once, self.lists
        return Document(
            file=self.source.file,
            rules=self.rules,
            language=once.get("language", ""),
            mode="dtmf" if once.get("mode") == "dtmf" else "voice",
            root=once.get("root", ""),
            tag_format=once.get("tag-format", ""),
            base=once.get("base", ""),
            lexicons=tuple(lists["lexicon"]),
            metas=tuple(lists["meta"]),
            http_equivs=tuple(lists["http-equiv"]),
            tags=tuple(self.tags),
        )

    def _at_end(self) -> bool:
        self.source.examples = ()
        self.source.skip()
        return self.source.at >= len(self.source.text)

    def _statement(self) -> None:
        source = self.source
        if source.peek("$"):
            return self._rule(public=False)
        start = source.at
        if source.peek("{"):
            self._before_rules("a tag declaration", start)
            self.tags.append(read_tag(source))
            return source.need(";")
        keyword = source.match(_KEYWORD, _DECLARATIONS).group()
        if keyword in ("public", "private"):
            return self._rule(public=keyword == "public")
        self._before_rules(f"'{keyword}'", start)
        if keyword in _ONCE:
            self._declare_once(keyword, start)
        elif keyword in self.lists:
            self._declare(keyword)
        else:
            source.fail(f"There is no declaration {keyword!r}", _DECLARATIONS, at=start)

    def _before_rules(self, what: str, at: int) -> None:
        if self.rules:
            self.source.fail(f"{what} stands after a rule", advice="Move it above the first rule.", at=at)

    def _declare_once(self, keyword: str, start: int) -> None:
        if keyword in self.once:
            self.source.fail(f"'{keyword}' is declared twice", advice="Keep one.", at=start)
        self.source.skip()
        self.once[keyword] = self._value(keyword)
        self.source.need(";")

    def _value(self, keyword: str) -> str:
        source = self.source
        if keyword == "root":
            return read_name(source)
        if keyword in ("tag-format", "base"):
            return read_uri(source)
        start, value = source.at, source.match(NMTOKEN, f"a value for {keyword}").group()
        if keyword == "mode" and value not in ("voice", "dtmf"):
            source.fail(f"There is no mode {value!r}", "voice or dtmf", at=start)
        if keyword == "language" and not LANGUAGE.fullmatch(value):
            source.fail(f"{value!r} is not a language", "for example en-US", at=start)
        return value

    def _declare(self, keyword: str) -> None:
        source = self.source
        source.skip()
        if keyword == "lexicon":
            entry = (read_uri(source), read_uri(source, media_type=True))
        else:
            name = self._quoted()
            source.need("is")
            source.skip()
            entry = (name, self._quoted())
        self.lists[keyword].append(entry)
        source.need(";")

    def _quoted(self) -> str:
        found = self.source.match(_QUOTED, "text in quotes")
        return found.group(1) if found.group(1) is not None else found.group(2)

    def _rule(self, *, public: bool) -> None:
        source = self.source
        source.skip()
        examples, start = source.examples, source.at
        name = read_name(source)
        if name in self.rules:
            source.fail(f"Rule ${name} is defined twice", advice="Rename one or merge them with '|'.", at=start)
        if name in ("NULL", "VOID", "GARBAGE"):
            source.fail(f"${name} is the standard's own rule", "another name", at=start)
        source.need("=")
        expansion = read_expansion(source, limits.NESTING)
        source.need(";", "A rule ends with a semicolon; put words with other characters in double quotes.")
        self.rules[name] = Rule(name, expansion, public, examples, source.place(start))
