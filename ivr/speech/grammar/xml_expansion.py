"""Read what stands inside a <rule> or an <item>."""

import re
from collections.abc import Iterator
from collections.abc import Sequence as Children

from ivr.speech.grammar.model import Alternatives, Expansion, Repeat, RuleRef, Sequence, Special, Tag, Token
from ivr.speech.grammar.source import NUMBER
from ivr.speech.grammar.xml_tree import Element

_NUMBER = re.compile(NUMBER)
_REPEAT = re.compile(r"([0-9]{1,9})(-([0-9]{1,9})?)?")
_TOKENS = re.compile(r'"([^"]*)"|([^\s"]+)|(")')
_SPECIAL: dict[str, Special] = {"NULL": "NULL", "VOID": "VOID", "GARBAGE": "GARBAGE"}


def read_content(parent: Element, children: Children[Element | str]) -> Expansion:
    """Return the sequence of an element's children."""
    parts: list[Expansion] = []
    for child in _merged(children):
        if isinstance(child, str):
            parts.extend(_tokens(parent, child))
        else:
            parts.append(_element(child))
    return parts[0] if len(parts) == 1 else Sequence(tuple(parts))


def _merged(children: Children[Element | str]) -> Iterator[Element | str]:
    text = ""
    for child in children:
        if isinstance(child, str):
            text += child
        else:
            yield text
            yield child
            text = ""
    yield text


def _tokens(parent: Element, text: str) -> Iterator[Token]:
    for found in _TOKENS.finditer(text):
        quoted, plain, lone = found.groups()
        if lone or (quoted is not None and not quoted.strip()):
            parent.fail("A double quote is not closed or holds no word", '"one or more words"')
        yield Token(" ".join((quoted if quoted is not None else plain).split()))


def _element(element: Element) -> Expansion:
    match element.name:
        case "token":
            return _token(element)
        case "tag":
            return Tag(element.text(), element.place)
        case "ruleref":
            return _reference(element)
        case "one-of":
            return _alternatives(element)
        case "item":
            return _item(element)
        case _:
            element.fail(f"<{element.name}> cannot stand here", "text, token, ruleref, item, one-of or tag")


def _token(element: Element) -> Token:
    text = " ".join(element.text().split())
    if text.startswith('"') and text.endswith('"') and len(text) > 1:
        text = text[1:-1].strip()
    if not text or '"' in text:
        element.fail("This <token> holds no word, or a lone double quote", "a word")
    return Token(text, element.attributes.get("xml:lang", ""))


def _reference(element: Element) -> RuleRef:
    if element.text().strip():
        element.fail("<ruleref> has content", "nothing inside")
    given = element.attributes
    if ("uri" in given) == ("special" in given):
        element.fail("A <ruleref> needs either uri or special, and not both", 'uri="#name" or special="NULL"')
    if "special" in given:
        return _special(element)
    uri = given["uri"].strip()
    if not uri or uri == "#" or any(character.isspace() for character in uri):
        element.fail(f"{uri!r} is not a reference", 'uri="#rule", uri="file.grxml" or uri="file.grxml#rule"')
    if uri.startswith("#"):
        return RuleRef(element.place, name=uri[1:], media_type=given.get("type", ""))
    return RuleRef(element.place, uri=uri, media_type=given.get("type", ""))


def _special(element: Element) -> RuleRef:
    name = element.attributes["special"].strip()
    if name not in _SPECIAL:
        element.fail(f"There is no special rule {name!r}", "NULL, VOID or GARBAGE")
    return RuleRef(element.place, special=_SPECIAL[name])


def _alternatives(element: Element) -> Expansion:
    items = [child for child in element.children if isinstance(child, Element)]
    if not items or any(item.name != "item" for item in items) or len(items) < _filled(element):
        element.fail("A <one-of> holds <item> elements only, at least one", "<item>")
    weights = tuple(_number(item, "weight") for item in items)
    return Alternatives(tuple(_item(item) for item in items), weights, element.attributes.get("xml:lang", ""))


def _filled(element: Element) -> int:
    return sum(1 for child in element.children if isinstance(child, Element) or child.strip())


def _item(element: Element) -> Expansion:
    _number(element, "weight")
    content = read_content(element, element.children)
    if language := element.attributes.get("xml:lang", ""):
        content = Sequence((content,), language)
    probability = _number(element, "repeat-prob")
    if probability is not None and probability > 1:
        element.fail(f"{probability} is not a probability", "a number from 0 to 1")
    if "repeat" not in element.attributes:
        return content
    low, high = _repeat(element)
    return Repeat(content, low, high, probability)


def _repeat(element: Element) -> tuple[int, int | None]:
    written = element.attributes["repeat"].strip()
    found = _REPEAT.fullmatch(written)
    if not found:
        element.fail(f"repeat={written!r} is not a repeat", 'for example "2", "0-1" or "1-"')
    low = int(found.group(1))
    high = low if not found.group(2) else int(found.group(3)) if found.group(3) else None
    if high is not None and high < low:
        element.fail(f"A repeat cannot go from {low} down to {high}", f'"{high}-{low}"')
    return low, high


def _number(element: Element, name: str) -> float | None:
    written = element.attributes.get(name)
    if written is None:
        return None
    if not _NUMBER.fullmatch(written.strip()):
        element.fail(f"{name}={written!r} is not a number", "for example 2 or 0.5")
    return float(written)
