"""Read the XML form of SRGS 1.0 into a document."""

from ivr.speech.grammar.model import Document, Mode, Rule, Tag
from ivr.speech.grammar.source import LANGUAGE, MEDIA_TYPE, NAME
from ivr.speech.grammar.xml_expansion import read_content
from ivr.speech.grammar.xml_tree import Element, read_tree

ATTRIBUTES = {
    "grammar": {"version", "root", "mode", "tag-format", "xml:lang", "xml:base"},
    "rule": {"id", "scope"},
    "item": {"repeat", "repeat-prob", "weight", "xml:lang"},
    "one-of": {"xml:lang"},
    "token": {"xml:lang"},
    "ruleref": {"uri", "special", "type", "xml:lang"},
    "lexicon": {"uri", "type"},
    "meta": {"name", "http-equiv", "content"},
    "tag": set[str](),
    "example": set[str](),
    "metadata": None,
}
_HEADER = ("meta", "metadata", "lexicon", "tag")


def read_xml(data: bytes | str, file: str) -> Document:
    """Return the document of an XML grammar. Raises GrammarError at the first thing the standard does not allow."""
    root = read_tree(data, file)
    if root.name != "grammar":
        root.fail(f"The root element is <{root.name}>", "<grammar>")
    _check_attributes(root)
    return _Reader(root, file).document()


def _check_attributes(element: Element) -> None:
    """Check the names of elements and attributes, and languages, everywhere."""
    allowed = ATTRIBUTES.get(element.name, set())
    if element.name not in ATTRIBUTES:
        element.fail(f"There is no element <{element.name}>", f"one of {', '.join(sorted(ATTRIBUTES))}")
    if allowed is None:
        return
    for name, value in element.attributes.items():
        if name not in allowed:
            element.fail(f"<{element.name}> has no attribute {name!r}", ", ".join(sorted(allowed)) or "none")
        if name == "xml:lang" and not LANGUAGE.fullmatch(value):
            element.fail(f"{value!r} is not a language", "for example en-US")
        if name == "type" and not MEDIA_TYPE.fullmatch(value):
            element.fail(f"{value!r} is not a media type", "for example application/srgs+xml")
    for child in element.children:
        if isinstance(child, Element):
            _check_attributes(child)


class _Reader:
    def __init__(self, root: Element, file: str) -> None:
        self.root, self.file = root, file
        self.rules: dict[str, Rule] = {}
        self.header: dict[str, list[Element]] = {name: [] for name in _HEADER}

    def document(self) -> Document:
        given = self.root.attributes
        if given.get("version") != "1.0":
            self.root.fail("The grammar's version is missing or wrong", 'version="1.0"')
        for child in self.root.children:
            self._child(child)
        metas = [self._meta(each) for each in self.header["meta"]]
        return Document(
            file=self.file,
            rules=self.rules,
            form="xml",
            language=given.get("xml:lang", ""),
            mode=self._mode(given.get("mode", "voice")),
            root=self._root(),
            tag_format=given.get("tag-format", "").strip(),
            base=given.get("xml:base", "").strip(),
            lexicons=tuple(self._lexicon(each) for each in self.header["lexicon"]),
            metas=tuple((name, content) for kind, name, content in metas if kind == "name"),
            http_equivs=tuple((name, content) for kind, name, content in metas if kind == "http-equiv"),
            tags=tuple(Tag(each.text(), each.place) for each in self.header["tag"]),
        )

    def _mode(self, mode: str) -> Mode:
        if mode == "voice":
            return "voice"
        if mode == "dtmf":
            return "dtmf"
        self.root.fail(f"There is no mode {mode!r}", "voice or dtmf")

    def _root(self) -> str:
        if "root" in self.root.attributes and not self.root.attributes["root"].strip():
            self.root.fail("The root names no rule", "a rule's id")
        return self.root.attributes.get("root", "").strip()

    def _child(self, child: Element | str) -> None:
        if isinstance(child, str):
            if child.strip():
                self.root.fail(f"Text stands outside of a rule: {child.strip()[:20]!r}", "<rule>")
        elif child.name == "rule":
            self._rule(child)
        elif child.name not in _HEADER:
            child.fail(f"<{child.name}> stands outside of a rule", "rule, meta, metadata, lexicon or tag")
        elif self.rules:
            child.fail(f"<{child.name}> stands after a rule", advice="Move it above the first rule.")
        else:
            self.header[child.name].append(child)

    def _rule(self, element: Element) -> None:
        name = element.attributes.get("id", "").strip()
        if not NAME.fullmatch(name) or any(character in name for character in ".:-"):
            element.fail(f"{name!r} cannot be a rule's id", "letters, digits and _, beginning with a letter")
        if name in ("NULL", "VOID", "GARBAGE"):
            element.fail(f"{name} is the standard's own rule", "another id")
        if name in self.rules:
            element.fail(f"Rule {name!r} is defined twice", advice="Rename one or merge them in a <one-of>.")
        scope = element.attributes.get("scope", "private")
        if scope not in ("private", "public"):
            element.fail(f"There is no scope {scope!r}", "private or public")
        examples = [child for child in element.children if isinstance(child, Element) and child.name == "example"]
        spoken = [child for child in element.children if child not in examples]
        if not any(isinstance(child, Element) or child.strip() for child in spoken):
            element.fail(f"Rule {name!r} is empty", 'content, or <ruleref special="NULL"/>')
        said = tuple(" ".join(example.text().split()) for example in examples)
        self.rules[name] = Rule(name, read_content(element, spoken), scope == "public", said, element.place)

    def _lexicon(self, element: Element) -> tuple[str, str]:
        _must_be_empty(element)
        if not element.attributes.get("uri", "").strip():
            element.fail("This <lexicon> has no uri", 'uri="..."')
        return element.attributes["uri"].strip(), element.attributes.get("type", "")

    def _meta(self, element: Element) -> tuple[str, str, str]:
        _must_be_empty(element)
        given = element.attributes
        kinds = [kind for kind in ("name", "http-equiv") if kind in given]
        if len(kinds) != 1 or "content" not in given:
            element.fail("This <meta> is not complete", "content, and either name or http-equiv")
        return kinds[0], given[kinds[0]], given["content"]


def _must_be_empty(element: Element) -> None:
    if element.text().strip():
        element.fail(f"<{element.name}> has content", "nothing inside")
