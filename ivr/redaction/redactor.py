"""Mask word by word whatever is not known to be harmless: what callers said, as it is read without a reveal."""

import re
from collections.abc import Iterable, Sequence
from copy import copy
from functools import cached_property
from typing import Any, Protocol

from ivr.languages.language import Language, Redaction
from ivr.redaction.characters import Characters
from ivr.redaction.learned import Encode, likely
from ivr.redaction.mail import Mail
from ivr.redaction.names import Names
from ivr.redaction.nested import mask_all
from ivr.redaction.numbers import MASK
from ivr.redaction.places import Places
from ivr.redaction.secrets import Secrets
from ivr.redaction.spaced import SpacedWords
from ivr.redaction.tokens import Marked, Token

Span = tuple[int, int]


class Marks(Protocol):
    """What marks the words of a text."""

    def marked(self, text: str) -> Marked:
        """Return the text with what is personal marked."""
        ...


class Redactor:
    """Masks text of one language.

    A word is harmless when it is in the language's list of words that tell nothing; beside a cue ("my name is") even
    those are masked, and where they are likely to be personal by the sentence. Numbers of three digits and more are
    masked, short counts are not.
    """

    def __init__(self, redaction: Redaction, brand: str = "", encode: Encode | None = None) -> None:
        """Take a language's words, which are read once, and the company's name, which tells nothing of a person.

        Without `encode` sentences are not looked at as a whole.
        """
        self._encode, self._between = encode, " " if redaction.spaced else ""
        self._marks: Marks = Spaced(redaction) if redaction.spaced else Characters(redaction)
        self._brand = re.compile(rf"(?<!\w){re.escape(brand)}(?!\w)" if redaction.spaced else re.escape(brand))
        self._has_brand = bool(brand)

    @cached_property
    def own(self) -> "Redactor":
        """Return what masks the hotline's own words, which are known: by rules alone."""
        own = copy(self)
        own._encode = None
        return own

    def redact(self, text: str) -> str:
        """Return the text with all that may be personal masked."""
        parts, last = [], 0
        for start, end in self.spans(text):
            parts += [text[last:start], MASK]
            last = end
        return "".join([*parts, text[last:]])

    def spans(self, text: str) -> Sequence[Span]:
        """Return where what may be personal stands, in order; neighbours are one."""
        found = self._marked(text).spans() if text.strip() else []
        if not (found and self._has_brand):
            return found
        brands = {each.span() for each in self._brand.finditer(text)}
        return [span for span in found if span not in brands]

    def tokens(self, text: str) -> Sequence[Token]:
        """Return the words of a text, as they are looked up."""
        return self._marks.marked(text).tokens

    def _marked(self, text: str) -> Marked:
        marked = self._marks.marked(text)
        open_ = [at for at, word in enumerate(marked.words) if at not in marked.why and self._may_tell(word)]
        if self._encode and open_:
            found = likely(self._encode, marked.words, self._between)
            marked.mark([at for at in found if at in open_], "learned")
        return marked

    def _may_tell(self, word: str) -> bool:
        """Tell whether a word may be personal by its sentence; of figures and letters the rules know more."""
        return not word.isdecimal() and not (len(word) == 1 and word.isascii())

    def redact_all(self, value: Any) -> Any:
        """Return a value of text, mappings and sequences with every text masked; names of fields and others stay."""
        return mask_all(value, self.redact)


class Spaced:
    """Marks all that is personal in a language that parts words by spaces."""

    def __init__(self, redaction: Redaction) -> None:
        """Take a language's words."""
        self._words = SpacedWords(redaction)
        self._rules = (Mail(self._words), Secrets(self._words), Places(self._words), Names(self._words))

    def marked(self, text: str) -> Marked:
        """Return the text with what is personal marked."""
        marked = self._words.marked(text)
        for rule in self._rules:
            rule.mark(marked)
        return marked


class Redactors:
    """Redactors of all languages, by code, each read when first used."""

    def __init__(self, languages: Iterable[Language], brand: str = "", encode: Encode | None = None) -> None:
        """Take the languages that calls may be in, the first stands in for one that is not there, and our own name.

        With `encode` sentences are looked at as a whole, too.
        """
        self._brand, self._encode = brand, encode
        self._redactions = {language.code: language.redaction for language in languages}
        self._made: dict[str, Redactor] = {}

    def of(self, code: str) -> Redactor:
        """Return the redactor of a language."""
        if code not in self._redactions:
            code = next(iter(self._redactions))
        if code not in self._made:
            self._made[code] = Redactor(self._redactions[code], self._brand, self._encode)
        return self._made[code]
