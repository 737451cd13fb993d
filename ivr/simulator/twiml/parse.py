"""Reading a document the way Twilio does: strict about XML, forgiving about what stands in it."""

from xml.etree.ElementTree import Element, ParseError

import defusedxml.ElementTree
from defusedxml import DefusedXmlException

from ivr.simulator.twiml import ssml
from ivr.simulator.twiml.document import MOST_BYTES, BadDocument, Complaint, Document, Verb
from ivr.simulator.twiml.nouns import Rule
from ivr.simulator.twiml.schema import ELEMENTS, VERBS

_NAMELESS = Rule(open=True)


def parse(body: bytes) -> Document:
    """Return the document's verbs; BadDocument where Twilio would not go on."""
    if len(body) > MOST_BYTES:
        raise BadDocument(11750, f"the document has {len(body)} bytes, more than {MOST_BYTES}")
    try:
        root = defusedxml.ElementTree.fromstring(body)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise BadDocument(12100, f"not XML: {error}") from error
    if root.tag != "Response":
        raise BadDocument(12102, f"the root element is <{root.tag}>, not <Response>")
    complaints: list[Complaint] = []
    verbs = _children(root, frozenset(VERBS), complaints, 12200)
    if (root.text or "").strip():
        complaints.append(Complaint(12200, "text stands directly in <Response>"))
    return Document(verbs, tuple(complaints))


def _children(element: Element, allowed: frozenset[str], complaints: list[Complaint], code: int) -> tuple[Verb, ...]:
    verbs = []
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag in allowed:
            verbs.append(_verb(child, complaints))
        else:
            complaints.append(Complaint(code, f"<{child.tag}> is not allowed in <{element.tag}>"))
    return tuple(verbs)


def _verb(element: Element, complaints: list[Complaint]) -> Verb:
    rule = ELEMENTS.get(element.tag, _NAMELESS)
    attributes = _attributes(element, rule, complaints)
    if element.tag == "Say":
        _check_ssml(element, rule, complaints)
        return Verb("Say", attributes, ssml.words(element))
    text = (element.text or "").strip()
    if text and not rule.text:
        complaints.append(Complaint(12200, f"<{element.tag}> takes no text"))
    return Verb(element.tag, attributes, text, _children(element, rule.children, complaints, rule.nested_code))


def _attributes(element: Element, rule: Rule, complaints: list[Complaint]) -> dict[str, str]:
    found = {name: item.default for name, item in rule.attributes.items() if item.default is not None}
    for name, value in element.attrib.items():
        known = rule.attributes.get(name)
        if known is None:
            if not rule.open:
                complaints.append(Complaint(12200, f"<{element.tag}> has no attribute {name}"))
            found[name] = value
        elif known.valid(value):
            found[name] = value
        else:
            complaints.append(
                Complaint(known.code, f"<{element.tag} {name}={value!r}> is invalid, the default is used")
            )
    return found


def _check_ssml(element: Element, rule: Rule, complaints: list[Complaint]) -> None:
    for inner in element.iter():
        if inner is not element and inner.tag not in rule.children:
            complaints.append(Complaint(12200, f"<{inner.tag}> is not allowed in <Say>"))
    if not "".join(element.itertext()).strip():
        complaints.append(Complaint(13520, "<Say> has no words"))
