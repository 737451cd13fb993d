"""The words a listener hears in a Say, with or without SSML."""

import re
from xml.etree.ElementTree import Element

_SPELLED = {"characters", "spell-out", "digits", "telephone", "verbatim"}
_SENTENCES = {"p", "s"}


def words(element: Element) -> str:
    """Return the spoken words of an element and all inside it, blanks folded."""
    return re.sub(r"\s+", " ", _spoken(element)).strip()


def _spoken(element: Element) -> str:
    inside = (element.text or "") + "".join(_spoken(child) + (child.tail or "") for child in element)
    match element.tag:
        case "sub":
            return element.get("alias", inside)
        case "break":
            return ", " + inside
        case "say-as" if element.get("interpret-as") in _SPELLED:
            return " ".join(inside.replace(" ", ""))
        case name if name in _SENTENCES:
            return inside.rstrip() + (" " if inside.rstrip().endswith((".", "?", "!")) else ". ")
        case _:
            return inside
