"""What a TwiML document says, checked: verbs with their attributes, nouns and words."""

from collections.abc import Mapping
from dataclasses import dataclass

MOST_BYTES = 64 * 1024


@dataclass(frozen=True)
class Verb:
    """One element: every attribute its table knows is present, with its default where it has one."""

    name: str
    attributes: Mapping[str, str]
    text: str = ""
    children: tuple["Verb", ...] = ()

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute's text."""
        return self.attributes.get(name, default)

    def number(self, name: str) -> int:
        """Return a whole-number attribute; 0 when it has neither value nor default."""
        return int(self.attributes.get(name) or 0)

    def flag(self, name: str) -> bool:
        """Return a true/false attribute."""
        return self.attributes.get(name) == "true"

    def has(self, name: str) -> bool:
        """Say whether the attribute has a value or a default."""
        return name in self.attributes

    def nested(self, name: str) -> tuple["Verb", ...]:
        """Return the children of that name."""
        return tuple(child for child in self.children if child.name == name)


@dataclass(frozen=True)
class Complaint:
    """Something Twilio would note about a document: a warning, after which the call goes on."""

    code: int
    message: str


@dataclass(frozen=True)
class Document:
    """A document's verbs in order, and what was wrong with the rest."""

    verbs: tuple[Verb, ...]
    complaints: tuple[Complaint, ...] = ()


class BadDocument(Exception):
    """No document at all: `code` is 12100 (not XML), 12102 (no Response), 12300 or 11750."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
