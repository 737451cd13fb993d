"""Read XML safely into small elements that know their place: no entities, nothing external, no depth without end."""

from dataclasses import dataclass, field
from io import BytesIO, StringIO
from typing import NoReturn
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler, feature_external_ges, feature_external_pes, feature_namespaces
from xml.sax.xmlreader import AttributesNSImpl, InputSource, Locator

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import create_parser

from ivr.speech.grammar import limits
from ivr.speech.grammar.errors import GrammarError, Place

NAMESPACE = "http://www.w3.org/2001/06/grammar"
XML = "http://www.w3.org/XML/1998/namespace"


@dataclass(frozen=True)
class Element:
    """An element of the grammar namespace; `xml:` attributes are written so, those of other namespaces are gone."""

    name: str
    attributes: dict[str, str]
    place: Place
    children: list["Element | str"] = field(default_factory=list)

    def fail(self, problem: str, expected: str = "", advice: str = "") -> NoReturn:
        """Raise the error at this element."""
        raise GrammarError(problem, self.place, expected=expected, advice=advice)

    def text(self) -> str:
        """Return the character data. Raises GrammarError when there are elements inside."""
        for child in self.children:
            if isinstance(child, Element):
                child.fail(f"<{child.name}> stands inside <{self.name}>", "text only")
        return "".join(str(child) for child in self.children)


def read_tree(data: bytes | str, file: str) -> Element:
    """Return the root element. Raises GrammarError for what is not well-formed, not safe or not a grammar."""
    builder = _Builder(file)
    # A DOCTYPE may name the standard's DTD, which is never loaded: both external features are off.
    parser = create_parser(forbid_dtd=False, forbid_entities=True, forbid_external=False)
    parser.setFeature(feature_namespaces, True)
    parser.setFeature(feature_external_ges, False)
    parser.setFeature(feature_external_pes, False)
    parser.setContentHandler(builder)
    try:
        parser.parse(_input(data))
    except SAXParseException as error:
        place = Place(file, error.getLineNumber() or 1, (error.getColumnNumber() or 0) + 1)
        raise GrammarError(f"This is not well-formed XML: {error.getMessage()}", place) from None
    except DefusedXmlException:
        raise GrammarError(
            "The file declares or uses an entity", builder.place(), advice="Write the text itself instead."
        ) from None
    except (LookupError, ValueError) as error:
        raise GrammarError(f"The file's characters cannot be read: {error}", builder.place()) from None
    if builder.root is None:
        raise GrammarError("The file has no <grammar>", builder.place())
    return builder.root


def _input(data: bytes | str) -> InputSource:
    source = InputSource()
    if isinstance(data, str):
        source.setCharacterStream(StringIO(data))
    else:
        source.setByteStream(BytesIO(data))
    return source


class _Builder(ContentHandler):
    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Element | None = None
        self.stack: list[Element] = []
        self.foreign = 0
        self.locator: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:
        self.locator = locator

    def place(self) -> Place:
        if self.locator is None:
            return Place(self.file)
        return Place(self.file, self.locator.getLineNumber() or 1, (self.locator.getColumnNumber() or 0) + 1)

    def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl) -> None:
        namespace, local = name
        if self.foreign or (namespace != NAMESPACE and self.stack):
            self.foreign += 1
            return
        if namespace != NAMESPACE:
            raise GrammarError(
                f"<{local}> is not an element of SRGS", self.place(), expected=f'<grammar xmlns="{NAMESPACE}">'
            )
        element = Element(local, dict(_attributes(attrs)), self.place())
        if len(self.stack) >= limits.NESTING:
            element.fail("Elements are nested too deep", advice="Make rules of the inner parts.")
        if self.stack:
            self.stack[-1].children.append(element)
        else:
            self.root = element
        self.stack.append(element)

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:
        if self.foreign:
            self.foreign -= 1
        else:
            self.stack.pop()

    def skippedEntity(self, name: str) -> None:
        raise GrammarError(f"The entity {name!r} is not known", self.place(), advice="Write the text itself instead.")

    def characters(self, content: str) -> None:
        if self.stack and not self.foreign:
            self.stack[-1].children.append(content)


def _attributes(attributes: AttributesNSImpl) -> list[tuple[str, str]]:
    found = []
    for (namespace, local), value in attributes.items():
        if not namespace:
            found.append((local, value))
        elif namespace == XML:
            found.append((f"xml:{local}", value))
    return found
